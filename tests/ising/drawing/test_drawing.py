"""Pilot, burn-in and spacing, and the messages for chains that are too short."""

import json
from dataclasses import replace

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising import (
    begin_sampling,
    energy,
    magnetization,
    sample_configurations,
    torus_energy,
)
from rgcore.ising.autocorrelation_times import measure_autocorrelation_times
from rgcore.ising.drawing import decorrelated_configurations
from rgcore.ising.drawing.pilot_run import run_pilot
from rgcore.ising.drawing.sample_spacing import slowest_mode, spacing

from ...config_values import sampling_settings
from ..checks import SAMPLERS

T_CRITICAL = 2.269185
MARKOV_CHAINS = ["wolff", "swendsen_wang", "metropolis"]


def sample(side, temperature, seed, **settings):
    settings = {"n_samples": 2000, **settings}
    rng = np.random.default_rng(seed)
    return sample_configurations(side, temperature, sampling_settings(**settings), rng=rng)


def begin(side, temperature, seed, **settings):
    settings = {"n_samples": 2000, **settings}
    rng = np.random.default_rng(seed)
    return begin_sampling(side, temperature, sampling_settings(**settings), rng=rng)


def autocorrelation(configurations):
    return measure_autocorrelation_times(
        configurations.energy, configurations.magnetization, n_chains=configurations.n_chains
    )


@pytest.mark.parametrize("tau", [0.6, 2.0, 17.0])
@pytest.mark.parametrize("fraction", [0.3, 0.9, 0.99])
def test_spacing_gives_the_wanted_fraction_even_to_a_slower_mode(tau, fraction):
    rho = ((2 * tau - 1) / (2 * tau + 1)) ** (1 / 1.5)  # tau = (1 + rho) / (2 (1 - rho))
    every = spacing(tau, fraction, slowest=1.5)

    def reached(k):
        return (1 - rho**k) / (1 + rho**k)

    assert reached(every) >= fraction * (1 - 1e-12)
    assert every == 1 or reached(every - 1) < fraction


def test_what_is_below_the_critical_temperature_is_given_more_time():
    assert slowest_mode(1 / 2.2) > slowest_mode(1 / 2.269185) == slowest_mode(1 / 3) > 1


def test_independent_entries_are_all_taken():
    assert spacing(0.5, 0.99) == spacing(0.3, 0.99) == 1


@pytest.mark.parametrize("algorithm", MARKOV_CHAINS)
@pytest.mark.parametrize("side", [12, 20])
@pytest.mark.parametrize("temperature", [1.8, 2.1, T_CRITICAL, 2.45, 4.0])
def test_written_configurations_are_as_independent_as_asked(algorithm, side, temperature):
    drawn, _ = sample(
        side, temperature, 20240701, n_samples=20_000, effective_fraction=0.9, algorithm=algorithm
    )
    for time in (autocorrelation(drawn).energy, autocorrelation(drawn).abs_magnetization):
        assert 0.5 / time.tau > 0.9 - 4 * time.tau_err


@pytest.mark.parametrize("algorithm", MARKOV_CHAINS)
def test_the_pilot_finds_the_autocorrelation_time_that_a_long_chain_shows(algorithm):
    drawing = begin(12, T_CRITICAL, 20240702, algorithm=algorithm)
    steps, start = drawing.pilot.steps_per_update, drawing.start[:100]
    n_records = 40_000 // len(start)
    records, _ = SAMPLERS[algorithm].run(
        start, 1 / drawing.temperature, n_records, steps, rng=np.random.default_rng(1)
    )
    long = measure_autocorrelation_times(energy(records), magnetization(records))
    for one, other in (
        (drawing.pilot.autocorrelation.energy, long.energy),
        (drawing.pilot.autocorrelation.abs_magnetization, long.abs_magnetization),
    ):
        assert abs(one.tau - other.tau) < 4 * np.hypot(one.tau_err, other.tau_err) + 0.02 * other.tau


@pytest.mark.parametrize("expected_tau", [1.0, 300.0])
def test_a_wrong_guess_of_the_autocorrelation_time_changes_the_work_and_not_the_result(expected_tau):
    start, rng = np.ones((100, 16, 16), np.int8), np.random.default_rng(20240703)
    pilot = run_pilot(
        SAMPLERS["metropolis"], start, 1 / T_CRITICAL, expected_tau=expected_tau, max_updates=10**6, rng=rng
    )
    time = pilot.autocorrelation.abs_magnetization
    # 10.4: side 16 at T_c by the single-record chains of the same sampler
    assert abs(time.tau - 10.4) < 4 * time.tau_err + 0.3
    assert pilot.n_updates >= 10 * time.tau


@pytest.mark.parametrize("algorithm", MARKOV_CHAINS)
def test_the_first_configuration_comes_after_the_burn_in_that_is_stated(algorithm, monkeypatch):
    passed = []
    sampler = SAMPLERS[algorithm]

    def watched(start, coupling, n_records, steps, *, rng):
        passed.append(n_records * steps)
        return sampler.run(start, coupling, n_records, steps, rng=rng)

    cards = {**SAMPLERS, algorithm: replace(sampler, run=watched)}
    monkeypatch.setattr(decorrelated_configurations, "samplers", lambda: cards)
    drawing = begin(8, 2.45, 20240799, burn_in_multiple=1500, algorithm=algorithm)
    assert drawing.burn_in_updates == np.ceil(1500 * drawing.pilot.autocorrelation.longest())
    assert sum(passed) >= drawing.burn_in_updates * drawing.pilot.steps_per_update


def test_chains_start_aligned_and_half_of_them_down(monkeypatch):
    seen = []
    run_the_pilot = decorrelated_configurations.run_pilot

    def watched(sampler, start, coupling, **rest):
        seen.append(start)
        return run_the_pilot(sampler, start, coupling, **rest)

    monkeypatch.setattr(decorrelated_configurations, "run_pilot", watched)
    begin(8, 3.0, 20240704, n_samples=20_000, algorithm="metropolis")
    totals = magnetization(seen[0])
    assert set(totals.tolist()) == {-64, 64}
    assert abs(totals.sum() / 64) < 4 * np.sqrt(len(totals))


def test_an_update_touches_about_side_squared_spins():
    drawn, parameters = sample(16, 3.0, 20240702, algorithm="wolff")
    sizes = (magnetization(drawn.spins) ** 2).mean() / 16**2  # mean cluster = N <m^2>
    assert parameters["steps_per_update"] * sizes == pytest.approx(16**2, rel=0.2)


def test_exact_draws_need_no_pilot_and_are_all_independent():
    drawn, parameters = sample(8, 2.6, 20240705, n_samples=1000, algorithm="coupling_from_the_past")
    assert parameters["pilot_updates"] == parameters["burn_in_updates"] == 0
    assert drawn.n_chains == parameters["n_chains"] == len(drawn.spins) == 1000
    error = drawn.energy.std() / 64 / np.sqrt(1000)
    assert abs(drawn.energy.mean() / 64 - torus_energy(1 / 2.6, 8)) < 4 * error


def test_the_same_generator_gives_the_same_configurations_and_another_one_others():
    one, same, other = (sample(6, 2.5, seed)[0].spins for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


@pytest.mark.parametrize("n_samples", [200, 1023])
def test_configurations_are_as_many_as_asked_and_carry_their_energy_and_magnetization(n_samples):
    drawn, parameters = sample(7, 2.5, 3, n_samples=n_samples)
    assert drawn.spins.shape == (n_samples, 7, 7)
    assert drawn.n_chains == parameters["n_chains"]
    assert drawn.spins.dtype == np.int8
    assert set(np.unique(drawn.spins)) == {-1, 1}
    assert (drawn.energy == energy(drawn.spins)).all()
    assert (drawn.magnetization == magnetization(drawn.spins)).all()


def test_rows_are_record_by_record_of_the_same_chains():
    drawing = begin(20, T_CRITICAL, 20240706, algorithm="metropolis", effective_fraction=0.3)
    configurations = next(drawing.batches(rng=np.random.default_rng(7)))
    n_chains = configurations.n_chains
    assert n_chains == len(drawing.start)
    m = np.abs(configurations.magnetization[: len(configurations.spins) // n_chains * n_chains])
    m = m.reshape(-1, n_chains)
    assert len(m) >= 2
    same, other = np.corrcoef(m[0], m[1])[0, 1], np.corrcoef(m[0], np.roll(m[1], 1))[0, 1]
    assert same > 0.3  # rho of one spacing: (1 - 0.3) / (1 + 0.3), less what the slowest mode is given
    assert abs(other) < 4 / np.sqrt(n_chains)


def test_parameters_are_plain_types_that_a_stamp_can_hold():
    _, parameters = sample(6, 2.5, 4, n_samples=200)
    assert json.loads(json.dumps(parameters)) == parameters
    assert {type(value) for value in parameters.values()} <= {int, float, str}


def test_progress_is_reported_up_to_the_end():
    reports = []
    drawing = begin(6, 2.5, 5, n_samples=250)
    for _ in drawing.batches(
        rng=np.random.default_rng(5), report=lambda done, total: reports.append((done, total))
    ):
        pass
    assert reports[-1] == (250, 250)
    assert reports == sorted(set(reports))


def test_a_pilot_that_stays_too_short_reports_how_many_updates_it_needs():
    with pytest.raises(
        InputError, match=r"max_pilot_updates must be at least about \d+ for side 24 at temp.* 1000"
    ):
        sample(24, T_CRITICAL, 6, max_pilot_updates=1000, algorithm="swendsen_wang")


def test_a_lattice_too_cold_to_change_is_not_called_independent():
    with pytest.raises(
        InputError,
        match=r"temperature must be higher: for side 4 at temperature 0\.2 the energy did not change",
    ):
        sample(4, 0.2, 7)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_samples": 99}, "n_samples must be at least 100, but it is 99"),
        ({"effective_fraction": 1.0}, "effective_fraction must be at most 0.999, but it is 1.0"),
        ({"effective_fraction": 0.0}, "effective_fraction must be"),
        ({"burn_in_multiple": 0.5}, "burn_in_multiple must be at least 5"),
        ({"max_pilot_updates": 10}, "max_pilot_updates must be at least 1000"),
        (
            {"algorithm": "wollf"},
            "algorithm must be one of automatic, .*wolff .did you mean .wolff.*but it is .wollf",
        ),
    ],
)
def test_settings_out_of_range_are_named(settings, message):
    with pytest.raises(InputError, match=message):
        sampling_settings(**{"n_samples": 1000, **settings})


@pytest.mark.parametrize(
    ("side", "temperature", "message"), [(1, 2.5, "side"), (4, 0.0, "temperature"), (4, -1, "temperature")]
)
def test_lattices_that_do_not_exist_are_refused(side, temperature, message):
    with pytest.raises(InputError, match=message):
        sample_configurations(
            side, temperature, sampling_settings(n_samples=100), rng=np.random.default_rng(0)
        )
