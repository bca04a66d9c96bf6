"""The quartic coupling of data."""

import numpy as np
import pytest
from scipy.integrate import quad

from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError
from rgcore.pcarg.coupling.coupling_fixed_points import fixed_point_coupling
from rgcore.pcarg.coupling.coupling_table import coupling_table
from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling, second_order_loops
from rgcore.pcarg.coupling.schemas import PCA_COUPLING
from rgcore.pcarg.flow.moment_flow import moment_flow
from rgcore.series.circular_shift import circularly_shifted


def _quartic_moments(mass, u):
    """Return variance and kurtosis of one variable of weight exp(-mass x^2/2 - u x^4/24)."""
    norm, second, fourth = (
        quad(lambda x, n=n: x**n * np.exp(-mass * x**2 / 2 - u * x**4 / 24), -np.inf, np.inf, epsabs=0)[0]
        for n in (0, 2, 4)
    )
    return second / norm, fourth / norm / (second / norm) ** 2


def _quartic_samples(mass, u, levels):
    """Return the values of that weight at the probabilities ``levels``."""
    x = np.linspace(-9, 9, 200_001) / np.sqrt(mass)
    weight = np.exp(-mass * x**2 / 2 - u * x**4 / 24)
    return np.interp(levels, np.cumsum(weight) / weight.sum(), x)


def test_one_variable_gives_its_coupling_up_to_the_known_second_order():
    """The zero-dimensional integral: u_est = u - (3/2) u^2 C^2 + O(u^3), the loop of the flow."""
    remainders = []
    for u in (0.02, 0.01):
        variance, kurtosis = _quartic_moments(1.0, u)
        found = first_order_coupling(np.array([kurtosis]), np.array([[variance]]))[0]
        remainders.append((found - u) / (u * variance) ** 2)
    extrapolated = 2 * remainders[1] - remainders[0]
    assert extrapolated == pytest.approx(-1.5, abs=0.01)


def _two_variables(stiffness, u):
    """Return covariance and kurtosis of two variables of weight exp(-phi K phi/2 - u sum phi^4/24), by quadrature."""
    x = np.linspace(-15, 15, 501)
    fields = np.stack(np.meshgrid(x, x, indexing="ij"))
    quadratic = np.einsum("iab,ij,jab->ab", fields, stiffness, fields) / 2
    weight = np.exp(-quadratic - u / 24 * (fields**4).sum(axis=0))
    weight /= weight.sum()
    covariance = np.einsum("iab,jab,ab->ij", fields, fields, weight)
    return covariance, (weight * fields**4).sum(axis=(1, 2)) / np.diag(covariance) ** 2


def test_a_chain_of_two_coupled_variables_gives_its_coupling():
    """The covariance has an off-diagonal element."""
    u = 2e-3
    covariance, kurtosis = _two_variables(np.array([[1.5, -0.8], [-0.8, 1.1]]), u)
    np.testing.assert_allclose(first_order_coupling(kurtosis, covariance), u, rtol=0.02)


def test_independent_weakly_coupled_variables_give_the_known_dimensionless_coupling():
    """Two variables on a grid of their quantiles: C is diagonal, every number can be calculated by hand."""
    masses, u = (1.0, 1.6), 0.3
    levels = (np.arange(600) + 0.5) / 600
    first, second = (_quartic_samples(mass, u, levels) for mass in masses)
    grid = np.column_stack([np.repeat(first, 600), np.tile(second, 600)])
    grid = np.random.default_rng(0).permutation(grid)  # a variable that rises throughout is refused
    row = coupling_table(grid, [1.0], dataset="grid").set_index("scaling").loc["covariance"]
    wide, narrow = first.var(), second.var()
    alpha = np.log(3) / np.log(wide / narrow)  # two modes, at n = 1/2 and 3/2
    couplings = [3 / values.var() ** 2 - np.mean(values**4) / values.var() ** 4 for values in (first, second)]
    assert row["alpha"] == pytest.approx(alpha, rel=1e-9)
    assert row["g"] == pytest.approx(np.mean(couplings) / 6 * alpha * narrow**2, rel=1e-6)
    assert row["cutoff"] == pytest.approx(1 / narrow, rel=1e-9)


def test_one_coupling_is_found_at_every_cutoff():
    """Independent variables of one u and a power-law spectrum: u_i = 6 g Lambda^2 N / (alpha k) = u throughout."""
    rng = np.random.default_rng(1)
    n_variables, u = 16, 0.1
    masses = 0.5 + 0.1 * np.arange(n_variables)
    samples = np.column_stack([_quartic_samples(mass, u, rng.random(200_000)) for mass in masses])
    table = coupling_table(samples, [1.0, 0.75, 0.5, 0.25], dataset="made").query("scaling == 'covariance'")
    scale = 6 * table["cutoff"] ** 2 * n_variables / (table["alpha"] * table["n_kept"])
    moments = [_quartic_moments(mass, u) for mass in masses]
    exact = np.array([(3 - kurtosis) / variance**2 for variance, kurtosis in moments])  # u to second order
    for row, factor in zip(table.itertuples(), scale, strict=True):
        expected = np.median(exact[: row.n_kept])
        assert abs(factor * row.g - expected) < 4 * factor * row.g_err
        assert row.g > 7 * row.g_err  # and u is distinguished from 0
        assert abs(factor * row.g_running - u) < 4 * factor * row.g_running_err


@pytest.mark.repetitions
def test_gaussian_data_have_no_coupling():
    rng = np.random.default_rng(2)
    samples = rng.standard_normal((20_000, 30)) * np.arange(1, 31) ** -0.5
    table = coupling_table(
        samples @ np.linalg.qr(rng.standard_normal((30, 30)))[0], [1.0, 0.5, 0.2], dataset="n"
    )
    assert (np.abs(table["g"]) < 3 * table["g_err"]).all()


def test_the_unit_of_the_data_does_not_matter():
    rng = np.random.default_rng(3)
    samples = rng.standard_t(9, (500, 8)) * np.arange(1, 9)
    columns = ["alpha", "alpha_err", "g", "g_err", "g_fixed_point"]
    small, large = (coupling_table(samples * unit, [1.0, 0.5], dataset="t")[columns] for unit in (1e-6, 1e3))
    np.testing.assert_allclose(small, large, rtol=1e-8)


def test_a_symmetric_kurtosis_above_three_gives_a_negative_coupling():
    samples = np.random.default_rng(4).laplace(size=(5000, 6)) * np.arange(1, 7)
    assert (coupling_table(samples, [1.0], dataset="laplace")["g"] < 0).all()


@pytest.mark.repetitions
def test_errors_are_the_scatter_between_repetitions():
    mixing = (
        np.linalg.qr(np.random.default_rng(0).standard_normal((12, 12)))[0]
        * np.arange(1, 13)[:, None] ** -0.5
    )
    uniform = [np.random.default_rng(seed).uniform(-1, 1, (1000, 12)) for seed in range(150)]
    tables = [coupling_table(samples @ mixing, [1.0, 0.5], dataset="u").iloc[:2] for samples in uniform]
    for name in ("alpha", "g"):
        scatter = np.std([table[name] for table in tables], axis=0)
        errors = np.sqrt(np.mean([table[f"{name}_err"] ** 2 for table in tables], axis=0))
        np.testing.assert_allclose(errors[-1] / scatter[-1], 1, atol=0.25)  # all modes
        assert (errors / scatter < 2).all()


def test_exponent_of_noise_is_what_shuffled_white_noise_gives():
    rng = np.random.default_rng(5)
    samples = circularly_shifted(rng.standard_normal((800, 200)), rng=rng)
    table = coupling_table(samples, [1.0, 0.5], dataset="noise").query("scaling == 'correlation'")
    np.testing.assert_allclose(table["alpha"], table["alpha_noise"], rtol=0.1)


def test_the_number_of_modes_stays_within_what_the_samples_span():
    table = coupling_table(np.random.default_rng(6).standard_normal((40, 60)), [1.0, 0.001], dataset="short")
    assert set(table["n_kept"]) == {2, 35}  # ten blocks of 4; 35 = 40 - 4 - 1
    noisy = table.columns.str.startswith(
        "g_running"
    )  # not a number where the coupling, here noise, is too large
    assert not table.loc[:, ~noisy].isna().any(axis=None)


def test_fixed_point_changes_sign_at_four_dimensions():
    np.testing.assert_allclose(fixed_point_coupling(np.array([1.0, 2.0, 2.5])), [1 / 9, 0, -0.5 / 9])


def test_table_has_the_columns_of_its_schema():
    table = coupling_table(np.random.default_rng(7).standard_normal((100, 5)), [1.0, 0.5], dataset="some")
    verdicts = {"failed_criteria", "g_limit", "alpha_marginal", "alpha_resolved", "has_exponent"}
    verdicts |= {"agrees_with_fixed_point", "agrees_with_recursion"}
    assert set(table.columns) == set(PCA_COUPLING.names) - verdicts
    assert not table.duplicated(list(PCA_COUPLING.keys)).any()


def test_a_single_mode_is_refused():
    values = np.random.default_rng(8).standard_normal(100)
    with pytest.raises(ValueError, match="two modes that have a variance"):
        coupling_table(np.column_stack([values, 2 * values]), [1.0], dataset="one")


def test_copies_of_one_variable_are_refused_as_a_mistake_of_the_data():
    values = np.random.default_rng(17).standard_normal((100, 1))
    with pytest.raises(InputError, match="two modes that have a variance, got 1"):
        coupling_table(np.tile(values, 2), [1.0], dataset="copies")


def test_the_smallest_data_set_that_is_read_has_a_flow_and_a_coupling():
    samples = np.random.default_rng(18).standard_normal((MINIMUM_SAMPLES, 3))
    with pytest.warns(UserWarning, match=f"only {MINIMUM_SAMPLES} samples"):
        assert np.isfinite(moment_flow(samples, [1.0])["kurtosis_median_err"]).all()
    assert np.isfinite(coupling_table(samples, [1.0], dataset="small")["g_err"]).all()


def test_the_first_order_formula_has_the_stated_second_order():
    """Two variables of unevenly spread modes, u_i = u - (3/2) u^2 D_i + O(u^3), moments by quadrature."""
    stiffness = np.array([[1.5, -0.8], [-0.8, 1.1]])
    gaps = []
    for u in (0.006, 0.003):
        covariance, kurtosis = _two_variables(stiffness, u)
        found = first_order_coupling(kurtosis, covariance)
        gaps.append((found - u) / u**2 + 1.5 * second_order_loops(covariance, covariance))
        assert (np.abs(found - u) / u**2 > 0.5).all()  # there is a second order
    np.testing.assert_allclose(2 * gaps[1] - gaps[0], 0, atol=0.01)


def test_the_loop_of_one_variable_is_its_variance_squared():
    np.testing.assert_allclose(second_order_loops(np.array([[2.0]]), np.array([[2.0]])), 4)


def test_a_variable_without_variance_has_no_loop():
    np.testing.assert_array_equal(second_order_loops(np.zeros((2, 2)), np.eye(2)), 0)


def test_the_second_order_has_the_legs_of_the_kept_modes_and_the_loop_of_all():
    rng = np.random.default_rng(10)
    factors = rng.standard_normal((4, 4))
    full, kept = factors @ factors.T, factors[:, :2] @ factors[:, :2].T
    expected = [
        np.einsum("j,l,jl->", kept[i] ** 2, kept[i] ** 2, full**2) / (kept[i] ** 4).sum() for i in range(4)
    ]
    np.testing.assert_allclose(second_order_loops(kept, full), expected, rtol=1e-12)


def _ring_samples(n_sites, mass, u, n_samples, *, rng):
    """Draw a field on a ring, weight exp(-sum (phi_i - phi_i+1)^2/2 - mass phi_i^2/2 - u phi_i^4/24), one per chain.

    Heat bath of every second site at a time, by rejection, 10 sweeps from a free field of nearly the right mass.
    """
    stiffness = mass + 0.4 * u + 2 - 2 * np.cos(2 * np.pi * np.arange(n_sites) / n_sites)
    waves = np.fft.fft(rng.standard_normal((n_samples, n_sites)), axis=1) / np.sqrt(stiffness)
    field = np.fft.ifft(waves, axis=1).real
    for half in np.arange(20) % 2:
        neighbours = (np.roll(field, 1, axis=1) + np.roll(field, -1, axis=1))[:, half::2]
        drawn, left = np.empty_like(neighbours), np.ones(neighbours.shape, dtype=bool)
        while left.any():
            noise = rng.standard_normal(left.sum()) / np.sqrt(mass + 2)
            tried = neighbours[left] / (mass + 2) + noise
            taken = rng.random(len(tried)) < np.exp(-u / 24 * tried**4)
            places = np.flatnonzero(left)[taken]
            drawn.flat[places], left.flat[places] = tried[taken], False
        field[:, half::2] = drawn
    return field


def test_the_coupling_of_a_field_on_a_ring_is_recovered_from_its_samples_alone():
    """The first-order formula is 25 % low because of the loops; the loop-corrected estimator is the bare coupling."""
    u = 0.3
    samples = _ring_samples(8, 0.3, u, 60_000, rng=np.random.default_rng(12))
    row = coupling_table(samples, [1.0], dataset="ring").query("scaling == 'covariance'").iloc[0]
    unit = row["u"] / row["g"]
    assert abs(unit * row["g_running"] - u) < 3 * unit * row["g_running_err"]
    assert row["u"] < u - 5 * row["u_err"]
    assert row["objections"] == "none"
