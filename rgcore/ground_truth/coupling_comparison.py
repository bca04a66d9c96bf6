"""Couplings estimated from samples by the principal-component RG, beside the recursion from the true bare ones.

vertex
    u_1, the first-order formula of the kurtosis: the bare coupling minus the loops of all modes, also of those kept.
coupling
    u_1 / (1 - (3/2) u_1 X), the loop-corrected estimator: the loops of the kept modes are removed, X their loop with
    the legs of the kurtosis, (A A A)_ii / (A A)_ii with A_ij = P_ij^2. To this order the coupling of the effective H.
closed_coupling
    the same with the loop at zero momentum, (1/N) sum of kept variances squared, which is that of the recursion: the
    local closure, where it is least justified.
collective_vertex
    from the fluctuations of sum_i phi_i^2 in the same way as u_1, and equal to it to first order.
nonlocality
    vertex / collective_vertex: 1 to first order; the second order depends on the range of the loops.
running
    coupling at a cutoff over coupling at the largest cutoff (:mod:`rgcore.ground_truth.running_comparison`).
flow_coupling
    coupling x (k/N) / Lambda^2, Lambda measured from the softest mode: ut / alpha, without unit. Sampling noise lowers
    the variance of the last kept mode within a shell of equal ones: Lambda is then too large; its scatter is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.ground_truth.drawn_samples import FieldTruth
from rgcore.ground_truth.measured_and_expected import Comparison, compare
from rgcore.ground_truth.perturbation import collective_coupling, kept_covariance, local_coupling
from rgcore.ground_truth.running_comparison import CouplingAt, compare_running
from rgcore.pcarg.coupling.mode_recursion import add_loops, integrate_out, kept_loops, remove_loops
from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.flow.median_error import median_error, median_replicates
from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.series.moments import sample_moments
from rgcore.series.samples import as_samples
from rgcore.stats import jackknife_error
from rgcore.stats.blocking import INDEPENDENT, block_edges, number_of_blocks

__all__ = ["collective_vertices", "compare_couplings", "kept_loop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cutoff:
    """The kept modes at one cutoff: found and true covariance of their field, and its kurtosis with error.

    ``replicates`` (n_blocks,) of the kurtosis: with one block of samples left out each.
    """

    n_kept: int
    found: np.ndarray
    true: np.ndarray
    kurtosis: tuple[float, float]
    replicates: np.ndarray

    def vertex(self) -> tuple[float, float]:
        kurtosis, error = self.kurtosis
        return _vertex(kurtosis, self.found), _vertex(3 - error, self.found)


def compare_couplings(
    values: np.ndarray, modes: PrincipalComponents, truth: FieldTruth, cutoffs: Sequence[int]
) -> list[Comparison]:
    """Compare every coupling at every cutoff with second-order perturbation theory and with the recursion.

    Parameters
    ----------
    values : (n_samples, n) float64 array
        Centred samples.
    modes : PrincipalComponents
        Of these samples.
    truth : FieldTruth
    cutoffs : sequence of int, ascending
        Numbers of modes kept.
    """
    recursion = integrate_out(truth.stiffness, truth.r, truth.u).u
    collective = collective_vertices(values, modes, cutoffs)
    comparisons, couplings = [], []
    for cutoff, vertex in zip(_cutoffs(values, modes, truth, cutoffs), collective, strict=True):
        comparisons += _compare_local(cutoff, modes, truth, recursion)
        comparisons += _compare_collective(cutoff, vertex, truth)
        couplings.append(_coupling_at(cutoff, truth, recursion))
    return comparisons + compare_running(couplings)


def _cutoffs(values, modes, truth, cutoffs) -> Iterator[_Cutoff]:
    """Yield the kept modes at every cutoff, with the kurtosis of ``moment_flow`` and its replicates."""
    settings = FlowSettings(kept=tuple(n_kept / len(modes.variances) for n_kept in cutoffs))
    samples = as_samples(values)
    flow = kurtosis_flows(samples, sample_moments(samples), [settings])[0]
    for place, n_kept in enumerate(map(int, flow.n_kept)):
        kurtosis, replicates = flow.kurtosis[place], flow.replicates[:, place]
        yield _Cutoff(
            n_kept=n_kept,
            found=kept_covariance(modes, n_kept),
            true=kept_covariance(truth.modes, n_kept),
            kurtosis=(float(np.median(kurtosis)), median_error(kurtosis, replicates)),
            replicates=median_replicates(kurtosis, replicates),
        )


def kept_loop(covariance: np.ndarray) -> float:
    """Return X, the median over the variables of (A A A)_ii / (A A)_ii, A_ij = P_ij^2."""
    square = covariance**2
    around = np.einsum("ij,ij->i", square @ square, square)
    return float(np.median(around / np.einsum("ij,ij->i", square, square)))


def _vertex(kurtosis, covariance):
    """Return the median first-order coupling of variables that all have this kurtosis."""
    return float(np.median(first_order_coupling(np.full(len(covariance), kurtosis), covariance)))


def _compare_local(cutoff, modes, truth, recursion):
    """Return the comparisons of the couplings that the kurtosis gives."""
    n_kept, vertex = cutoff.n_kept, cutoff.vertex()
    kurtosis = _expected_kurtosis(cutoff.true, truth)
    perturbed = _vertex(kurtosis[0], cutoff.true), _vertex(3 - kurtosis[1], cutoff.true)
    running = float(recursion[n_kept])
    after = add_loops(running, kept_loops(truth.modes.variances, [n_kept])[0])
    expectations = {"recursion": (running, 0.0), "bare": (truth.u, 0.0)}
    coupling = _without_loops(vertex, kept_loop(cutoff.found))
    closed = _without_loops(vertex, kept_loops(modes.variances, [n_kept])[0])
    return [
        *compare("kurtosis", n_kept, cutoff.kurtosis, {"second order": kurtosis}),
        *compare("vertex", n_kept, vertex, {"second order": perturbed, "recursion": (after, 0.0)}),
        *compare("coupling", n_kept, coupling, expectations),
        *compare("closed_coupling", n_kept, closed, expectations),
        *_flow_coupling(cutoff, modes, truth, coupling, running),
    ]


def _coupling_at(cutoff, truth, recursion) -> CouplingAt:
    """Return the coupling at a cutoff for its running; u_1 is proportional to 3 - kurtosis."""
    unit = _vertex(2.0, cutoff.found)
    expected = _vertex(_expected_kurtosis(cutoff.true, truth)[0], cutoff.true)
    return CouplingAt(
        n_kept=cutoff.n_kept,
        vertex=cutoff.vertex()[0],
        replicates=(3 - cutoff.replicates) * unit,
        loop=kept_loop(cutoff.found),
        recursion=float(recursion[cutoff.n_kept]),
        second_order=float(remove_loops(expected, kept_loop(cutoff.true))),
    )


def _without_loops(vertex, loop):
    """Return the coupling without the loops of the kept modes, and its standard error; NaN if they are too large."""
    value, error = vertex
    coupling = float(remove_loops(value, loop))
    return coupling, error * (coupling / value) ** 2


def _flow_coupling(cutoff, modes, truth, coupling, running):
    """Return the comparison of ut / alpha, none for the softest mode alone."""
    last = cutoff.n_kept - 1
    stiffness = 1 / modes.variances[last] - 1 / modes.variances[0]
    if truth.stiffness[last] == 0 or not stiffness > 0:
        return []
    share = cutoff.n_kept / len(modes.variances)
    measured = tuple(number * share / stiffness**2 for number in coupling)
    expected = running * share / truth.stiffness[last] ** 2
    return compare("flow_coupling", cutoff.n_kept, measured, {"recursion": (expected, 0.0)})


def _expected_kurtosis(kept, truth):
    """Return the median kurtosis to second order, and its uncertainty."""
    square = kept**2
    scale = np.einsum("ij,ij->i", square, square) / np.diag(square)
    coupling, uncertainty = local_coupling(kept, truth.covariance, truth.u)
    return float(np.median(3 - coupling * scale)), float(np.median(uncertainty * scale))


def collective_vertices(values: np.ndarray, modes: PrincipalComponents, cutoffs: Sequence[int]) -> np.ndarray:
    """Return u_1 = -<(sum phi^2)^2>_c / sum_x D_x^2, D = diag(P^2), with its standard error (jackknife, 20 blocks).

    The connected moment of all four fields is <S^2> - <S>^2 - 2 tr P^2, S = sum_i phi_i^2 = sum of squared scores.

    Parameters
    ----------
    values : (n_samples, n) float64 array
        Centred samples.
    modes : PrincipalComponents
        Of these samples.
    cutoffs : sequence of int, ascending
        Numbers of modes kept.

    Returns
    -------
    (n_cutoffs, 2) float64 array
    """
    highest = cutoffs[-1]
    squares = (values @ modes.components[:, :highest]) ** 2
    between = np.add.reduceat(squares, [0, *cutoffs[:-1]], axis=1)
    totals = np.cumsum(between, axis=1)  # (n_samples, n_cutoffs): S of each cutoff
    edges = block_edges(len(values), number_of_blocks(len(values), INDEPENDENT))
    lengths = np.diff(edges)[:, None]
    sums = [np.add.reduceat(each, edges[:-1], axis=0) for each in (totals, totals**2, squares)]
    means = [_with_and_without(each, lengths) for each in sums]
    vertices = []
    for place, n_kept in enumerate(cutoffs):
        weight = np.sum((modes.components[:, :n_kept] ** 2 @ modes.variances[:n_kept] ** 2) ** 2)
        gaussian = means[0][:, place] ** 2 + 2 * np.sum(means[2][:, :n_kept] ** 2, axis=1)
        whole, *without = (gaussian - means[1][:, place]) / weight
        vertices.append((whole, jackknife_error(np.array(without))))
    return np.array(vertices)


def _with_and_without(sums, lengths):
    """Return means over all blocks, then without each: sums (n_blocks, m), lengths (n_blocks, 1)."""
    total, n_samples = sums.sum(axis=0), lengths.sum()
    return np.vstack([total / n_samples, (total - sums) / (n_samples - lengths)])


def _compare_collective(cutoff, collective, truth):
    """Return the comparisons of the vertex of sum_i phi_i^2, and of its ratio to that of the kurtosis."""
    expected = collective_coupling(cutoff.true, truth.covariance, truth.u)
    vertex = cutoff.vertex()
    ratio = vertex[0] / collective[0]
    error = abs(ratio) * np.hypot(vertex[1] / vertex[0], collective[1] / collective[0])
    kurtosis, _ = _expected_kurtosis(cutoff.true, truth)
    expected_ratio = _vertex(kurtosis, cutoff.true) / expected[0]
    return [
        *compare("collective_vertex", cutoff.n_kept, collective, {"second order": expected}),
        *compare("nonlocality", cutoff.n_kept, (ratio, error), {"second order": (expected_ratio, 0.0)}),
    ]
