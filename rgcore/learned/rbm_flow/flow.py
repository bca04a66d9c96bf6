"""Configurations passed up to the hidden layer of an RBM and down again, over and over."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from rgcore.rbm.networks.restricted import RBM, mean_h_from_v, sample_v_from_h
from rgcore.rbm.sampling.gibbs import gibbs_chain

__all__ = ["PASSES", "flow"]


def flow(
    rbm: RBM, spins: np.ndarray, steps: Sequence[int], passing: str, *, rng: Generator
) -> Iterator[np.ndarray]:
    """Yield the configurations after each number of passes, v -> h -> v.

    With ``passing`` "samples" both layers are drawn: that is Gibbs sampling, whose only stationary distribution is the
    network's own. With "means" the hidden units pass on their means, and the visible ones are drawn.

    Parameters
    ----------
    rbm : RBM
    spins : (n, n_visible) int8 array of -1 or +1
        Left untouched.
    steps : sequence of int
        Ascending, from 0.
    passing : "samples" or "means"
    rng : Generator, advanced in place

    Yields
    ------
    (n, n_visible) int8 array of -1 or +1
    """
    units, once = rbm.unit_type, PASSES[passing]
    visible = units.from_spins(spins)
    for before, after in pairwise((0, *steps)):
        visible = once(rbm, visible, after - before, rng=rng)
        yield np.asarray(units.to_spins(visible)).astype(np.int8)


def _pass_means(rbm: RBM, visible: np.ndarray, n_steps: int, *, rng: Generator) -> np.ndarray:
    for _ in range(n_steps):
        visible = sample_v_from_h(rbm, mean_h_from_v(rbm, visible), rng=rng)
    return visible


PASSES: dict[str, Callable[..., np.ndarray]] = {"samples": gibbs_chain, "means": _pass_means}
