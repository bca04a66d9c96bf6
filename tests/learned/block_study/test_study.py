"""Conditions of the study: their names, their data and one training run."""

import numpy as np
import pytest
from pydantic import ValidationError

from rgcore.cards import load_cards
from rgcore.errors import InputError
from rgcore.ising.copies.sign_fields import draw_copy, fit_copy
from rgcore.ising.copies.two_point_function import two_point_function
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.learned.block_study import study_data as study_data_module
from rgcore.learned.block_study.conditions import Condition, settings_of_design, study_conditions
from rgcore.learned.block_study.schemas import BLOCK_SIZE_STUDY
from rgcore.learned.block_study.settings import BlockSizeStudySettings, ConvergenceSettings, DesignSettings
from rgcore.learned.block_study.study_data import StudyData, StudySamples, study_data
from rgcore.learned.block_study.study_run import (
    SITES_PER_SAMPLE,
    _both_likelihoods,
    epochs_of_record,
    train_condition,
)
from rgcore.learned.block_study.study_table import study_rows
from rgcore.rbm import RBM, TrainingSettings
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.sampling_settings import AnnealingSettings

from ...config_values import config, sampling_settings

DESIGN = {
    "sources": ["ising", "gaussian_copy"],
    "sharing": ["none", "translations"],
    "sides": [8],
    "temperatures": ["2.6", "3.4"],
    "n_hidden": [4, 16],
    "l1": [0.0, 0.001],
    "fields": ["zero"],
    "algorithms": ["persistent_contrastive_divergence"],
    "n_epochs": 8,
    "n_replicas": 2,
}
SOURCES = load_cards("rgcore.learned.block_study.sources")


def condition(**changed):
    first = next(iter(study_conditions({"one": DESIGN}).values()))
    return Condition(**first | changed)


def data_of(which, n_samples=300, n_held_out=40):
    return study_data(which, n_samples, n_held_out, sampling_settings(), root_seed=5)


def test_a_design_is_the_product_of_its_lists_and_names_are_different():
    conditions = study_conditions({"one": DESIGN, "off": None})
    assert len(conditions) == 2 * 2 * 2 * 2 * 2 * 2
    assert len({frozenset(values.items()) for values in conditions.values()}) == len(conditions)


def test_replicas_share_no_random_numbers_and_designs_do():
    first = condition()
    assert condition(replica=1).identity != first.identity
    assert all(
        condition(**changed).identity != first.identity
        for changed in ({"source": "gaussian_copy"}, {"side": 4}, {"l1": 0.5}, {"n_hidden": 16})
    )
    assert condition(design="two").identity == first.identity


@pytest.mark.parametrize("changed", [{"start": "wide"}, {"algorithm": "contrastive_divergence"}])
def test_starts_and_algorithms_are_compared_with_the_same_random_numbers(changed):
    assert condition(**changed).identity == condition().identity
    assert condition(**changed).name != condition().name


def test_first_replicas_of_all_designs_come_first():
    conditions = study_conditions({"one": DESIGN | {"n_replicas": 3}, "two": DESIGN}).values()
    places = [(values["replica"], values["design"]) for values in conditions]
    assert list(dict.fromkeys(places)) == [(0, "one"), (0, "two"), (1, "one"), (1, "two"), (2, "one")]


def test_replicas_of_a_fraction_have_every_combination_once_and_each_pair_of_levels_equally_often():
    everything, part = (
        list(study_conditions({"one": DESIGN | {"n_replicas": 2} | changed}).values())
        for changed in ({"n_replicas": 1}, {"fraction": 2})
    )
    without_replica = [{**values, "replica": 0} for values in part]
    assert len(part) == len(everything)
    assert all(values in without_replica for values in everything)
    first = [values for values in part if values["replica"] == 0]
    pairs = [(values["source"], values["n_hidden"]) for values in first]
    assert {pairs.count(pair) for pair in pairs} == {len(everything) // 2 // 4}


def test_a_design_may_have_samples_and_settings_of_training_of_its_own():
    study = {"n_samples": 100, "training": {"batch_size": 10, "l2": 0.5}}
    own = {"n_samples": 200, "training": {"batch_size": 20, "l2": None}}
    study["designs"] = {"as_all": {"n_samples": None}, "own": own}
    assert settings_of_design(study, "as_all") == {"n_samples": 100, "training": study["training"]}
    assert settings_of_design(study, "own") == {"n_samples": 200, "training": {"batch_size": 20, "l2": 0.5}}


def test_likelihoods_are_of_their_own_spins_with_the_error_of_a_mean():
    """Without weights ln P(s) is that of the bias alone: all spins up, or half of them."""
    rng, bias = np.random.default_rng(8), 0.4
    rbm = RBM(
        weights=np.zeros((16, 2)), visible_bias=np.full(16, bias), hidden_bias=np.zeros(2), units="spin"
    )
    up = np.ones((400, 16), np.int8)
    data = StudyData(up, rng.choice([-1, 1], (400, 16)).astype(np.int8), up, 0.0, 1.0, 1.0)
    found = _both_likelihoods(rbm, data, rng=rng)
    each = bias * np.array([1, -1]) - np.log(2 * np.cosh(bias))
    within = 15 / 16 / SITES_PER_SAMPLE  # of sites drawn with repetition from 16
    error = each.std() * np.sqrt((1 / 16 + within) / 400)
    assert found["pseudo_log_likelihood_of_ising"] == pytest.approx(each[0])
    assert found["pseudo_log_likelihood_of_ising_err"] == pytest.approx(0, abs=1e-9)
    assert found["pseudo_log_likelihood"] == pytest.approx(each.mean(), abs=5 * error)
    assert found["pseudo_log_likelihood_err"] == pytest.approx(error, rel=0.15)


def test_sizes_are_recorded_at_an_eighth_a_quarter_a_half_and_the_end():
    assert epochs_of_record(120) == (15, 30, 60, 120)


@pytest.mark.parametrize("units", [9, 8])
def test_filters_that_do_not_tile_the_lattice_are_refused(units):
    with pytest.raises((InputError, ValidationError), match=f"{units} units do not tile a lattice of side 8"):
        DesignSettings(**DESIGN | {"n_hidden": [units]})


def test_conditions_of_one_replica_share_their_configurations():
    first, second = data_of(condition()), data_of(condition(source="gaussian_copy", l1=0.5, n_hidden=16))
    other = data_of(condition(replica=1))
    np.testing.assert_array_equal(first.held_out_ising, second.held_out_ising)
    assert (first.held_out_ising != other.held_out_ising).any()
    assert (second.training != first.training).any()
    np.testing.assert_array_equal(first.held_out, first.held_out_ising)


def test_configurations_are_drawn_once_per_lattice_and_number_of_samples(monkeypatch):
    drawn = []
    monkeypatch.setattr(
        study_data_module,
        "sample_configurations",
        lambda side, temperature, settings, *, rng: (
            drawn.append((side, settings.n_samples))
            or sample_configurations(side, temperature, settings, rng=rng)
        ),
    )
    samples = StudySamples(40, sampling_settings(), root_seed=5)
    for changed, n_samples in (({}, 300), ({"l1": 0.5}, 300), ({"side": 6}, 300), ({"side": 6}, 200)):
        found, alone = samples.of(condition(**changed), n_samples), data_of(condition(**changed), n_samples)
        np.testing.assert_array_equal(found.training, alone.training)
        np.testing.assert_array_equal(found.held_out_ising, alone.held_out_ising)
        assert len(found.training) == n_samples
    assert len(drawn) == 3 + 4  # three by ``samples``, and one in each call alone


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_gives_spins_with_the_two_point_function_it_declares(name):
    given = data_of(condition(side=6, temperature="3.0"), 20_000, 100)
    spins = given.training.reshape(-1, 6, 6)
    drawn, residual = SOURCES[name].draw(spins, rng=np.random.default_rng(6))
    assert drawn.shape == spins.shape
    assert set(np.unique(drawn)) == {-1, 1}
    apart = np.abs(two_point_function(drawn) - two_point_function(spins))
    if name == "shuffled":
        assert np.isnan(residual)
        assert np.abs(two_point_function(drawn).reshape(-1)[1:]).max() < 0.01
    else:
        assert apart.max() < residual + 0.01


def test_products_are_those_of_two_fields():
    spins = data_of(condition(), 300, 40).training.reshape(-1, 8, 8)
    (product, _), (single, _) = (
        SOURCES[name].draw(spins, rng=np.random.default_rng(9)) for name in ("product_copy", "gaussian_copy")
    )
    for n_fields, drawn in ((2, product), (1, single)):
        copy = fit_copy(two_point_function(spins), n_fields=n_fields)
        assert np.array_equal(drawn, draw_copy(copy, len(spins), rng=np.random.default_rng(9)))


def test_a_run_reports_each_epoch_of_record_and_learns():
    study = config()["block_size_study"]
    chosen = condition(n_hidden=16, sharing="translations", n_epochs=40)
    settings = TrainingSettings(units="spin", **study["training"] | chosen.training)
    data, rng = data_of(chosen, 1000, 200), np.random.default_rng(7)
    trained = train_condition(chosen, data, settings, rng=rng)
    judged = AnnealingSettings(**study["annealing"]), ConvergenceSettings(**study["convergence"])
    rows = study_rows(trained, chosen, data, *judged, rng=rng)
    assert set(rows) == {column.name for column in BLOCK_SIZE_STUDY.columns}
    assert rows["epoch"].tolist() == [5, 10, 20, 40]
    assert (
        rows["pseudo_log_likelihood"].iloc[-1] > -np.log(2) + 5 * rows["pseudo_log_likelihood_err"].iloc[-1]
    )
    assert (rows["sites_per_unit"] == 4).all()
    coupling = 1 / float(chosen.temperature)
    exact = -1 / (np.log(np.tanh(coupling)) + 2 * coupling)  # above the critical temperature
    assert rows["correlation_length_exact"].to_numpy() == pytest.approx(exact)
    assert (rows["correlation_length"] == data.correlation_length).all()
    assert (rows["correlation_length_connected"] == data.connected_length).all()
    assert rows["localized_fraction"].iloc[-1] == 1  # one filter: all are, or none
    assert np.ptp(rows[["fwhm_lower_quartile", "fwhm_upper_quartile"]].iloc[-1]) < 1e-9
    assert rows["log_likelihood"].notna().tolist() == [False, False, False, True]
    last = rows.iloc[-1]
    assert (
        last["log_likelihood"] < last["pseudo_log_likelihood"]
    )  # a spin is easier to predict from all others
    assert 0 < last["divergence_from_ising"] < 0.1
    again = train_condition(chosen, data, settings, rng=np.random.default_rng(7))
    assert (trained.at_same_sites == again.at_same_sites).all()


def test_the_pseudo_likelihood_whose_change_counts_is_of_the_same_sites_at_all_epochs():
    """A network that hardly learns has hardly a change, far below the noise of sites drawn anew."""
    study = config()["block_size_study"]
    slow = {"learning_rate": 1e-7, "final_learning_rate": 1e-7, "weight_scale": 0.3}
    chosen = condition(n_hidden=4, fields="free")
    settings = TrainingSettings(units="spin", **study["training"] | slow | chosen.training)
    data = data_of(chosen, 300, 40)
    trained = train_condition(chosen, data, settings, rng=np.random.default_rng(3))
    alone = pseudo_log_likelihood(
        trained.network, data.held_out, n_sites=SITES_PER_SAMPLE, rng=np.random.default_rng(3)
    )
    assert trained.at_same_sites[-1] == pytest.approx(alone.mean() / 64, abs=1e-6)
    assert np.ptp(trained.at_same_sites) < 1e-4
    assert np.ptp(trained.rows["pseudo_log_likelihood"]) > 1e-3


def test_more_held_out_samples_than_training_samples_are_refused():
    study = config()["block_size_study"]
    with pytest.raises((InputError, ValidationError), match="n_held_out must be at most n_samples = 100"):
        BlockSizeStudySettings(**study | {"n_samples": 100, "n_held_out": 101})


def test_a_design_with_fewer_samples_than_are_held_out_is_refused():
    study = config()["block_size_study"]
    designs = {"small": DESIGN | {"n_samples": 100}}
    with pytest.raises(
        (InputError, ValidationError), match=r"designs\.small\.n_samples must be at least n_held_out"
    ):
        BlockSizeStudySettings(**study | {"designs": designs})


def test_enumeration_of_many_hidden_units_is_refused():
    with pytest.raises((InputError, ValidationError), match="n_hidden must be at most 20"):
        DesignSettings(**DESIGN | {"algorithms": ["enumeration"], "n_hidden": [4, 25], "sharing": ["none"]})
