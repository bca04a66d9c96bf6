"""Interpolated exact curves and their inverses."""

from itertools import product

import numpy as np
import pytest

from rgcore.ising.exact_results.kaufman import torus_energy, torus_specific_heat
from rgcore.ising.exact_results.torus_magnetization import torus_abs_magnetization
from rgcore.learned.network_thermodynamics import energy_temperature
from rgcore.learned.thermometer.torus_curves import TorusCurves, torus_curves

SIDE = 6
BETWEEN = np.array([0.0311, 0.2044, 0.3871, 0.4333, 0.6129, 1.0551])


def test_between_the_points_curves_are_the_exact_ones():
    curves = torus_curves(SIDE)
    for name, exact, within in (
        ("energy", torus_energy, 1e-5),
        ("variance", lambda k, side: torus_specific_heat(k, side) / k**2, 1e-3),
        ("abs_magnetization", torus_abs_magnetization, 1e-4),
    ):
        expected = [exact(coupling, SIDE) for coupling in BETWEEN]
        np.testing.assert_allclose(getattr(curves, name)(BETWEEN), expected, atol=within)


def test_inverses_return_the_coupling():
    curves = torus_curves(SIDE)
    np.testing.assert_allclose(curves.coupling_of_energy(curves.energy(BETWEEN)), BETWEEN, atol=1e-6)
    moduli = curves.abs_magnetization(BETWEEN)
    np.testing.assert_allclose(curves.coupling_of_abs_magnetization(moduli), BETWEEN, atol=1e-6)
    for coupling in BETWEEN:
        found = curves.coupling_of_variance(curves.variance(coupling), coupling)
        assert found == pytest.approx(coupling, abs=2e-3)


def test_the_temperature_of_an_energy_is_that_of_the_exact_inversion():
    for energy in (-1.9, -1.4, -0.3):
        coupling = torus_curves(SIDE).coupling_of_energy(np.array(energy))
        assert 1 / coupling == pytest.approx(energy_temperature(energy, SIDE), rel=1e-4)


def test_what_no_temperature_has_is_infinite_or_undefined():
    curves = torus_curves(SIDE)
    np.testing.assert_array_equal(curves.coupling_of_energy(np.array([0.1, 0.0, -2.0])), [0, 0, np.nan])
    free = torus_abs_magnetization(1e-9, SIDE)
    np.testing.assert_array_equal(
        curves.coupling_of_abs_magnetization(np.array([free / 2, 1.0])), [0, np.nan]
    )
    largest = curves.largest_variance
    assert largest == pytest.approx(curves.variance(np.linspace(0, 2, 4001)).max(), rel=1e-4)
    for near in (0.1, 1.0):
        assert np.isnan(curves.coupling_of_variance(1.001 * largest, near))
        assert 0.3 < curves.coupling_of_variance(0.999999 * largest, near) < 0.5
    assert curves.coupling_of_variance(1.0, 0.1) == 0
    assert np.isnan(curves.coupling_of_variance(0.0, 1.0))


def test_the_peak_is_where_the_specific_heat_is_largest():
    peak = torus_curves(SIDE).peak()
    heats = [torus_specific_heat(1 / (peak + shift), SIDE) for shift in (-0.01, 0, 0.01)]
    assert heats[1] == max(heats)


def test_beyond_side_10_there_is_no_magnetization():
    curves = torus_curves(12)
    assert np.isnan(curves.abs_magnetization(BETWEEN)).all()
    assert np.isnan(curves.coupling_of_abs_magnetization(np.array(0.5)))


@pytest.mark.parametrize("coupling", [0.0, 0.003, 0.02])
def test_hot_spins_on_the_smallest_torus_have_double_bonds(coupling):
    """Four pairs with two bonds each, by sums over 16 states."""
    spins = np.array(list(product((-1.0, 1.0), repeat=4)))
    energies = -2 * sum(spins[:, i] * spins[:, j] for i, j in ((0, 1), (2, 3), (0, 2), (1, 3)))
    weights = np.exp(-coupling * energies)
    weights /= weights.sum()
    mean = weights @ energies
    curves = TorusCurves(2)
    assert curves.energy(coupling) == pytest.approx(mean / 4, abs=1e-6)
    assert curves.variance(coupling) == pytest.approx(weights @ (energies - mean) ** 2 / 4, abs=1e-3)
