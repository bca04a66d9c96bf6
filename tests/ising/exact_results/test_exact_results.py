"""Exact results against enumeration, published numbers, each other, and their own derivatives."""

from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, log_sum, moments, spin_states
from rgcore.ising import energy as energy_of_spins
from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING, CRITICAL_TEMPERATURE
from rgcore.ising.exact_results.density_of_states import density_of_states
from rgcore.ising.exact_results.kaufman import (
    torus_energy,
    torus_log_partition,
    torus_log_probabilities,
    torus_specific_heat,
)
from rgcore.ising.exact_results.onsager import onsager_energy, onsager_specific_heat
from rgcore.ising.exact_results.spontaneous_magnetization import spontaneous_magnetization

COUPLINGS = [1e-7, 2.99e-5, 3.01e-5, 1e-3, 0.1, 0.2405, 0.2407, 0.3, 0.44, 0.45, 0.72, 0.73, 1.0, 2.0]
NEAR_CRITICAL = [CRITICAL_COUPLING + d for d in (-1e-6, -1e-12, 0, 1e-12, 1e-6)]


def from_density_of_states(coupling, side):
    """Return ln Z, energy and specific heat per site by summing the levels in 60 digits."""
    levels, counts = density_of_states(side)
    with localcontext() as context:
        context.prec = 60
        k, ground = Decimal(coupling), int(levels[0])
        weights = [
            count * (-k * (int(level) - ground)).exp() for level, count in zip(levels, counts, strict=True)
        ]
        partition = sum(weights)
        mean = sum(w * int(e) for w, e in zip(weights, levels, strict=True)) / partition
        variance = sum(w * (int(e) - mean) ** 2 for w, e in zip(weights, levels, strict=True)) / partition
        n = side**2
        return float(partition.ln() - k * ground), float(mean / n), float(k**2 * variance / n)


@pytest.mark.parametrize("side", [2, 3, 4])
@pytest.mark.parametrize("coupling", [0.1, 0.4406868, 0.8])
def test_torus_meets_enumeration(side, coupling):
    states = spin_states(side * side).reshape(-1, side, side)
    energies = energy_of_spins(states)
    mean, variance = moments(energies, boltzmann_distribution(-coupling * energies))
    assert torus_log_partition(coupling, side) == pytest.approx(log_sum(-coupling * energies), rel=1e-12)
    assert np.exp(torus_log_probabilities(energies, coupling, side)).sum() == pytest.approx(1, abs=1e-10)
    assert torus_energy(coupling, side) == pytest.approx(mean / side**2, rel=1e-12)
    assert torus_specific_heat(coupling, side) == pytest.approx(coupling**2 * variance / side**2, rel=1e-11)


@pytest.mark.parametrize("side", [2, 3, 4, 5, 9])
@pytest.mark.parametrize("coupling", COUPLINGS + NEAR_CRITICAL)
def test_torus_meets_its_density_of_states_at_every_coupling(side, coupling):
    log_partition, energy, specific_heat = from_density_of_states(coupling, side)
    assert torus_log_partition(coupling, side) == pytest.approx(log_partition, rel=1e-10)
    assert torus_energy(coupling, side) == pytest.approx(energy, rel=1e-10)
    assert torus_specific_heat(coupling, side) == pytest.approx(specific_heat, rel=1e-10)


@pytest.mark.parametrize(
    ("side", "energy", "specific_heat"),
    [(4, -1.56562378764, 0.783266826), (8, -1.49158910744, 1.14555924), (16, -1.45306485281, 1.49870496)],
)
def test_torus_at_the_critical_coupling_has_the_published_values(side, energy, specific_heat):
    assert torus_energy(CRITICAL_COUPLING, side) == pytest.approx(energy, abs=1e-11)
    assert torus_specific_heat(CRITICAL_COUPLING, side) == pytest.approx(specific_heat, abs=1e-8)


@pytest.mark.parametrize(
    ("side", "coupling"), [(7, 0.43), (16, 0.45), (40, 0.408), (200, 0.4407), (1024, 0.44)]
)
def test_derivatives_are_those_of_the_log_partition(side, coupling):
    step = 1e-4 / side
    logs = [torus_log_partition(coupling + k * step, side) for k in (-2, -1, 1, 2)]
    slope = (logs[0] - 8 * logs[1] + 8 * logs[2] - logs[3]) / (12 * step)
    assert torus_energy(coupling, side) == pytest.approx(-slope / side**2, rel=2e-8)
    energies = [torus_energy(coupling + k * step, side) for k in (-2, -1, 1, 2)]
    slope = (energies[0] - 8 * energies[1] + 8 * energies[2] - energies[3]) / (12 * step)
    assert torus_specific_heat(coupling, side) == pytest.approx(-(coupling**2) * slope, rel=1e-6)


@pytest.mark.parametrize("coupling", [1e-6, 0.0199, 0.0201, 0.3, 0.4, 0.5, 0.9, 2.0])
def test_large_torus_is_the_infinite_lattice(coupling):
    assert torus_energy(coupling, 1024) == pytest.approx(onsager_energy(coupling), rel=1e-10)
    assert torus_specific_heat(coupling, 1024) == pytest.approx(onsager_specific_heat(coupling), rel=1e-10)


def test_torus_is_smooth_through_the_critical_coupling():
    couplings = CRITICAL_COUPLING + 1e-13 * np.arange(-5, 6)
    for function in (torus_log_partition, torus_energy, torus_specific_heat):
        values = [function(k, 64) for k in couplings]
        assert max(abs(b / a - 1) for a, b in pairwise(values)) < 1e-10


def test_nothing_overflows_at_the_largest_side_and_coupling():
    assert torus_log_partition(2.0, 1024) == pytest.approx(4 * 1024**2, rel=1e-6)
    assert torus_energy(2.0, 1024) == pytest.approx(-2, rel=1e-6)


def test_density_of_states_of_side_four_is_the_published_one():
    levels, counts = density_of_states(4)
    published = {-32: 2, -24: 32, -20: 64, -16: 424, -12: 1728, -8: 6688, -4: 13568, 0: 20524}
    assert dict(zip(levels.tolist(), counts, strict=True)) == {
        level: published.get(-abs(level), 0) for level in range(-32, 33, 4)
    }


@pytest.mark.parametrize("side", [2, 3])
def test_density_of_states_of_the_smallest_sides_is_the_enumerated_one(side):
    levels, counts = density_of_states(side)
    energies = energy_of_spins(spin_states(side**2).reshape(-1, side, side))
    assert counts == [(energies == level).sum() for level in levels]


@pytest.mark.parametrize("side", [5, 8, 10, 12])
def test_density_of_states_counts_every_configuration_and_the_lowest_levels(side):
    _, counts = density_of_states(side)
    assert sum(counts) == 2 ** (side * side)
    assert counts[:3] == [2, 0, 2 * side**2]  # aligned; none; one spin turned over
    if side > 4:  # two neighbours turned over
        assert counts[3] == 4 * side**2


@pytest.mark.parametrize(
    ("coupling", "length"), [(0.3, 1.57889), (0.4, 5.96238), (0.408, 7.467), (0.45, 13.5096)]
)
def test_correlation_length_has_the_published_values(coupling, length):
    assert correlation_length(coupling) == pytest.approx(length, rel=1e-4 if coupling == 0.408 else 5e-6)


def test_infinite_lattice_at_the_critical_coupling():
    k = CRITICAL_COUPLING
    assert abs(CRITICAL_TEMPERATURE - 2.269185314213) < 1e-12
    assert onsager_energy(k) == pytest.approx(-np.sqrt(2), rel=1e-14)
    assert onsager_specific_heat(k) == correlation_length(k) == np.inf
    assert spontaneous_magnetization(k) == 0


def test_energy_of_mehta_and_schwab_has_the_published_values():
    assert onsager_energy(0.408) == pytest.approx(-1.150855, abs=5e-7)
    assert torus_energy(0.408, 40) == pytest.approx(-1.151821, abs=5e-7)


def test_magnetization_is_that_of_the_low_temperature_series():
    x = np.exp(-4 * 1.2)  # m = 1 - 2 x^2 - 8 x^3 - 34 x^4 - 152 x^5 - ...
    assert spontaneous_magnetization(1.2) == pytest.approx(
        1 - 2 * x**2 - 8 * x**3 - 34 * x**4 - 152 * x**5, abs=1e-9
    )
    assert spontaneous_magnetization(0.44) == 0


@pytest.mark.parametrize("function", [onsager_energy, onsager_specific_heat, spontaneous_magnetization])
def test_infinite_lattice_refuses_a_coupling_that_is_not_positive(function):
    with pytest.raises(ValueError, match="must be positive"):
        function(0.0)


@pytest.mark.parametrize(("coupling", "side", "message"), [(-0.1, 4, "positive"), (0.4, 1, "from 2")])
def test_torus_refuses_what_has_no_meaning(coupling, side, message):
    with pytest.raises(ValueError, match=message):
        torus_energy(coupling, side)


@pytest.mark.parametrize("side", [1, 33])
def test_density_of_states_has_its_range(side):
    with pytest.raises(ValueError, match="from 2 to 32"):
        density_of_states(side)


@pytest.mark.parametrize("coupling", [79.0, 81.0, 200.0, 1000.0, 1e300])
def test_frozen_spins_are_in_one_of_two_ground_states(coupling):
    assert torus_log_partition(coupling, 4) == pytest.approx(32 * coupling + np.log(2), rel=1e-12)
    assert torus_energy(coupling, 4) == pytest.approx(-2, rel=1e-12)
    assert torus_specific_heat(coupling, 4) == pytest.approx(0, abs=1e-9)
    assert onsager_energy(coupling) == pytest.approx(-2, rel=1e-12)
    assert onsager_specific_heat(coupling) == pytest.approx(0, abs=1e-9)
    assert spontaneous_magnetization(coupling) == 1
