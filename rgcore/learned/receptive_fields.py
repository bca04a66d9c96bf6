"""Effective receptive fields of hidden units on the lattice, and their images."""

import numpy as np
import pandas as pd

from rgcore.arguments.objects import an_instance
from rgcore.lattice.square import lattice_images
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.tables.frames import checked_place, with_place

__all__ = ["effective_receptive_fields", "receptive_field_images"]


def effective_receptive_fields(network: DeepBeliefNetwork) -> list[np.ndarray]:
    """Return r^(1) = W^(1), r^(l) = r^(l-1) W^(l): the weights of each unit as seen from the lattice.

    Mehta and Schwab, arXiv:1410.3831, below their Fig. 4.

    Returns
    -------
    list of (n_visible, n_hidden) float arrays
        One per layer, from the lowest up; column j is the field of unit j.

    Raises
    ------
    InputError
        If ``network`` is something else.
    """
    an_instance("network", network, DeepBeliefNetwork)
    fields = [network.layers[0].weights]
    for rbm in network.layers[1:]:
        fields.append(fields[-1] @ rbm.weights)
    return fields


def receptive_field_images(network: DeepBeliefNetwork, *, temperature: float, replica: int) -> pd.DataFrame:
    """Return every field as an image: the rows of the table ``receptive_field_images`` of one network.

    Returns
    -------
    DataFrame
        Columns temperature, replica, layer (from 1), unit (from 0), side, weights ((side**2,) float32 arrays,
        row by row).

    Raises
    ------
    InputError
        If the visible units are no square lattice, or temperature or replica is out of range.
    """
    temperature, replica = checked_place(temperature, replica)
    rows = []
    for layer, fields in enumerate(effective_receptive_fields(network), start=1):
        for unit, image in enumerate(lattice_images(fields).astype(np.float32)):
            rows.append({"layer": layer, "unit": unit, "side": len(image), "weights": image.reshape(-1)})
    return with_place(pd.DataFrame(rows), temperature=temperature, replica=replica)
