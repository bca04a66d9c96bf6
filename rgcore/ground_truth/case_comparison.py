"""One case: what is measured on its samples beside what is known of it."""

from collections.abc import Sequence
from numbers import Integral

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.ground_truth.cases import ROTATED
from rgcore.ground_truth.coupling_comparison import compare_couplings
from rgcore.ground_truth.drawn_samples import FieldTruth, draw_fields, draw_spins
from rgcore.ground_truth.ground_truth_verdicts import verdicts
from rgcore.ground_truth.measured_and_expected import Comparison, compare
from rgcore.ground_truth.mode_comparison import (
    compare_exponents,
    compare_subspaces,
    find_modes,
    sampled_components,
)
from rgcore.ground_truth.settings import FieldCase, SpinCase
from rgcore.ising.exact_results.critical_point import CRITICAL_BINDER
from rgcore.pcarg import moment_flow
from rgcore.pcarg.coupling.mode_recursion import kept_loops
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers
from rgcore.pcarg.modes.principal_components import scaled
from rgcore.phi4 import chain_moments, shells
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["compare_case", "shell_cutoffs"]

N_NOISE_DRAWS = 6
CRITICAL_KURTOSIS = 3 * (1 - CRITICAL_BINDER)
"""<m^4>/<m^2>^2 of the infinite critical torus."""


def compare_case(case: FieldCase | SpinCase, kept: Sequence[float], *, rng: Generator) -> pd.DataFrame:
    """Draw the samples of a case, put them through the principal-component RG and compare.

    Parameters
    ----------
    case : FieldCase or SpinCase
    kept : sequence of float or int
        Which modes are kept: fractions in (0, 1] or, as integers, numbers of modes; for fields each is moved to the
        nearest boundary between shells of equal eigenvalues, the only places where the true subspaces are defined.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        The columns of the table ``pca_ground_truth``.
    """
    compare_samples = _compare_spins if isinstance(case, SpinCase) else _compare_fields
    return compare_samples(case, kept, rng=rng)


def shell_cutoffs(stiffness: np.ndarray, kept: Sequence[float]) -> list[int]:
    """Return the numbers of modes, at boundaries between shells, nearest to those that are kept on a log scale."""
    boundaries = np.cumsum(shells(stiffness)[1])
    wanted = np.array([each if isinstance(each, Integral) else each * len(stiffness) for each in kept])
    nearest = np.abs(np.log(boundaries) - np.log(wanted)[:, None]).argmin(axis=1)
    return [int(number) for number in np.unique(boundaries[nearest])]


def _compare_fields(case: FieldCase, kept: Sequence[float], *, rng: Generator) -> pd.DataFrame:
    samples, truth = draw_fields(case, rng=rng)
    values = scaled(samples, "covariance")
    found = find_modes(values)
    cutoffs = shell_cutoffs(truth.stiffness, kept)
    noise = sampled_components(truth.modes.variances, case.n_samples, N_NOISE_DRAWS, rng=rng)
    comparisons = compare_subspaces(found, truth, cutoffs, noise)
    comparisons += compare_exponents(found, truth, cutoffs, case.dimension, noise)
    if case.u == 0:
        comparisons += _compare_kurtosis(values, cutoffs, {"gaussian": GAUSSIAN_KURTOSIS})
    else:
        comparisons += compare_couplings(values, found.modes, truth, cutoffs)
        comparisons += _compare_chain(case, truth, comparisons)
    about = {"dimension": case.dimension, "temperature": np.nan}
    loop = float(1.5 * truth.u * kept_loops(truth.modes.variances, [len(truth.stiffness)])[0])
    physics = {"mass": case.mass, "r": truth.r, "u": truth.u, "loop_strength": loop}
    return _frame(case, comparisons, {**about, **physics}, samples)


def _compare_spins(case: SpinCase, kept: Sequence[float], *, rng: Generator) -> pd.DataFrame:
    samples = draw_spins(case, rng=rng)
    cutoffs = sorted({1, *map(int, cutoff_numbers(kept, samples.shape[1]))})
    comparisons = _compare_kurtosis(samples, cutoffs, {"gaussian": GAUSSIAN_KURTOSIS})
    comparisons += _compare_kurtosis(samples, [1], {"critical": CRITICAL_KURTOSIS})
    about = {"dimension": 2, "temperature": case.temperature}
    physics = dict.fromkeys(("mass", "r", "u", "loop_strength"), np.nan)
    return _frame(case, comparisons, {**about, **physics}, samples)


def _compare_kurtosis(samples, cutoffs, expectations):
    flow = moment_flow(samples, [n_kept / samples.shape[1] for n_kept in cutoffs])
    exact = {source: (expected, 0.0) for source, expected in expectations.items()}
    return [
        comparison
        for row in flow.itertuples()
        for comparison in compare(
            "kurtosis", row.n_kept, (row.kurtosis_median, row.kurtosis_median_err), exact
        )
    ]


def _compare_chain(case: FieldCase, truth: FieldTruth, comparisons: list[Comparison]) -> list[Comparison]:
    """Return the kurtosis with all modes kept beside the exact one of the chain, at any coupling."""
    if case.dimension != 1 or case.kind == ROTATED:
        return []
    exact = chain_moments(case.side, truth.r, truth.u)
    kurtosis = {"transfer matrix": (exact.fourth / exact.second**2, 0.0)}
    return [
        comparison
        for each in comparisons
        if each.quantity == "kurtosis" and each.n_kept == case.side
        for comparison in compare("kurtosis", case.side, (each.measured, each.measured_err), kurtosis)
    ]


def _frame(case, comparisons, about, samples):
    table = pd.DataFrame([each.row() for each in comparisons])
    n_samples, n_variables = samples.shape
    table = table.assign(case=case.name, kind=case.kind, side=case.side)
    sizes = {"n_variables": n_variables, "n_samples": n_samples}
    return verdicts(table.assign(kept_fraction=table["n_kept"] / n_variables, **about, **sizes))
