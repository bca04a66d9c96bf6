"""Configurations of a square lattice, for the visible units of a network."""

import numpy as np

from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, spins_of

__all__ = ["COLDEST_TRAINED", "spins_on_lattice"]

COLDEST_TRAINED = 1e-3  # J/k_B; configurations are frozen far above


def spins_on_lattice(network: DeepBeliefNetwork, samples: object, name: str = "samples") -> np.ndarray:
    """Return samples (n, n_visible) of -1 or +1 as int8.

    Raises
    ------
    InputError
        If they are something else, fewer than 2, do not fit the network, or its visible units are no square lattice.
    """
    spins = spins_of(network, samples, name)
    side = round(spins.shape[1] ** 0.5)
    if len(spins) < 2 or side < 2 or side * side != spins.shape[1]:
        raise InputError(
            f"{name} must be at least 2 configurations of a square lattice, got shape {spins.shape}"
        )
    return spins
