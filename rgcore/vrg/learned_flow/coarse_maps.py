"""Decimation and the majority rule on the torus, beside which learned hidden spins are compared."""

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.vrg.learned_flow.coarse_lattices import CoarseLattice
from rgcore.vrg.small_models.blocks import plaquettes

__all__ = ["DECIMATION", "MAJORITY", "map_inputs"]

DECIMATION, MAJORITY = "decimation", "majority_rule"
BLOCK = 2.0  # spacing of hidden spins with a block of 2 x 2 visible ones each


def map_inputs(lattice: CoarseLattice) -> dict[str, np.ndarray]:
    """Return half the log-odds of every hidden spin by name of the map: infinite where the visible spins decide it.

    Decimation copies the visible spin at the place of the hidden one. The majority rule takes the sign of the sum of a
    block of 2 x 2 spins, and a fair coin if it is zero; it exists where the blocks fill the torus. Where no spin is
    removed there is no map.

    Returns
    -------
    dict of (2**side**2, n_hidden) float64 arrays
    """
    if lattice.n_hidden == lattice.side**2:
        return {}
    seen = lattice.seen()
    spins = spin_states(lattice.side**2)
    inputs = {DECIMATION: np.copysign(np.inf, spins[:, seen[:, 0]])}
    if lattice.spacing == BLOCK:
        sums = spins[:, plaquettes(lattice.side, 0)].sum(axis=2, dtype=np.float64)
        inputs[MAJORITY] = np.where(sums == 0, 0.0, np.copysign(np.inf, sums))
    return inputs
