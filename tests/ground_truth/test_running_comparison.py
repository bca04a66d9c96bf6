"""The running of the coupling: a ratio between cutoffs, with the standard error of a ratio from the same samples."""

import numpy as np
import pytest

from rgcore.ground_truth.case_comparison import compare_case
from rgcore.ground_truth.coupling_comparison import _coupling_at, _cutoffs
from rgcore.ground_truth.drawn_samples import draw_fields
from rgcore.ground_truth.running_comparison import CouplingAt, compare_running
from rgcore.ground_truth.settings import FieldCase
from rgcore.pcarg.coupling.mode_recursion import integrate_out
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.rng import stream


@pytest.fixture(scope="module")
def running():
    """A field with a loop strength of 0.3 and enough samples to resolve its running."""
    case = FieldCase(dimension=2, side=4, mass=1.6, u=3.3, eigenvectors="fourier", n_samples=300_000)
    table = compare_case(case, [1.0, 0.3], rng=stream(14103831, purpose="test", case=case.name))
    rows = table[table["quantity"] == "running"]
    assert list(rows["n_kept"].unique()) == [5]
    return case, rows.set_index("expected_from")


def test_the_running_is_that_of_second_order_and_not_none(running):
    _, rows = running
    assert rows.at["bare", "expected"] == 1
    assert 0.85 < rows.at["second order", "expected"] < rows.at["recursion", "expected"] < 0.98
    assert abs(rows.at["second order", "deviation"]) < 3
    assert rows.at["bare", "deviation"] < -2


def test_its_standard_error_is_that_of_independent_samples_sharing_both_cutoffs(running):
    """var = 24 / (T N) (1/S_k - 1/S_N) / u^2 to lowest order, S = sum_j P_ij^4, times the loops removed."""
    case, rows = running
    _, truth = draw_fields(case.model_copy(update={"n_samples": 200}), rng=stream(1, purpose="test"))
    vectors, variances = truth.modes.components, truth.modes.variances
    fourth = [np.sum(((vectors[:, :k] * variances[:k]) @ vectors[:, :k].T)[0] ** 4) for k in (5, 16)]
    lowest = np.sqrt(24 / (case.n_samples * 16) * (1 / fourth[0] - 1 / fourth[1])) / case.u
    assert rows.at["bare", "measured_err"] / (1.3 * lowest) == pytest.approx(1, abs=0.5)


def test_what_both_cutoffs_share_is_in_no_error():
    replicates = np.random.default_rng(2).normal(1.0, 0.1, size=20)
    given = {"loop": 0.0, "recursion": 1.0, "second_order": 1.0}
    last = CouplingAt(n_kept=9, vertex=1.0, replicates=replicates, **given)
    first = CouplingAt(n_kept=3, vertex=0.8, replicates=0.8 * replicates, **given)
    for row in compare_running([first, last]):
        assert (row.n_kept, row.measured) == (3, 0.8)
        assert row.measured_err < 1e-12


def test_replicates_scatter_about_the_coupling_that_they_are_of():
    case = FieldCase(dimension=1, side=8, mass=0.5, u=1.0, eigenvectors="fourier", n_samples=4000)
    samples, truth = draw_fields(case, rng=stream(3, purpose="test"))
    values = samples - samples.mean(axis=0)
    recursion = integrate_out(truth.stiffness, truth.r, truth.u).u
    for cutoff in _cutoffs(values, decompose(values.T @ values / 4000), truth, [3, 8]):
        found = _coupling_at(cutoff, truth, recursion)
        assert found.replicates.mean() == pytest.approx(found.vertex, rel=0.02)
        assert found.replicates.std() > 0
