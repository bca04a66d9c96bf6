"""Gibbs sampling: both layers in turn, each given the other."""

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import whole_number
from rgcore.rbm.networks.restricted import RBM, checked_states, single_precision
from rgcore.rbm.row_blocks import row_blocks
from rgcore.rng_kernels import random_stream

__all__ = ["gibbs_chain"]


def gibbs_chain(rbm: RBM, visible: np.ndarray, n_steps: int, *, rng: Generator) -> np.ndarray:
    """Advance independent chains by ``n_steps`` rounds of h from P(h | v), then v from P(v | h).

    Inputs are float32 and random numbers multiples of 2^-24, whatever the precision of the RBM. Chains run in
    blocks that fit into the cache.

    Parameters
    ----------
    rbm : RBM
    visible : (n_chains, n_visible) array
        Starting states in the RBM's own units; left untouched.
    n_steps : int
        At least 0.
    rng : Generator, advanced in place

    Returns
    -------
    (n_chains, n_visible) array
        In the RBM's own units; int8 where these are integers, float32 for real values.

    Raises
    ------
    InputError
        If ``visible`` holds other values, or a number is out of range.
    """
    visible, n_steps = checked_states(rbm, visible), whole_number("n_steps", n_steps, least=0, most=2**40)
    generator("rng", rng)
    single, stream = single_precision(rbm), random_stream(rng=rng)
    ends = np.empty(visible.shape, dtype=rbm.visible_type.state_type)
    for block in row_blocks(len(visible), rbm.n_visible + rbm.n_hidden):
        states = np.array(visible[block], dtype=np.float32, order="C")
        _advance(single, states, n_steps, stream)
        ends[block] = states
    return ends


def _advance(rbm: RBM, visible: np.ndarray, n_steps: int, stream: np.ndarray) -> None:
    """Advance states (n_chains, n_visible) float32 in place."""
    hidden_type, visible_type = rbm.hidden_type, rbm.visible_type
    shapes = (visible.shape, (len(visible), rbm.n_hidden))
    visible_inputs, hidden_inputs = (np.empty(shape, dtype=np.float32) for shape in shapes)
    hidden = np.empty_like(hidden_inputs)
    for _ in range(n_steps):
        np.matmul(visible, rbm.weights, out=hidden_inputs)
        hidden_type.write_states(hidden_inputs, rbm.hidden_bias, stream, hidden)
        np.matmul(hidden, rbm.weights.T, out=visible_inputs)
        visible_type.write_states(visible_inputs, rbm.visible_bias, stream, visible)
