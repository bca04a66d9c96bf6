"""Series in 4 - d, their sums, and the table."""

import numpy as np
import pytest
from scipy.special import exp1, gamma

from rgcore.errors import InputError
from rgcore.landau.epsilon_expansion import (
    EXPONENTS,
    epsilon_series,
    nu_epsilon_expansion,
    nu_first_order_inverse,
)
from rgcore.landau.exponents import KNOWN, exponent_table
from rgcore.landau.pade_borel import approximant, borel_sum
from rgcore.landau.schemas import LANDAU_EXPONENTS


@pytest.mark.parametrize(
    ("exponent", "published"),
    [  # hep-th/9503230, for one component
        ("nu", [2, -0.333, -0.117, 0.125, -0.307, 0.951]),
        ("eta", [0, 0, 0.0185, 0.0187, -0.0083, 0.0257]),
        ("omega", [0, 1, -0.63, 1.618, -5.235, 20.75]),
    ],
)
def test_series_of_one_component_are_the_published_ones(exponent, published):
    np.testing.assert_allclose(epsilon_series(exponent, 1), published, atol=6e-4, rtol=1e-3)


@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_low_orders_are_the_closed_forms(n):
    step = 1e-3
    nu = epsilon_series("nu", n)
    second = 1 / np.polyval(nu[2::-1], step)
    assert second == pytest.approx(nu_epsilon_expansion(4 - step, n), abs=20 * step**3)
    assert 1 / (2 + nu[1]) == pytest.approx(nu_first_order_inverse(3, n), rel=1e-12)
    eta = epsilon_series("eta", n)
    assert eta[2] == pytest.approx((n + 2) / (2 * (n + 8) ** 2), rel=1e-12)
    assert eta[3] / eta[2] == pytest.approx((-(n**2) + 56 * n + 272) / (4 * (n + 8) ** 2), rel=1e-12)
    assert epsilon_series("omega", n)[2] == pytest.approx(-3 * (3 * n + 14) / (n + 8) ** 2, rel=1e-12)


def test_many_components_have_the_exact_exponents_of_the_spherical_model():
    """nu = 1/(d - 2), omega = 4 - d, and n eta is known in closed form (Ma, Phys. Rev. A 7, 2172 (1973))."""
    n = 1e7
    np.testing.assert_allclose(epsilon_series("nu", n), [2, -1, 0, 0], atol=1e-5)
    np.testing.assert_allclose(epsilon_series("omega", n), [0, 1, 0, 0], atol=1e-5)
    epsilon = 1e-2
    d = 4 - epsilon
    exact = -4 * gamma(d - 2) / (gamma(2 - d / 2) * gamma(d / 2 - 1) * gamma(d / 2 - 2) * gamma(d / 2 + 1))
    assert n * np.polyval(epsilon_series("eta", n)[::-1], epsilon) == pytest.approx(exact, rel=2e-6)


def test_several_components_have_no_exponents_in_two_dimensions():
    table = exponent_table([2.0, 2.5], [1, 2])
    assert set(zip(table["dimension"], table["n_components"], strict=True)) == {(2.0, 1), (2.5, 1), (2.5, 2)}


def test_minus_two_components_are_free():
    assert not np.any(epsilon_series("eta", -2))
    np.testing.assert_allclose(epsilon_series("nu", -2), [2, 0, 0, 0], atol=1e-15)


def test_a_series_of_factorials_has_the_sum_of_euler():
    """sum (-1)^k k! x^k = exp(1/x) E_1(1/x) / x; its Borel transform 1/(1 + z) is a [0/1] approximant."""
    x = 0.7
    series = (-1.0) ** np.arange(6) * gamma(np.arange(6) + 1)
    exact = np.exp(1 / x) * exp1(1 / x) / x
    assert approximant(series[:2], x, 1) == pytest.approx(exact, rel=1e-9)
    shifted = np.concatenate([[0.0], series[:2]])
    assert borel_sum(shifted, x).value == pytest.approx(x * exact, rel=1e-9)


def test_the_spread_is_half_the_distance_of_the_approximants_of_the_last_two_orders():
    """x (1 - x + 3 x^2 / 2): [1/1] of its transform is (1 - z/4) / (1 + 3 z/4), [0/1] before it 1 / (1 + z)."""
    x = 0.6

    def of_pole(strength):
        return np.exp(1 / strength) * exp1(1 / strength) / strength  # of exp(-t) / (1 + strength t)

    highest, before = x * (-1 / 3 + 4 / 3 * of_pole(0.75 * x)), x * of_pole(x)
    found = borel_sum(np.array([0.0, 1.0, -1.0, 1.5]), x)
    assert found.value == pytest.approx(highest, rel=1e-9)
    assert found.spread == pytest.approx(abs(highest - before) / 2, rel=1e-7)


def test_an_approximant_with_a_pole_on_the_way_is_left_out():
    assert np.isnan(approximant(np.array([1.0, 1.0]), 1.0, 1))  # 1/(1 - z)
    assert np.isfinite(approximant(np.array([1.0, 1.0]), -1.0, 1))
    assert np.isnan(borel_sum(np.array([1.0, 1.0]), 1.0).value)


def test_sums_of_five_loops_are_near_the_known_exponents():
    """In d = 2, eps = 2, the range of the approximants is smaller than what is missing: nu = 0.93, exact 1."""
    rows = exponent_table([2, 3], [1]).query("method == 'pade_borel'").set_index(["dimension", "exponent"])
    off = (rows["value"] - rows["known"]).abs()
    assert off[(3.0, "nu")] < 0.002
    assert off[(3.0, "eta")] < 0.002
    assert off[(3.0, "omega")] < 0.03
    assert off[(2.0, "nu")] < 0.08
    assert off[(2.0, "eta")] < 0.06
    assert (rows["spread"] > 0).all()


@pytest.mark.parametrize("n_components", [1, 2])
def test_the_spread_of_nu_is_that_of_its_reciprocal_by_the_slope(n_components):
    total = borel_sum(epsilon_series("nu", n_components), 1.0)
    ends = [1 / (total.value - total.spread), 1 / (total.value + total.spread)]
    rows = exponent_table([3], [n_components]).query("exponent == 'nu' and method == 'pade_borel'")
    assert rows["value"].item() == pytest.approx(1 / total.value, rel=1e-12)
    assert rows["spread"].item() == pytest.approx((ends[0] - ends[1]) / 2, rel=1e-3)


@pytest.mark.parametrize(
    ("n_components", "published"),
    [  # nu, eta and omega with the uncertainty of each
        (1, {"nu": (0.629971, 4e-6), "eta": (0.036298, 2e-6), "omega": (0.82968, 23e-5)}),
        (2, {"nu": (0.67169, 7e-5), "eta": (0.03810, 8e-5), "omega": (0.789, 4e-3)}),
        (3, {"nu": (0.71164, 10e-5), "eta": (0.03784, 5e-5), "omega": (0.759, 2e-3)}),
    ],
)
def test_known_exponents_are_the_published_ones(n_components, published):
    for exponent, (value, error) in published.items():
        assert abs(KNOWN[exponent, 3.0, n_components][0] - value) < error / 2


def test_the_table_has_every_order_and_one_sum():
    table = exponent_table([3.0, 4.0, 5.0], [1, 2])
    assert list(table.columns) == list(LANDAU_EXPONENTS.names)
    assert not table.duplicated(list(LANDAU_EXPONENTS.keys)).any()
    orders = table.groupby(["n_components", "exponent", "method"])["order"].agg(["min", "max"])
    assert orders.loc[(1, "eta", "partial_sum")].tolist() == [2, 5]
    assert orders.loc[(2, "nu", "partial_sum")].tolist() == [1, 3]
    assert set(table["dimension"]) == {3.0}
    first = table.query("n_components == 2 and exponent == 'nu' and order == 1")["value"].item()
    assert first == pytest.approx(nu_first_order_inverse(3, 2), rel=1e-12)


def test_only_dimensions_below_four_have_rows():
    assert exponent_table([4.5], [1]).empty
    assert set(EXPONENTS) == {"nu", "eta", "omega"}
    with pytest.raises(InputError, match="components"):
        exponent_table([3.0], [0])
    with pytest.raises(InputError, match="components"):
        exponent_table([3.0], [1.5])
