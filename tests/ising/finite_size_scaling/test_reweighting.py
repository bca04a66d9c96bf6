"""Reweighting against lattices whose states are all counted.

Given every state with its exact frequency, the estimators must give exact values to rounding, so that no bug of a
formula hides in noise. Planted one at a time, each of these fails tests here: weights exp(+K E), slopes of the other
sign, slopes without the product of the means, energies per site, m per lattice, efficiencies left out of the counts
that the free energies are solved for, free energies left at their first guess.
"""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.ising import energy, magnetization, torus_log_partition
from rgcore.ising.finite_size_scaling.binder_slope import binder, binder_slope, log_slopes
from rgcore.ising.finite_size_scaling.energy_levels import energy_levels, number_of_blocks
from rgcore.ising.finite_size_scaling.energy_series import EnergySeries
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.reweighting import pool, solved

COUPLINGS = (0.41, 0.44, 0.48)


def test_the_counted_states_are_those_of_enumeration(lattices):
    states = spin_states(16).reshape(-1, 4, 4)
    found, counts = np.unique(np.stack([energy(states), magnetization(states)]), axis=1, return_counts=True)
    known = lattices(4)
    order = np.lexsort((known.magnetization, known.energy))
    assert np.array_equal(found, np.stack([known.energy, known.magnetization])[:, order])
    assert np.array_equal(counts, known.counts[order])


@pytest.mark.parametrize("side", [3, 5])
def test_the_counted_states_have_kaufman_s_partition_function(side, lattices):
    assert lattices(side).log_partition(0.44) == pytest.approx(torus_log_partition(0.44, side), rel=1e-12)


@pytest.mark.parametrize("efficiency", [(1.0, 1.0, 1.0), (0.9, 0.3, 0.6)])
def test_a_sample_of_exact_frequencies_gives_exact_values_at_every_coupling(lattices, efficiency):
    known = lattices(4)
    levels = known.expected_levels(COUPLINGS)
    levels.efficiency[:] = efficiency
    side = joined(levels)
    for coupling in (0.3, 0.41, 0.43, 0.4406868, 0.47, 0.6):
        found = side.moments(coupling)
        assert found.mean == pytest.approx(known.moments(coupling), rel=1e-10)
        assert found.slope == pytest.approx(known.slopes(coupling), rel=1e-7)


def test_its_free_energies_are_those_of_the_partition_function(lattices):
    known = lattices(4)
    side = joined(known.expected_levels(COUPLINGS))
    centre = np.unique(known.energy).mean()  # the energies of the levels are less this
    exact = [-known.log_partition(coupling) - coupling * centre for coupling in COUPLINGS]
    assert np.diff(side.free_energies) == pytest.approx(np.diff(exact), rel=1e-9)


def test_one_temperature_at_its_own_coupling_gives_the_plain_means(lattices):
    series = lattices(4).draw(0.44, 5000, np.random.default_rng(1))
    found = joined(energy_levels([series], 20)).moments(0.44)
    m = np.abs(series.magnetization) / 16
    assert found.mean == pytest.approx([m.mean(), (m**2).mean(), (m**4).mean()], rel=1e-12)
    covariance = [((m**p) * series.energy).mean() - (m**p).mean() * series.energy.mean() for p in (1, 2, 4)]
    assert found.slope == pytest.approx(-np.array(covariance), rel=1e-9)


def test_slopes_are_the_derivatives_of_the_curves(lattices):
    rng = np.random.default_rng(2)
    side = joined(energy_levels([lattices(5).draw(k, 3000, rng) for k in COUPLINGS], 10))
    step = 1e-5

    def quotient(function):
        return (function(side.moments(0.45 + step)) - function(side.moments(0.45 - step))) / (2 * step)

    here = side.moments(0.45)
    assert binder_slope(here) == pytest.approx(quotient(binder), rel=1e-6)
    assert log_slopes(here) == pytest.approx(quotient(lambda each: np.log(each.mean[:2])), rel=1e-6)
    assert here.slope == pytest.approx(quotient(lambda each: each.mean), rel=1e-6)


@pytest.mark.parametrize("target", [0.40, 0.4406868, 0.46, 0.5])
def test_drawn_configurations_reweighted_agree_with_the_distribution_there(lattices, target):
    known = lattices(5)
    rng = np.random.default_rng(20250301)
    repeats = []
    for _ in range(40):
        side = joined(energy_levels([known.draw(k, 2000, rng) for k in COUPLINGS], 10))
        repeats.append(side.moments(target).mean)
    error = np.std(repeats, axis=0, ddof=1) / np.sqrt(len(repeats))
    z = (np.mean(repeats, axis=0) - known.moments(target)) / error
    assert np.abs(z).max() < 4
    assert (error < 0.002).all()


def test_joining_is_more_precise_than_any_one_temperature(lattices):
    known, rng = lattices(4), np.random.default_rng(3)
    together, alone = [], []
    for _ in range(60):
        series = [known.draw(k, 1000, rng) for k in (0.43, 0.45)]
        together.append(binder(joined(energy_levels(series, 10)).moments(0.44)))
        alone.append(binder(joined(energy_levels(series[:1], 10)).moments(0.44)))
    assert np.var(together) < 0.75 * np.var(alone)


def test_weights_of_a_large_lattice_do_not_overflow():
    rng = np.random.default_rng(4)
    side = 1024
    drawn = [
        EnergySeries(
            side=side,
            temperature=1 / coupling,
            energy=np.round(-1.42 * side**2 + shift + 4200 * rng.standard_normal(500)).astype(np.int64),
            magnetization=rng.integers(-(side**2), side**2, 500),
            n_chains=500,
        )
        for coupling, shift in ((0.4406, 0.0), (0.4407, -1764.0))
    ]
    joint = joined(energy_levels(drawn, 10))
    found = joint.moments(np.linspace(0.4403, 0.441, 5))
    assert np.isfinite(found.mean).all()
    assert np.isfinite(found.slope).all()
    assert np.isfinite(joint.effective_counts(np.array([0.2, 2.0]))).all()


def test_levels_hold_every_configuration_once_in_its_block():
    energies = np.array([-8, -4, -8, 0, -4, -8, 0, 0])
    spins = np.array([9, -3, -9, 1, 3, 9, -1, 1])
    series = EnergySeries(side=3, temperature=2.0, energy=energies, magnetization=spins, n_chains=1)
    levels = energy_levels([series], 4)
    assert levels.sums[0][:, 0].tolist() == [[1, 1, 0], [1, 0, 1], [1, 1, 0], [0, 0, 2]]
    assert levels.all_blocks()[0, 0].tolist() == [3, 2, 3]
    assert levels.all_blocks()[0, 1] == pytest.approx([3, 6 / 9, 3 / 9])
    assert levels.all_blocks()[0, 3] == pytest.approx([3, 2 / 3**4, 3 / 9**4])
    assert np.diff(levels.energies) == pytest.approx([4, 4])


def test_correlated_configurations_count_less(lattices):
    rng = np.random.default_rng(5)
    free = lattices(4).draw(0.44, 8000, rng)
    held = EnergySeries(
        side=4,
        temperature=free.temperature,
        energy=np.repeat(free.energy[:2000], 4),
        magnetization=np.repeat(free.magnetization[:2000], 4),
        n_chains=1,
    )
    assert energy_levels([held], 40).efficiency[0] == pytest.approx(0.25, rel=0.15)


@pytest.mark.parametrize(("n_chains", "n_blocks"), [(64, 32), (128, 32), (40, 40), (1000, 40), (4096, 32)])
def test_chains_are_grouped_so_that_few_are_left_out(n_chains, n_blocks):
    energy = np.arange(2 * n_chains)
    series = EnergySeries(side=4, temperature=2.27, energy=energy, magnetization=energy, n_chains=n_chains)
    assert number_of_blocks(series) == n_blocks


def test_stretches_of_one_chain_are_many_times_its_autocorrelation_time(lattices):
    free = lattices(4).draw(0.44, 8000, np.random.default_rng(6))
    lengths = {}
    for held in (1, 4, 20):  # each configuration so many times in a row: tau = held / 2
        energy, spins = (np.repeat(each[: 8000 // held], held) for each in (free.energy, free.magnetization))
        series = EnergySeries(side=4, temperature=2.27, energy=energy, magnetization=spins, n_chains=1)
        lengths[held] = 8000 / number_of_blocks(series)
    assert lengths[1] == 200
    assert lengths[4] == 200
    assert 180 < lengths[20] < 420


def test_leaving_nothing_out_changes_nothing(lattices):
    levels = lattices(4).expected_levels(COUPLINGS)
    side = joined(levels)
    again = solved(pool(levels, levels.all_blocks(), side.free_energies))
    assert np.array_equal(again.free_energies, side.free_energies)
