"""Chains that know their memory: spacing, pilot, and what happens when a chain cannot know."""

import json

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising import SamplingSettings, energy, magnetization, sample_configurations, sampling
from rgcore.ising.memory import spacing

T_CRITICAL = 2.269185


def sample(side, temperature, seed, **settings):
    settings = {"n_samples": 2000, **settings}
    rng = np.random.default_rng(seed)
    return sample_configurations(side, 1 / temperature, SamplingSettings(**settings), rng=rng)


@pytest.mark.parametrize("tau", [0.6, 2.0, 17.0])
@pytest.mark.parametrize("fraction", [0.3, 0.9, 0.99])
def test_spacing_is_the_smallest_that_gives_the_wanted_fraction(tau, fraction):
    rho = (2 * tau - 1) / (2 * tau + 1)  # tau = (1 + rho) / (2 (1 - rho))
    every = spacing(tau, fraction)

    def reached(k):
        return (1 - rho**k) / (1 + rho**k)

    assert reached(every) >= fraction * (1 - 1e-12)
    assert every == 1 or reached(every - 1) < fraction


def test_independent_entries_are_all_taken():
    assert spacing(0.5, 0.99) == spacing(0.3, 0.99) == 1


@pytest.mark.parametrize("temperature", [1.8, T_CRITICAL, 2.45, 4.0])
def test_written_configurations_are_as_independent_as_asked(temperature):
    drawn = sample(12, temperature, 20240701, n_samples=20_000, effective_fraction=0.9)
    tau = drawn.memory.energy
    assert 0.5 / tau.tau > 0.9 - 4 * tau.tau_err
    assert drawn.burn_in_updates >= 20 * drawn.pilot.memory.slowest()


def test_an_update_touches_about_side_squared_spins():
    drawn = sample(16, 3.0, 20240702)
    sizes = (
        3.0 * (magnetization(drawn.configurations.spins) ** 2).mean() / 16**2 / 3.0
    )  # mean cluster = N <m^2>
    assert drawn.pilot.steps_per_update * sizes == pytest.approx(16**2, rel=0.2)


def test_the_same_generator_gives_the_same_configurations_and_another_one_others():
    one, same, other = (sample(6, 2.5, seed).configurations.spins for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_configurations_carry_their_own_energy_and_magnetization():
    drawn = sample(7, 2.5, 3, n_samples=200).configurations
    assert drawn.spins.shape == (200, 7, 7)
    assert drawn.spins.dtype == np.int8
    assert set(np.unique(drawn.spins)) == {-1, 1}
    assert (drawn.energy == energy(drawn.spins)).all()
    assert (drawn.magnetization == magnetization(drawn.spins)).all()


def test_parameters_are_plain_types_that_a_stamp_can_hold():
    parameters = sample(6, 2.5, 4, n_samples=200).parameters()
    assert json.loads(json.dumps(parameters)) == parameters
    assert {type(value) for value in parameters.values()} <= {int, float, str}


def test_progress_is_reported_up_to_the_end():
    reports = []
    sample_configurations(
        6,
        0.4,
        SamplingSettings(n_samples=250),
        rng=np.random.default_rng(5),
        report=lambda done, total: reports.append((done, total)),
    )
    assert reports[-1] == (250, 250)
    assert reports == sorted(set(reports))


def test_a_pilot_that_stays_too_short_says_how_many_updates_it_needs():
    with pytest.raises(
        InputError, match=r"max_pilot_updates must be at least about \d+ for side 24 at temp.* 1000"
    ):
        sample(24, T_CRITICAL, 6, max_pilot_updates=1000)


def test_a_lattice_too_cold_to_change_is_not_called_independent():
    with pytest.raises(InputError, match=r"temperature higher: for side 4 at temperature 0\.2"):
        sample(4, 0.2, 7, max_pilot_updates=5000)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_samples": 99}, "n_samples must be at least 100, got 99"),
        ({"effective_fraction": 1.0}, "effective_fraction must be above 0 and below 1, got 1.0"),
        ({"effective_fraction": 0.0}, "effective_fraction must be"),
        ({"burn_in_multiple": 0.5}, "burn_in_multiple must be at least 1"),
        ({"max_pilot_updates": 10}, "max_pilot_updates must be at least 1000"),
        ({"algorithm": "wollf"}, "algorithm must be one of wolff, got wollf"),
    ],
)
def test_settings_out_of_range_are_named(settings, message):
    with pytest.raises(InputError, match=message):
        SamplingSettings(**{"n_samples": 1000, **settings})


@pytest.mark.parametrize(
    ("side", "coupling", "message"), [(2, 0.4, "side"), (4, 0.0, "positive"), (4, -1, "positive")]
)
def test_lattices_that_do_not_exist_are_refused(side, coupling, message):
    with pytest.raises(InputError, match=message):
        sample_configurations(side, coupling, SamplingSettings(n_samples=100), rng=np.random.default_rng(0))


def test_burn_in_is_as_many_updates_as_the_sample_says(monkeypatch):
    advanced = []

    def watched(sampler, spins, coupling, n_steps, *, rng):
        advanced.append(n_steps)
        return spins

    monkeypatch.setattr(sampling, "advance", watched)
    drawn = sample(8, 2.45, 20240799, burn_in_multiple=20)
    assert advanced == [drawn.burn_in_updates * drawn.pilot.steps_per_update]
    assert drawn.burn_in_updates == np.ceil(20 * drawn.pilot.memory.longest())
