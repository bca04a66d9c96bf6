"""The chain and Migdal-Kadanoff: closed forms, published digits, sums over states."""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.vrg.flows.critical_point import fixed_point
from rgcore.vrg.flows.flow_card import approximation

ORDERS = {name: approximation(f"migdal_kadanoff_{name}_first") for name in ("moving", "decimating")}


def exponent(eigenvalue):
    return np.log(eigenvalue) / np.log(2)


def test_decimation_of_the_chain_halves_the_correlation_length_at_every_coupling():
    flow = approximation("chain_decimation")
    for coupling in (0.2, 0.7, 1.5, 3.0):
        renormalized = flow.coupling(flow.step(flow.from_coupling(coupling)))
        lengths = [-1 / np.log(np.tanh(each)) for each in (coupling, renormalized)]
        assert lengths[1] == pytest.approx(lengths[0] / 2, rel=1e-9)


def test_the_chain_has_no_fixed_point_between_zero_and_infinite_coupling():
    flow = approximation("chain_decimation")
    walls = np.linspace(0, 1, 1001)
    moved = np.array([flow.step(np.array([wall]))[0] - wall for wall in walls])
    assert (moved[1:-1] > 0).all()
    assert moved[0] == moved[-1] == 0


def test_at_zero_temperature_the_field_of_the_chain_scales_as_its_length():
    jacobian = approximation("chain_decimation").linearize(np.array([0.0]))
    assert (exponent(jacobian.even[0, 0]), exponent(jacobian.odd[0, 0])) == (1.0, 1.0)


@pytest.mark.parametrize("coupling", [0.3, 1.1])
def test_a_weak_field_on_the_chain_is_renormalized_as_by_a_sum_over_the_middle_spin(coupling):
    flow, field = approximation("chain_decimation"), 1e-5
    ends, middle = spin_states(2), np.array([-1, 1])
    total = (
        coupling * ends.sum(axis=1)[:, None] * middle + field * middle + field / 2 * ends.sum(axis=1)[:, None]
    )
    hamiltonian = np.log(np.exp(total).sum(axis=1))
    renormalized = (hamiltonian[3] - hamiltonian[0]) / 2  # of both ends, half a field each
    jacobian = flow.linearize(flow.from_coupling(coupling))
    assert renormalized / field == pytest.approx(jacobian.odd[0, 0], rel=1e-8)


def test_migdal_kadanoff_has_the_published_fixed_point_eigenvalue_and_nu():
    """x = exp(-2K) -> 2 x^2 / (1 + x^4): x* = 0.5437, lambda = 1.6785 and nu = 1.338.

    Pathria and Beale, Statistical Mechanics, problems of chapter 14; nu also in Meurice, arXiv:1211.3675.
    """
    flow = ORDERS["moving"]
    point = fixed_point(flow)
    eigenvalue = flow.linearize(point).even[0, 0]
    weight = np.exp(-2 * point[0])
    assert weight == pytest.approx(0.5437, abs=5e-5)
    assert eigenvalue == pytest.approx(1.6785, abs=1e-4)  # printed without rounding
    assert 1 / exponent(eigenvalue) == pytest.approx(1.338, abs=5e-4)
    assert eigenvalue == pytest.approx(2 * (1 - weight) / weight, rel=1e-12)
    closed = (-1 + 2 * 2**0.5 * np.sinh(np.arcsinh(17 / (2 * 2**0.5)) / 3)) / 3
    assert weight == pytest.approx(closed, rel=1e-12)


def test_both_orders_have_dual_fixed_points_and_the_same_exponents():
    """Moving bonds and summing over spins are exchanged by duality, sinh 2K sinh 2K* = 1."""
    points = {name: fixed_point(flow) for name, flow in ORDERS.items()}
    assert np.prod([np.sinh(2 * point[0]) for point in points.values()]) == pytest.approx(1, rel=1e-12)
    assert points["decimating"][0] == pytest.approx(2 * points["moving"][0], rel=1e-12)
    first, second = (flow.linearize(points[name]) for name, flow in ORDERS.items())
    np.testing.assert_allclose(first.even, second.even, rtol=1e-12)
    np.testing.assert_allclose(first.odd, second.odd, rtol=1e-12)


def test_the_field_of_migdal_kadanoff_has_its_closed_form():
    """2 (1 + tanh 2K*): bonds bring the field to their ends and take it along when they are moved."""
    flow = ORDERS["decimating"]
    point = fixed_point(flow)
    odd = flow.linearize(point).odd[0, 0]
    assert odd == pytest.approx(2 * (1 + np.tanh(2 * point[0])), rel=1e-12)
    assert exponent(odd) == pytest.approx(1.879, abs=5e-4)


@pytest.mark.parametrize("name", ORDERS)
def test_both_orders_are_sums_over_the_middle_spins_of_a_diamond(name):
    """Ends 0 and 1; decimating first, two middle spins with single bonds, moving first, one with double bonds."""
    coupling, field = 0.37, 1e-5
    n_middle, bond = (2, 1.0) if name == "decimating" else (1, 2.0)
    states = spin_states(2 + n_middle).astype(float)
    ends, middle = states[:, :2], states[:, 2:]
    energy = coupling * (ends[:, :, None] * middle[:, None]).sum(axis=(1, 2))
    energy += field * (2 * middle.sum(axis=1) + n_middle * ends.sum(axis=1))
    hamiltonian = np.log(np.exp(bond * energy).reshape(4, -1).sum(axis=1))  # by state of the ends
    down, mixed, _, up = hamiltonian
    flow = ORDERS[name]
    assert flow.step(np.array([coupling]))[0] == pytest.approx((up + down - 2 * mixed) / 4, rel=1e-8)
    assert flow.linearize(np.array([coupling])).odd[0, 0] == pytest.approx((up - down) / 4 / field, rel=1e-8)
