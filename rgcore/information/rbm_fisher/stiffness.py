"""Stiff directions: how many there are, and how much of other directions lies in them.

A direction of the parameters is a change of ln P(v), a function of v with mean 0. Directions of different eigenvalues
are functions without correlation, so that the share of another function in the first m is what they explain of its
variance.
"""

from dataclasses import dataclass

import numpy as np

from rgcore.information.fisher_metric import family_metric, fisher_spectrum
from rgcore.information.rbm_fisher.scores import centred_gram, conditional_statistics, ising_tangents
from rgcore.rbm.networks.restricted import RBM

__all__ = ["StiffCount", "Stiffness", "explained_shares", "stiffness_by_enumeration", "stiffness_of_halves"]

_NULL = 1e-12  # of the largest eigenvalue: rounding


@dataclass(frozen=True, slots=True)
class StiffCount:
    """What counts as stiff: eigenvalues above ``stiff_share`` of the largest; the first ``n_directions`` are looked at.

    ``order`` is an order of the sites in which neighbours are no neighbours, a null for d ln P/dK.
    """

    stiff_share: float
    n_directions: int
    order: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stiffness:
    """The spectrum of a Fisher metric in a few numbers.

    Attributes
    ----------
    largest, trace : float
        The largest eigenvalue and the sum of all, in spin units.
    participation, participation_uncorrected : float
        (sum of eigenvalues)^2 / sum of their squares, and what the eigenvalues of a sample of this size give for it. Of
        all states they are equal.
    n_stiff : float
        Eigenvalues above the share of the largest; NaN of a sample, which does not have them one by one.
    share_coupling, share_field, share_shuffled : float
        Of d ln P/dK, of d ln P/dh, and of d ln P/dK with shuffled sites, in the first directions.
    """

    largest: float
    trace: float
    participation: float
    participation_uncorrected: float
    n_stiff: float
    share_coupling: float
    share_field: float
    share_shuffled: float


def stiffness_by_enumeration(
    rbm: RBM, states: np.ndarray, probabilities: np.ndarray, count: StiffCount
) -> Stiffness:
    """Return the numbers of the exact metric, of all visible states (n_states, n_visible) with their probabilities."""
    statistics = conditional_statistics(rbm, states)
    spectrum = fisher_spectrum(family_metric(probabilities, statistics))
    values = spectrum.eigenvalues
    first = spectrum.directions[:, : count.n_directions]
    functions = statistics @ first[:, values[: count.n_directions] > _NULL * values[0]]
    participation = float(values.sum() ** 2 / (values**2).sum())
    return Stiffness(
        largest=float(values[0]),
        trace=float(values.sum()),
        participation=participation,
        participation_uncorrected=participation,
        n_stiff=float((values > count.stiff_share * values[0]).sum()),
        **_shares(functions, states, count, probabilities),
    )


def stiffness_of_halves(rbm: RBM, half: np.ndarray, other: np.ndarray, count: StiffCount) -> Stiffness:
    """Return the numbers by directions of ``half`` (n, n_visible) and their variances in ``other``, of the same size.

    A sample of n states has at most n - 1 eigenvalues, the stiff ones too large and too unequal. The trace of the
    product of the metrics of two independent halves is the sum of squared eigenvalues without bias; so is the variance
    in the other half of a direction of this one, which is at most the largest eigenvalue.
    """
    own, across = centred_gram(rbm, half, half), centred_gram(rbm, half, other)
    traces = [np.trace(own) / (len(half) - 1), np.trace(centred_gram(rbm, other, other)) / (len(other) - 1)]
    squares = (across**2).sum() / ((len(half) - 1) * (len(other) - 1))
    values, vectors = np.linalg.eigh(own / (len(half) - 1))
    first, vectors = values[: -count.n_directions - 1 : -1], vectors[:, : -count.n_directions - 1 : -1]
    kept = first > _NULL * first[0]
    functions = (
        across.T @ vectors[:, kept] / np.sqrt(first[kept] * (len(half) - 1))
    )  # in the other half: (n, m)
    return Stiffness(
        largest=float(functions[:, 0].var(ddof=1)),
        trace=float(np.mean(traces)),
        participation=float(traces[0] * traces[1] / squares),
        participation_uncorrected=float(values.sum() ** 2 / (values**2).sum()),
        n_stiff=float("nan"),
        **_shares(functions, other, count),
    )


def explained_shares(
    functions: np.ndarray, targets: np.ndarray, probabilities: np.ndarray | None = None
) -> np.ndarray:
    """Return which share of the variance of each target (n, n_targets) the functions (n, m) explain linearly.

    Without ``probabilities`` the n states are a sample, and the share is the adjusted one, 0 in the mean for functions
    that explain nothing; it can then be negative.
    """
    n = len(functions)
    weights = np.full(n, 1 / n) if probabilities is None else probabilities
    root = np.sqrt(weights)[:, None]
    left, right = (root * (each - weights @ each) for each in (functions, targets))
    coefficients, _, rank, _ = np.linalg.lstsq(left, right, rcond=None)
    rest = ((right - left @ coefficients) ** 2).sum(axis=0) / (right**2).sum(axis=0)
    return 1 - rest if probabilities is not None else 1 - rest * (n - 1) / (n - 1 - rank)


def _shares(
    functions: np.ndarray, states: np.ndarray, count: StiffCount, probabilities: np.ndarray | None = None
) -> dict[str, float]:
    targets = np.hstack([ising_tangents(states), ising_tangents(states, count.order)[:, :1]])
    coupling, field, shuffled = explained_shares(functions, targets, probabilities)
    return {"share_coupling": float(coupling), "share_field": float(field), "share_shuffled": float(shuffled)}
