"""Every model of the bench gives what its card declares, and realizations are binned as described."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising import torus_energy
from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.model_bench.dynamics.dichotomized_copy import dichotomized_copy
from rgcore.model_bench.models.cards import ModelCard, model_card, model_names
from rgcore.model_bench.realization import realize


@pytest.mark.parametrize("name", model_names())
def test_a_model_gives_zeros_and_ones_of_cells_that_change(name):
    cells = model_card(name).generate(1000, 20, rng=np.random.default_rng(1))
    assert cells.dtype == np.uint8
    assert len(cells) == 1000
    assert cells.shape[1] >= 20 or name.startswith("dichotomized")
    assert set(np.unique(cells)) == {0, 1}
    again = model_card(name).generate(1000, 20, rng=np.random.default_rng(1))
    assert np.array_equal(cells, again)


def test_every_question_has_models_of_both_answers_in_several_families():
    cards = [model_card(name) for name in model_names()]
    for question in ("interacting", "critical", "driven"):
        for answer in (True, False):
            assert len({card.family for card in cards if getattr(card, question) == answer}) >= 3


def test_a_model_without_interaction_is_never_called_critical():
    values = {"sentence": "x", "family": "x", "critical": True, "driven": False, "generate": None}
    with pytest.raises(ValueError, match="without interaction must not be called critical"):
        ModelCard(interacting=False, **values)


@pytest.mark.parametrize("name", ["independent_cells", "bursting_cells"])
def test_independent_cells_have_no_correlations_beyond_noise(name):
    cells = model_card(name).generate(20_000, 30, rng=np.random.default_rng(2)).astype(float)
    pairs = np.corrcoef(cells.T)[np.triu_indices(30, 1)]
    assert np.sqrt(np.mean(pairs**2)) < 2 / np.sqrt(20_000)


def test_a_thresholded_copy_has_the_means_and_pair_correlations_of_its_twin_but_not_its_cells():
    twin = model_card("ising_disordered").generate(20_000, 16, rng=np.random.default_rng(3))
    copy = dichotomized_copy(twin, rng=np.random.default_rng(4))
    assert np.array_equal(copy.mean(axis=0), twin.mean(axis=0))
    pairs = np.triu_indices(16, 1)
    own, other = (np.corrcoef(each.astype(float).T)[pairs] for each in (twin, copy))
    assert np.corrcoef(own, other)[0, 1] > 0.95
    assert abs(own.mean() - other.mean()) < 0.03
    crossed = np.corrcoef(twin[:, 0].astype(float), copy[:, 0].astype(float))[0, 1]
    assert abs(crossed) < 0.1


def test_place_cells_are_active_on_both_sides_of_their_places():
    rate = model_card("place_cells").generate(8000, 200, rng=np.random.default_rng(6)).mean()
    assert rate == pytest.approx(0.005 + 0.4 * 0.065 * np.sqrt(2 * np.pi), abs=0.005)  # mean width 0.065


@pytest.mark.parametrize(("name", "ratio"), [("branching_critical", 1.0), ("branching_subcritical", 0.7)])
def test_branching_networks_have_the_number_of_successors_on_their_cards(name, ratio):
    active = model_card(name).generate(6000, 64, rng=np.random.default_rng(7)).sum(axis=1)
    successors = active[1:][active[:-1] == 1]
    seeded = 0.3 * (1 - ratio / 8) ** 8  # of one without successors
    error = successors.std() / np.sqrt(len(successors))
    assert successors.mean() == pytest.approx(ratio + seeded, abs=4 * error)
    assert error < 0.03


@pytest.mark.parametrize(
    ("name", "low", "high"), [("contact_critical", 0.2, 0.45), ("contact_active", 0.6, 0.7)]
)
def test_contact_processes_have_the_activity_of_their_phases(name, low, high):
    """Far below the critical rate a ring of 64 sites has the density of its seeds, 0.01."""
    assert low < model_card(name).generate(3000, 64, rng=np.random.default_rng(8)).mean() < high


@pytest.mark.parametrize(
    ("name", "temperature"),
    [("ising_critical", CRITICAL_TEMPERATURE), ("ising_ordered", 1.9), ("ising_disordered", 3.2)],
)
def test_spins_have_the_energy_of_the_temperature_on_their_cards(name, temperature):
    cells = model_card(name).generate(6000, 64, rng=np.random.default_rng(9)).reshape(-1, 8, 8)
    spins = 2.0 * cells - 1
    energy = -(spins * (np.roll(spins, 1, axis=1) + np.roll(spins, 1, axis=2))).mean(axis=(1, 2))
    error = energy.reshape(20, -1).mean(axis=1).std(ddof=1) / np.sqrt(20)
    assert abs(energy.mean() - torus_energy(1 / temperature, 8)) < 4 * error
    assert error < 0.02


def test_place_cells_are_active_near_one_place_on_every_lap():
    cells = model_card("place_cells").generate(8000, 10, rng=np.random.default_rng(5)).astype(float)
    centred = cells - cells.mean(axis=0)
    lags = [np.mean(centred[:-lag] * centred[lag:]) for lag in (3, 100)]
    assert lags[0] > 0 > lags[1]  # half a lap later a cell is silent
    assert lags[0] > 2 * abs(lags[1])


def test_bins_are_the_first_steps_and_sums_over_all_with_the_same_number_of_samples():
    steps = np.arange(60).reshape(30, 2) % 7 % 2
    cells = np.repeat(steps, 8, axis=1).astype(np.uint8)
    cells[:, 3] = 1  # never changes
    card = ModelCard(
        sentence="counted",
        family="x",
        interacting=False,
        critical=False,
        driven=False,
        generate=lambda n_steps, n_variables, rng: cells[:n_steps],
    )
    binned = realize(card, 10, 9, 3, rng=np.random.default_rng(0)).by_bin
    kept = [0, 1, 2, 4, 5, 6, 7, 8, 9]
    assert np.array_equal(binned[1], cells[:10, kept])
    assert np.array_equal(binned[3], cells[:, kept].reshape(10, 3, 9).sum(axis=1))


def test_too_few_cells_that_change_are_refused_with_what_to_do():
    silent = ModelCard(
        sentence="silent cells",
        family="x",
        interacting=False,
        critical=False,
        driven=False,
        generate=lambda n_steps, n_variables, rng: np.zeros((n_steps, n_variables), np.uint8),
    )
    with pytest.raises(InputError, match=r"at least 8 cells .* found 0 .*: take more samples"):
        realize(silent, 100, 20, 2, rng=np.random.default_rng(0))


def test_independent_cells_have_rates_of_equal_shares_per_factor():
    rates = model_card("independent_cells").generate(2000, 400, rng=np.random.default_rng(10)).mean(axis=0)
    assert np.median(rates) == pytest.approx(np.sqrt(0.01 * 0.3), rel=0.15)
    assert rates.max() < 0.35


@pytest.mark.parametrize(("name", "time"), [("bursting_cells", 10), ("slow_field", 50)])
def test_rates_change_in_the_time_on_the_card(name, time):
    """The autocorrelation of cells falls by e in that time, white noise of single spikes left out."""
    cells = model_card(name).generate(60_000, 40, rng=np.random.default_rng(11)).astype(float)
    centred = cells - cells.mean(axis=0)
    early, late = (np.sum(centred[:-lag] * centred[lag:]) for lag in (time // 2, 3 * time // 2))
    assert np.log(early / late) == pytest.approx(1, abs=0.3)


def test_copies_have_the_mean_of_each_cell():
    cells = (np.random.default_rng(12).random((4000, 6)) < [0.05, 0.1, 0.2, 0.4, 0.6, 0.9]).astype(np.uint8)
    copy = dichotomized_copy(cells, rng=np.random.default_rng(13))
    assert set(np.unique(copy)) == {0, 1}
    assert copy.mean(axis=0) == pytest.approx(cells.mean(axis=0), abs=0.03)
