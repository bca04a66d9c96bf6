"""Three thermometers read one temperature off Ising configurations, and different ones off others."""

import numpy as np
import pytest
from scipy.stats import t as student

from rgcore.errors import InputError
from rgcore.learned.thermometer.readings import DISAGREES, _of_variances, thermometers
from rgcore.learned.thermometer.torus_curves import torus_curves

from ..enumerated_torus import SIDE, drawn, states

KINDS = ("energy", "magnetization", "fluctuation")


def read(numbers, n_chains=None):
    _, energies, magnetizations = states()
    n_chains = len(numbers) if n_chains is None else n_chains
    return thermometers(energies[numbers], magnetizations[numbers], n_chains, torus_curves(SIDE))


@pytest.mark.parametrize("temperature", [1.8, 2.269185, 4.0])
def test_intervals_of_all_three_contain_the_temperature(temperature):
    rng = np.random.default_rng(3)
    rows = [read(drawn(temperature, 2000, rng)) for _ in range(60)]
    for kind in KINDS:
        name = f"{kind}_temperature"
        inside = [row[f"{name}_low"] <= temperature <= row[f"{name}_high"] for row in rows]
        at_peak = (
            kind == "fluctuation" and temperature == 2.269185
        )  # two temperatures have nearly that variance
        assert at_peak or sum(inside) >= 51, (kind, sum(inside))  # 57 expected, deviation 1.7
    assert sum(row["disagreement"] > DISAGREES for row in rows) <= 1


@pytest.mark.repetitions
def test_standard_errors_are_the_scatter_of_repetitions():
    rng = np.random.default_rng(4)
    rows = [read(drawn(2.5, 1000, rng)) for _ in range(150)]
    for name in (
        "energy",
        "energy_variance",
        "abs_magnetization",
        "abs_magnetization_excess",
        "energy_variance_ratio",
    ):
        scatter = np.std([row[name] for row in rows])
        assert np.mean([row[f"{name}_err"] for row in rows]) == pytest.approx(scatter, rel=0.2), name
    assert np.mean([row["abs_magnetization_excess"] for row in rows]) == pytest.approx(0, abs=3e-3)
    assert np.mean([row["energy_variance_ratio"] for row in rows]) == pytest.approx(1, abs=0.03)


def test_a_mixture_of_two_temperatures_has_an_energy_but_no_temperature():
    rng = np.random.default_rng(5)
    row = read(np.concatenate([drawn(1.0, 1000, rng), drawn(5.0, 1000, rng)])[rng.permutation(2000)])
    assert row["disagreement"] > 5 * DISAGREES
    assert row["energy_variance_ratio"] > 1.2


def test_fluctuations_larger_than_at_any_temperature_have_no_temperature():
    curves, rng = torus_curves(SIDE), np.random.default_rng(10)
    mixed = np.concatenate([drawn(1.0, 1000, rng), drawn(5.0, 1000, rng)])[rng.permutation(2000)]
    row = read(mixed)
    assert row["energy_variance"] - 5 * row["energy_variance_err"] > curves.largest_variance
    assert np.isnan([row[f"fluctuation_temperature{end}"] for end in ("", "_low", "_high")]).all()
    assert np.isfinite(row["energy_temperature"])


def test_an_interval_of_fluctuations_is_cut_at_the_maximum():
    curves = torus_curves(SIDE)
    most, top = curves.largest_variance, 1 / curves.coupling_of_variance(curves.largest_variance, 1.0)
    hot, cold = (
        _of_variances(np.array([share * most for share in (0.97, 0.9, 1.05)]), near, curves)
        for near in (2 * top, top / 2)
    )
    assert cold[1] < cold[0] < cold[2] == pytest.approx(top) == hot[2] < hot[0] < hot[1]
    beyond = _of_variances(np.array([1.02, 0.9, 1.1]) * most, 2 * top, curves)
    assert np.isnan(beyond[0])
    assert beyond[1:].tolist() == hot[1:].tolist()


def test_right_energies_with_a_wrong_magnetization_disagree():
    _, energies, magnetizations = states()
    numbers = drawn(2.0, 2000, np.random.default_rng(6))
    row = thermometers(energies[numbers], magnetizations[numbers] * 0.9, 2000, torus_curves(SIDE))
    assert row["energy_temperature_low"] < 2.0 < row["energy_temperature_high"]
    assert row["magnetization_temperature_low"] > 2.0
    assert row["abs_magnetization_excess"] < -DISAGREES * row["abs_magnetization_excess_err"]


def test_repeated_configurations_of_a_chain_count_once():
    numbers = drawn(2.3, 40, np.random.default_rng(7))
    once, often = read(numbers), read(np.tile(numbers, 25), n_chains=40)
    assert often["energy_err"] == pytest.approx(once["energy_err"])


def test_frozen_and_free_spins_have_no_finite_temperature():
    frozen = read(np.full(100, np.argmin(states()[1])))
    assert np.isnan(frozen["energy_temperature"])
    assert np.isnan(frozen["disagreement"])
    free = read(np.random.default_rng(8).integers(0, 2**16, 4000))
    assert free["energy_temperature_high"] == np.inf
    assert free["energy_temperature_low"] > 20


def test_fewer_than_ten_chains_are_refused():
    with pytest.raises(InputError, match="n_chains must be at least 10, got 4"):
        read(drawn(2.3, 40, np.random.default_rng(9)), n_chains=4)


def test_fluctuations_of_few_chains_have_the_variance_about_their_own_mean_without_its_bias():
    """A tenth is missing from the mean square about the mean of ten configurations."""
    numbers = drawn(2.5, 10, np.random.default_rng(11))
    energies = states()[1][numbers] / SIDE**2
    assert read(numbers)["energy_variance"] == pytest.approx(SIDE**2 * energies.var(ddof=1))


def test_intervals_reach_as_far_as_student_demands_of_the_chains_not_of_the_configurations():
    row, curves = read(drawn(2.3, 1000, np.random.default_rng(12)), n_chains=10), torus_curves(SIDE)
    reach = student.ppf(0.975, 9) * row["energy_err"]
    ends = 1 / curves.coupling_of_energy(row["energy"] + np.array([-reach, reach]))
    assert [row["energy_temperature_low"], row["energy_temperature_high"]] == pytest.approx(ends)


@pytest.mark.parametrize("n_chains", [10, 50, 100])
def test_every_chain_counts_in_the_error_of_the_energy(n_chains):
    rng = np.random.default_rng(12)
    numbers = drawn(2.5, 2000, rng).reshape(-1, n_chains)
    means = states()[1][numbers].mean(axis=0) / SIDE**2
    row = read(numbers.reshape(-1), n_chains)
    assert row["energy"] == pytest.approx(means.mean(), abs=1e-12)
    assert row["energy_err"] == pytest.approx(means.std(ddof=1) / np.sqrt(n_chains), rel=1e-9)


def test_fluctuations_near_the_maximum_have_the_part_of_their_interval_below_it():
    rng, most, n_cut = np.random.default_rng(13), torus_curves(SIDE).largest_variance, 0
    for _ in range(20):
        row = read(drawn(2.809, 1000, rng))
        value, error = row["energy_variance"], row["energy_variance_err"]
        if value - 2.2 * error < most < value + 1.8 * error:
            n_cut += 1
            assert row["fluctuation_temperature_low"] < row["fluctuation_temperature_high"]
    assert n_cut > 5
