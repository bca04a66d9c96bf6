"""Couplings at every cutoff from a spectrum and moments that are known."""

import numpy as np
import pytest
from scipy.stats import norm

from rgcore.pcarg.coupling.coupling_fixed_points import fixed_point_coupling
from rgcore.pcarg.coupling.mode_recursion import add_loops, kept_loops, remove_loops
from rgcore.pcarg.coupling.objections import is_spread
from rgcore.pcarg.coupling.quartic_coupling import second_order_loops
from rgcore.pcarg.coupling.running_coupling import running_couplings
from rgcore.pcarg.coupling.schemas import PCA_COUPLING
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent

N = 24
CUTOFFS = np.array([3, 7, 13, 24])


def ring(mass=2.0):
    """Return the modes of a massive field on a ring, spread evenly."""
    stiffness = mass + 2 - 2 * np.cos(2 * np.pi * np.arange(N) / N)
    distance = np.subtract.outer(np.arange(N), np.arange(N))
    return decompose(np.real(np.fft.ifft(1 / stiffness))[distance % N])


def kurtosis_of(modes, u):
    """Return the kurtosis (n_cutoffs, N) of local coupling u, to second order in u."""
    full = (modes.components * modes.variances) @ modes.components.T
    rows = []
    for k in CUTOFFS:
        kept = (modes.components[:, :k] * modes.variances[:k]) @ modes.components[:, :k].T
        first = (kept**4).sum(axis=1)
        second = np.einsum("ij,jl,il->i", kept**2, full**2, kept**2)
        rows.append(3 - (u * first - 1.5 * u**2 * second) / np.diag(kept) ** 2)
    return np.array(rows)


def table_of(modes, kurtosis, *, noise=0.0, n_blocks=20):
    """Return the table of one spectrum whose replicates scatter with ``noise`` about the kurtosis."""
    rng = np.random.default_rng(11)
    scatter = noise / np.sqrt(n_blocks - 1) * rng.standard_normal((n_blocks, *kurtosis.shape))
    without = [(modes, kurtosis + shift) for shift in scatter]
    return running_couplings(modes, CUTOFFS, kurtosis, np.ones(kurtosis.shape, dtype=bool), without)


def scales(modes):
    """Return rho(Lambda) / Lambda at the cutoffs."""
    alpha = np.array([spectral_exponent(modes.variances, k) for k in CUTOFFS])
    return alpha * CUTOFFS / N * modes.variances[CUTOFFS - 1] ** 2


def test_the_part_of_the_modes_that_is_kept_is_of_all_modes():
    """Also where the largest cutoff leaves some out."""
    kurtosis, cutoffs, modes = kurtosis_of(ring(), 0.1)[:3], CUTOFFS[:3], ring()
    table = running_couplings(modes, cutoffs, kurtosis, kurtosis > 0, [(modes, kurtosis)] * 2)
    np.testing.assert_allclose(table["kept_fraction"], cutoffs / N)
    np.testing.assert_allclose(table["cutoff"], 1 / modes.variances[cutoffs - 1])


def test_the_coupling_at_the_cutoff_runs_as_the_recursion_predicts():
    """At the largest cutoff exactly; below, loops of a kept and a removed mode, 20 % of the change, are in neither."""
    modes, u = ring(), 0.2
    loops = kept_loops(modes.variances, CUTOFFS)
    found = table_of(modes, kurtosis_of(modes, u))
    coupling = (6 * found["g_running"] / scales(modes)).to_numpy()
    expected = add_loops(u, loops[-1] - loops)
    fall = u - expected[0]
    assert fall > 0.0035
    np.testing.assert_allclose(coupling, expected, atol=0.21 * fall)
    assert coupling[-1] == pytest.approx(u, abs=0.04 * fall)
    assert (found["u"][:3] < expected[:3] - 0.4 * fall).all()  # the first-order formula does not run
    predicted = add_loops(coupling[-1], loops[-1] - loops)
    np.testing.assert_allclose(6 * found["g_running_predicted"] / scales(modes), predicted, rtol=1e-12)


def test_the_first_order_formula_gives_one_coupling_at_every_cutoff_as_predicted():
    modes, u = ring(), 0.2
    found = table_of(modes, kurtosis_of(modes, u), noise=1e-4)
    after_all = add_loops(u, kept_loops(modes.variances, N))
    np.testing.assert_allclose(found["u"], after_all, rtol=0.01)
    np.testing.assert_allclose(found["g_predicted"], found["u"].iloc[-1] * scales(modes) / 6, rtol=1e-12)
    np.testing.assert_allclose(found["g"], found["g_predicted"], rtol=0.01)


def test_the_second_order_has_the_loop_of_all_modes_whatever_is_kept():
    """With the loop of the kept modes alone it would be 0.25, 0.49 and 0.71 of that at the first three cutoffs."""
    modes, u = ring(), 0.2
    found = table_of(modes, kurtosis_of(modes, u))
    full = (modes.components * modes.variances) @ modes.components.T
    for row, k in zip(found.itertuples(), CUTOFFS, strict=True):
        kept = (modes.components[:, :k] * modes.variances[:k]) @ modes.components[:, :k].T
        second = np.einsum("ij,jl,il->i", kept**2, full**2, kept**2) / (kept**4).sum(axis=1)
        assert row.second_order == pytest.approx(1.5 * row.u * np.median(second), rel=1e-9)


def test_the_deviation_from_one_coupling_is_in_standard_errors_of_the_difference():
    """All variables alike; the replicates move the largest cutoff against the others, so that errors add."""
    modes = ring()
    kurtosis = kurtosis_of(modes, 0.2)
    kurtosis[:2] -= 0.05
    moved = 0.01 * np.array([1, 1, 1, -1])[:, None]
    without = [(modes, kurtosis + sign * moved) for sign in (-1, 1)]
    found = running_couplings(modes, CUTOFFS, kurtosis, np.ones(kurtosis.shape, dtype=bool), without)
    expected = (found["u"] - found["u"].iloc[-1]) / (found["u_err"] + found["u_err"].iloc[-1])
    np.testing.assert_allclose(found["recursion_deviation"], expected, rtol=1e-9, atol=1e-12)
    assert found["recursion_deviation"][0] > 1
    assert found["recursion_deviation"][3] == 0


def test_a_large_coupling_has_no_value_at_the_cutoff_and_fails_the_criteria():
    modes = ring()
    found = table_of(modes, np.full((4, N), 30.0), noise=1e-3)
    assert found.loc[:, found.columns.str.startswith("g_running")].isna().all(axis=None)
    assert (found["second_order"] > 5).all()
    assert found["objections"].str.contains("sign").all()
    assert found["objections"].str.endswith("second order").all()
    assert not found["perturbative"].any()


def test_without_a_coupling_at_the_largest_cutoff_there_is_no_prediction_at_the_others():
    kurtosis = kurtosis_of(ring(), 0.1)
    kurtosis[-1] -= 3
    found = table_of(ring(), kurtosis)
    assert found["g_running"].notna().tolist() == [True, True, True, False]
    assert found["g_running_predicted"].isna().all()
    assert found["g_predicted"].notna().all()


def test_a_weak_positive_coupling_meets_no_objection():
    found = table_of(ring(), kurtosis_of(ring(), 0.1), noise=1e-4)
    assert (found["objections"] == "none").all()
    assert found["perturbative"].all()


def test_a_weak_negative_coupling_is_perturbative_except_for_its_sign():
    found = table_of(ring(), kurtosis_of(ring(), -0.1), noise=1e-4)
    assert (found["objections"] == "sign").all()
    assert found["perturbative"].all()


def test_variables_of_different_couplings_fail_unless_within_standard_errors():
    kurtosis = 3 - (3 - kurtosis_of(ring(), 0.1)) * np.linspace(-2, 4, N)
    sharp, blurred = (table_of(ring(), kurtosis, noise=noise)["objections"] for noise in (1e-4, 1.0))
    assert (sharp == "spread").all()
    assert not blurred.str.contains("spread").any()


@pytest.mark.parametrize(("part", "spread"), [(0.999, False), (1.001, True)])
def test_a_spread_of_one_and_a_half_times_that_of_a_gaussian_is_no_noise(part, spread):
    quartiles = part * 1.5 * norm.ppf([0.25, 0.75]) * 0.3
    columns = {"u": np.zeros(1), "u_single_err": np.array([0.3])}
    columns |= {"u_q25": quartiles[:1], "u_q75": quartiles[1:]}
    assert is_spread(columns).tolist() == [spread]


def test_the_coupling_is_large_when_six_times_g_and_two_errors_reach_one():
    modes = ring()
    weak = table_of(modes, kurtosis_of(modes, 0.1), noise=1e-4)
    reach = 3 - (3 - kurtosis_of(modes, 0.1)) / (6 * weak["g"].max())  # 6 g = 1 at the largest of the cutoffs
    at = int(weak["g"].argmax())
    for factor, large in ((1.05, True), (0.9, False)):
        found = table_of(modes, 3 - factor * (3 - reach), noise=1e-5)
        assert 6 * found["g"][at] == pytest.approx(factor, rel=1e-6)
        assert ("size" in found["objections"][at]) == large
    wide = table_of(modes, 3 - 0.9 * (3 - reach), noise=1.0)
    assert 6 * (wide["g"][at] + 2 * wide["g_err"][at]) > 1
    assert "size" in wide["objections"][at]


def test_errors_are_those_of_the_replicates():
    modes = ring()
    kurtosis = kurtosis_of(modes, 0.1)
    without = [(modes, kurtosis + shift) for shift in (-0.01, 0.01)]  # all variables together
    found = running_couplings(modes, CUTOFFS, kurtosis, np.ones(kurtosis.shape, dtype=bool), without)
    error = 0.01 * found["u"] / (3 - kurtosis[:, 0])
    np.testing.assert_allclose(found["u_err"], error, rtol=1e-9)
    np.testing.assert_allclose(found["u_single_err"], error, rtol=1e-9)
    np.testing.assert_allclose(found["g_err"], error * scales(modes) / 6, rtol=1e-9)
    loops = [
        np.median(second_order_loops(kept, kept))
        for kept in (
            (modes.components[:, :k] * modes.variances[:k]) @ modes.components[:, :k].T for k in CUTOFFS
        )
    ]
    ends = [remove_loops(found["u"] + sign * error, np.array(loops)) for sign in (-1, 1)]
    np.testing.assert_allclose(found["g_running_err"], (ends[1] - ends[0]) / 2 * scales(modes) / 6, rtol=1e-6)
    np.testing.assert_array_equal(found["alpha_err"], 0)


def test_variables_that_are_not_present_are_ignored():
    modes = ring()
    kurtosis = kurtosis_of(modes, 0.1)
    present = np.ones(kurtosis.shape, dtype=bool)
    present[:, ::2] = False
    spoilt = np.where(present, kurtosis, -1e6)
    found = running_couplings(modes, CUTOFFS, spoilt, present, [(modes, spoilt)] * 3)
    expected = table_of(modes, kurtosis)
    np.testing.assert_allclose(found[["u", "u_q25", "g"]], expected[["u", "u_q25", "g"]], rtol=1e-9)


def test_the_fixed_point_is_that_of_the_measured_exponent():
    found = table_of(ring(), kurtosis_of(ring(), 0.1))
    np.testing.assert_allclose(found["g_fixed_point"], fixed_point_coupling(found["alpha"]))
    assert set(found.columns) < set(PCA_COUPLING.names)
