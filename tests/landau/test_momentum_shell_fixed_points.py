"""The fixed points of the recursion, their eigenvalues and exponents."""

import numpy as np
import pytest

from rgcore.landau.epsilon_expansion import nu_epsilon_expansion, nu_first_order, nu_first_order_inverse
from rgcore.landau.momentum_shell import flow_velocity, jacobian, shell_factor
from rgcore.landau.momentum_shell_fixed_points import fixed_point_table, gaussian_point, wilson_fisher_point
from rgcore.landau.schemas import LANDAU_FIXED_POINTS

DIMENSIONS = [2, 2.5, 3, 3.5, 3.9, 4.5, 5]


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("find", [gaussian_point, wilson_fisher_point])
def test_fixed_points_are_zeros_of_the_recursion(find, dimension):
    point = find(dimension)
    velocity = flow_velocity(point.r, point.u, dimension)
    scale = 1 + abs(point.u)  # u* is -60 in d = 5, and the zero a difference of two such numbers
    assert np.abs(velocity).max() < 1e-14 * scale


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("find", [gaussian_point, wilson_fisher_point])
def test_eigenvalues_are_those_of_the_jacobian(find, dimension):
    point = find(dimension)
    expected = np.sort(np.linalg.eigvals(jacobian(point.r, point.u, dimension)))[::-1]
    np.testing.assert_allclose(point.eigenvalues, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("dimension", [2.5, 3, 3.9, 4, 5])
def test_the_irrelevant_slope_is_an_eigenvector_of_the_smaller_eigenvalue(dimension):
    point = gaussian_point(dimension) if dimension >= 4 else wilson_fisher_point(dimension)
    vector = np.array([point.irrelevant_slope, 1.0])
    image = jacobian(point.r, point.u, dimension) @ vector
    np.testing.assert_allclose(image, point.eigenvalues[1] * vector, atol=1e-13)


@pytest.mark.parametrize("epsilon", [1e-2, 1e-3, 1e-4])
def test_wilson_fisher_point_has_the_known_first_order_in_epsilon(epsilon):
    point = wilson_fisher_point(4 - epsilon)
    assert point.r == pytest.approx(-epsilon / 6, abs=epsilon**2)
    assert point.u * 9 * shell_factor(4) == pytest.approx(epsilon, abs=4 * epsilon**2)
    thermal, quartic = point.eigenvalues
    assert thermal == pytest.approx(2 - epsilon / 3, abs=epsilon**2)
    assert quartic == pytest.approx(-epsilon, abs=epsilon**2)


def test_nu_departs_from_its_first_order_only_at_second_order():
    """The remainder falls by four when epsilon is halved."""
    remainders = []
    for epsilon in (0.02, 0.01):
        thermal, _ = wilson_fisher_point(4 - epsilon).eigenvalues
        remainders.append(1 / thermal - (1 / 2 + epsilon / 12))
    assert remainders[0] / remainders[1] == pytest.approx(4, abs=0.05)


def test_epsilon_expansion_of_nu_at_one_is_the_textbook_sum():
    assert nu_epsilon_expansion(3) == pytest.approx(0.5 + 0.08333333333 + 0.04320987654, abs=1e-10)


def test_orders_of_the_expansion_approach_the_exponent_of_the_three_dimensional_ising_model():
    known = 0.629971  # Kos, Poland, Simmons-Duffin and Vichi, JHEP 08, 036 (2016)
    deviations = [abs(nu(3) - known) for nu in (nu_first_order, nu_first_order_inverse, nu_epsilon_expansion)]
    assert deviations == sorted(deviations, reverse=True)
    assert deviations[-1] < 0.0035


def test_the_exponent_of_the_truncated_recursion_is_no_better_than_its_first_order():
    row = fixed_point_table([3]).set_index("kind").loc["wilson_fisher"]
    assert abs(1 / row["eigenvalue_thermal"] - 0.629971) > abs(row["nu_first_order"] - 0.629971)


def test_table_lists_two_points_below_and_above_four_and_one_at_four():
    table = fixed_point_table([3, 4, 5])
    assert set(table.columns) == set(LANDAU_FIXED_POINTS.names)
    rows = list(zip(table["dimension"], table["kind"], table["physical"], table["n_relevant"], strict=True))
    assert rows == [
        (3.0, "gaussian", True, 2),
        (3.0, "wilson_fisher", True, 1),
        (4.0, "gaussian", True, 1),
        (5.0, "gaussian", True, 1),
        (5.0, "wilson_fisher", False, 2),
    ]


def test_gaussian_point_has_mean_field_exponents_in_every_dimension():
    table = fixed_point_table([2, 3, 4, 5]).query("kind == 'gaussian'")
    np.testing.assert_array_equal(table["eigenvalue_thermal"], 2.0)
    np.testing.assert_array_equal(table["eigenvalue_quartic"], [2.0, 1.0, 0.0, -1.0])


@pytest.mark.parametrize("n", [1, 2, 3, 8])
def test_fields_of_several_components_have_zeros_and_first_order_exponents(n):
    for find in (gaussian_point, wilson_fisher_point):
        point = find(3.2, n)
        np.testing.assert_allclose(flow_velocity(point.r, point.u, 3.2, n), 0.0, atol=1e-14)
    epsilon = 1e-4
    thermal, quartic = wilson_fisher_point(4 - epsilon, n).eigenvalues
    assert thermal == pytest.approx(2 - epsilon * (n + 2) / (n + 8), abs=epsilon**2)
    assert quartic == pytest.approx(-epsilon, abs=epsilon**2)
    row = fixed_point_table([3.2], [n]).set_index("kind").loc["wilson_fisher"]
    assert row["u_scaled"] == pytest.approx((n + 8) * shell_factor(3.2) * row["u"], rel=1e-14)
    assert row["nu_epsilon_expansion"] == pytest.approx(nu_epsilon_expansion(3.2, n), rel=1e-14)


@pytest.mark.parametrize(("n", "first", "inverse"), [(2, 3 / 5, 5 / 8), (3, 27 / 44, 11 / 17)])
def test_first_orders_in_the_table_are_those_of_the_number_of_components(n, first, inverse):
    row = fixed_point_table([3], [n]).set_index("kind").loc["wilson_fisher"]
    assert row["nu_first_order"] == pytest.approx(first, rel=1e-14)
    assert row["nu_first_order_inverse"] == pytest.approx(inverse, rel=1e-14)
