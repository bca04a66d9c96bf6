"""The bias at which all configurations of block spins are equally probable: their couplings, and how these depend on K.

Wu and Car, Phys. Rev. Lett. 119, 220602 (2017), arXiv:1707.08683. With V = sum_a J_a S_a on the block spins h,

    Omega[V] = ln( sum_h exp(-H'(h) - V(h)) / sum_h exp(-H'(h)) ) + <V>_uniform

is convex in J, and least where <S_a>_V = 0. If the list of operators is complete, V = -H' there, that is J_a = K'_a in
H' = -sum_a K'_a S_a; a shorter list has the couplings at which <S_a>_V = 0. Block spins are then free, so that sampling
slows down less at the critical point.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import instances, one_of
from rgcore.arguments.scalars import real_number, whole_number
from rgcore.errors import InputError
from rgcore.ising.mcrg.operators import OPERATORS
from rgcore.ising.mcrg.variational.block_tree import BlockTree
from rgcore.ising.mcrg.variational.sampling import BiasedChain

__all__ = ["BlockCouplings", "bias_step", "block_couplings"]

LARGEST_STEP = 0.25  # of a bias: Newton's method from far away steps over the optimum
BURN_IN = 0.1  # of the sweeps of a step, which the chain takes to follow the new bias


class BlockCouplings(NamedTuple):
    """K' of every operator, (n_operators,) float64, and dK'/dK, with standard errors."""

    value: np.ndarray
    error: np.ndarray
    slope: np.ndarray
    slope_error: np.ndarray


def bias_step(
    bias: np.ndarray, records: np.ndarray, probabilities: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bias after one step of Newton's method towards the least Omega, and dK'/dK there.

    The gradient of Omega is -<S_a>, its Hessian <S_a S_b> - <S_a><S_b>. As <S_a> = 0 at the optimum for every K,
    dK'/dK solves sum_b cov(S_a, S_b) dK'_b/dK = cov(S_a, S), S the sum over the bonds of the spins.

    Parameters
    ----------
    bias : (n_operators,) float array
        J at which the records are taken.
    records : (n, n_operators + 1) float array
        S_a, and S.
    probabilities : (n,) float array, optional
        Of the records; equal without it.

    Raises
    ------
    InputError
        If an operator does not vary, or is a sum of others, in the records.
    """
    means = np.average(records, axis=0, weights=probabilities)
    away = records - means
    covariance = np.average(away[:, :, None] * away[:, None], axis=0, weights=probabilities)
    of_blocks = covariance[:-1, :-1]
    if np.linalg.matrix_rank(of_blocks, hermitian=True) < len(of_blocks):
        raise InputError(
            "operators must vary independently of each other in the configurations, but one is constant or a sum of "
            "others: take a larger lattice, fewer operators or more sweeps"
        )
    both = np.linalg.solve(of_blocks, np.stack([means[:-1], covariance[:-1, -1]], axis=1))
    step = both[:, 0] * min(1.0, LARGEST_STEP / max(np.abs(both[:, 0]).max(), LARGEST_STEP))
    return bias + step, both[:, 1]


def block_couplings(
    tree: BlockTree, names: Sequence[str], coupling: float, sizes: tuple[int, int], *, rng: Generator
) -> BlockCouplings:
    """Return the couplings of the block spins of the Ising model, by sampling.

    Every step of Newton's method takes one run of the chain at the bias that the step before ended with. The first half
    of the steps approaches the optimum; each of the others is an estimate whose error hardly depends on where it
    started, and standard errors are from the scatter of these.

    Parameters
    ----------
    tree : BlockTree
    names : sequence of str
        Even operators of :data:`rgcore.ising.mcrg.operators.OPERATORS`.
    coupling : float
        K of the spins.
    sizes : pair of int
        Steps, at least 6, and sweeps of each, at least 100.
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If a number is out of range, an operator unknown, or operators do not vary independently.
    """
    names = list(instances("names", names, str))
    for name in names:
        one_of("a name", name, OPERATORS["even"])
    real_number("coupling", coupling)
    n_steps, n_sweeps = (
        whole_number(name, size, least=least)
        for name, size, least in zip(("steps", "sweeps"), sizes, (6, 100), strict=True)
    )
    chain = BiasedChain(tree, names, rng=rng)
    bias, found = np.zeros(len(names)), []
    bias[0] = coupling
    for _ in range(n_steps):
        chain.advance(coupling, bias, int(BURN_IN * n_sweeps), rng=rng)
        bias, slope = bias_step(bias, chain.advance(coupling, bias, n_sweeps, rng=rng))
        found.append([bias, slope])
    last = np.array(found[n_steps // 2 :])
    mean, error = last.mean(axis=0), last.std(axis=0, ddof=1) / np.sqrt(len(last))
    return BlockCouplings(mean[0], error[0], mean[1], error[1])
