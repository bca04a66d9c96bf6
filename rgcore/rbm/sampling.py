"""Gibbs sampling: both layers in turn, each given the other."""

import numpy as np
from numpy.random import Generator

from rgcore.rbm.model import RBM
from rgcore.rbm.units import unit_functions

__all__ = ["gibbs_chain"]


def gibbs_chain(rbm: RBM, visible: np.ndarray, n_steps: int, *, rng: Generator) -> np.ndarray:
    """Advance independent chains by ``n_steps`` rounds of h from P(h | v), then v from P(v | h).

    Parameters
    ----------
    rbm : RBM
    visible : (n_chains, n_visible) array
        Starting states in the machine's own units; left untouched.
    n_steps : int
    rng : Generator, advanced in place

    Returns
    -------
    (n_chains, n_visible) array of the machine's units
        int8 after at least one step.
    """
    functions = unit_functions(rbm.units)
    for _ in range(n_steps):
        hidden = functions.sample_h_from_v(rbm, visible, rng=rng)
        visible = functions.sample_v_from_h(rbm, hidden, rng=rng)
    return visible
