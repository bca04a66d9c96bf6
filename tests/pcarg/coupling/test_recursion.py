"""The recursion mode by mode, compared with exact integrals of small systems."""

import numpy as np
import pytest

from rgcore.pcarg.coupling.mode_recursion import (
    add_loops,
    integrate_out,
    kept_loops,
    remove_loops,
)
from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling

STIFFNESS = np.array([0.7, 1.9])
EVEN = np.pi / 4


def rotated(angle):
    """Return the modes (variable, mode) of two variables, soft mode first; spread evenly at 45 degrees only."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def exact_effective(modes, u):
    """Return (r, u) of the soft mode x of two variables after exact integration over the stiff mode y.

    -ln of the integral over y, by Gauss-Hermite quadrature, as a polynomial in x^2: its coefficients are r/2 and
    (u/4!) sum_i V_i^4.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    y = nodes / np.sqrt(STIFFNESS[1])
    x = 1.5 * np.cos((np.arange(24) + 0.5) * np.pi / 48)
    fields = modes[:, 0] * x[:, None, None] + modes[:, 1] * y[None, :, None]  # (x, y, variable)
    action = -np.log(np.exp(-u / 24 * (fields**4).sum(axis=2)) @ weights)
    coefficients = np.polynomial.Polynomial.fit(x**2, action, 9).convert().coef
    return 2 * coefficients[1], 24 * coefficients[2] / (modes[:, 0] ** 4).sum()


def exact_moments(modes, u):
    """Return covariance of the two variables and kurtosis of each with one and with both modes kept."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    x, y = (nodes / np.sqrt(stiffness) for stiffness in STIFFNESS)
    scores = np.stack(np.broadcast_arrays(x[:, None], y), axis=-1)  # (x, y, mode)
    weight = weights[:, None] * weights * np.exp(-u / 24 * ((scores @ modes.T) ** 4).sum(axis=-1))
    weight /= weight.sum()
    variances = np.einsum("xy,xym->m", weight, scores**2)
    kurtosis = []
    for kept in (1, 2):
        fields = scores[..., :kept] @ modes[:, :kept].T
        square, fourth = (np.einsum("xy,xyi->i", weight, fields**power) for power in (2, 4))
        kurtosis.append(fourth / square**2)
    return variances, kurtosis


def second_order(measure):
    """Return c of ``measure(u) = u + c u^2 + O(u^3)``, extrapolated from small u."""
    high, low = ((measure(u) - u) / u**2 for u in (0.01, 0.005))
    return 2 * low - high


def test_integrating_out_a_mode_of_a_ring_of_two_is_exact_to_second_order_in_the_coupling():
    exact = second_order(lambda u: exact_effective(rotated(EVEN), u)[1])
    assert exact == pytest.approx(-1.5 / (2 * STIFFNESS[1] ** 2), rel=2e-3)
    assert second_order(lambda u: integrate_out(STIFFNESS, 0.0, u).u[1]) == pytest.approx(exact, rel=2e-3)


def test_integrating_out_a_mode_of_a_ring_of_two_is_exact_to_first_order_in_the_mass():
    exact, found = (
        (4 * mass(0.005) - mass(0.01)) / 0.01  # the slope at 0 to second order
        for mass in (
            lambda u: exact_effective(rotated(EVEN), u)[0],
            lambda u: integrate_out(STIFFNESS, 0.0, u).r[1],
        )
    )
    assert found == pytest.approx(1 / (4 * STIFFNESS[1]), rel=1e-9)
    assert exact == pytest.approx(found, rel=1e-4)


@pytest.mark.parametrize("degrees", [45, 30, 15])
def test_unevenly_spread_modes_have_another_second_order_than_the_recursion(degrees):
    """With a = sum V_1^3 V_q, b = sum V_1 V_q^3, s = sum V_1^2 V_q^2: -(3/2) s^2 - 2 a b over sum V_1^4, times G^2."""
    soft, stiff = rotated(np.radians(degrees)).T
    s, a, b = (soft**2) @ stiff**2, (soft**3) @ stiff, soft @ stiff**3
    expected = -(1.5 * s**2 + 2 * a * b) / (soft**4).sum() / STIFFNESS[1] ** 2
    exact = second_order(lambda u: exact_effective(rotated(np.radians(degrees)), u)[1])
    assert exact == pytest.approx(expected, rel=2e-3)
    ratio = exact / second_order(lambda u: integrate_out(STIFFNESS, 0.0, u).u[1])
    assert ratio == pytest.approx({45: 1.0, 30: 0.25, 15: -0.107}[degrees], abs=2e-3)


def test_one_variable_loses_its_loop_by_hand():
    """lambda = 2, r = 0.5, u = 0.6, N = 1: G = 1/2.5."""
    found = integrate_out(np.array([2.0]), 0.5, 0.6)
    np.testing.assert_allclose(found.r, [0.5 + 0.3 * 0.4, 0.5], rtol=1e-14)
    np.testing.assert_allclose(found.u, [0.6 / (1 + 1.5 * 0.6 * 0.16), 0.6], rtol=1e-14)


def test_two_modes_by_hand_go_stiff_first():
    first, second = 0.5 / (4.0 * 2), 0.5 / (1 + 1.5 * 0.5 / 32)  # dr and u after lambda = 4, N = 2
    found = integrate_out(np.array([1.0, 4.0]), 0.0, 0.5)
    np.testing.assert_allclose(found.r[1:], [first / 2, 0], rtol=1e-14)
    np.testing.assert_allclose(found.u[1:], [second, 0.5], rtol=1e-14)
    stiffness = 1 + first / 2
    assert found.r[0] == pytest.approx(first / 2 + second / (4 * stiffness), rel=1e-14)
    assert found.u[0] == pytest.approx(second / (1 + 0.75 * second / stiffness**2), rel=1e-14)


def test_the_first_order_formula_has_the_loops_of_all_modes_and_those_kept_can_be_removed():
    """Ring of two, soft mode kept: the formula gives u - (3/2) u^2 B of both modes, whatever the cutoff."""

    def estimate(u, corrected):
        variances, kurtosis = exact_moments(rotated(EVEN), u)
        found = first_order_coupling(kurtosis[0], np.full((2, 2), variances[0] / 2))[0]
        return remove_loops(found, kept_loops(variances, 1)) if corrected else found

    both = -1.5 * (STIFFNESS**-2.0).sum() / 2
    assert second_order(lambda u: estimate(u, corrected=False)) == pytest.approx(both, rel=1e-2)
    assert second_order(lambda u: estimate(u, corrected=True)) == pytest.approx(
        -0.75 / STIFFNESS[1] ** 2, rel=2e-2
    )


def test_a_coupling_larger_than_any_bare_one_gives_has_none():
    assert np.isnan(remove_loops(20.0, kept_loops(1 / np.linspace(1.0, 2.0, 10), 10)))


@pytest.mark.parametrize(("r", "u"), [(-1.5, 0.1), (0.0, -3.0)])
def test_the_recursion_ends_where_the_weight_of_a_mode_cannot_be_normalized(r, u):
    found = integrate_out(np.linspace(1.0, 4.0, 30), r, u)
    assert np.isnan(found.u[0])
    assert np.isfinite(found.u[-1])
    assert (np.isnan(found.r) == np.isnan(found.u)).all()


def test_loops_are_added_and_removed_in_any_order():
    variances = np.array([3.0, 2.0, 1.0])
    loops = kept_loops(variances, np.array([0, 1, 3]))
    np.testing.assert_allclose(loops, [0, 3, 14 / 3])
    stepwise = add_loops(add_loops(0.2, loops[2] - loops[1]), loops[1])
    assert stepwise == pytest.approx(float(add_loops(0.2, loops[2])), rel=1e-14)
    assert remove_loops(stepwise, loops[2]) == pytest.approx(0.2, rel=1e-14)


def test_measured_variances_differ_from_the_propagators_only_beyond_the_order_of_the_recursion():
    """Quartered when the coupling is halved, in units of u."""
    eigenvalues = np.linspace(1.0, 5.0, 40)
    gaps = []
    for u in (0.2, 0.1):
        found = integrate_out(eigenvalues, 0.0, u)
        variances = 1 / (eigenvalues + found.r[0])  # with the mass of all modes
        gaps.append(float(add_loops(u, kept_loops(variances, 40))) / found.u[0] - 1)
    assert gaps[0] > 1e-4
    assert gaps[0] / gaps[1] == pytest.approx(4, rel=0.15)


@pytest.mark.parametrize("eigenvalues", [[2.0, 1.0], [1.0, np.nan], [[1.0]]])
def test_eigenvalues_that_are_no_ascending_list_are_refused(eigenvalues):
    with pytest.raises(ValueError, match="finite and ascending"):
        integrate_out(np.array(eigenvalues), 0.0, 0.1)
