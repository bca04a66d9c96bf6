"""The sentences on trained networks follow the numbers, whichever way these fall."""

import numpy as np
import pytest

from rgcore.learned.block_study.pairs import size_pairs
from rgcore.words.blocks import (
    block_size_controls,
    block_size_hypotheses,
    block_size_study,
    block_size_vs_temperature,
)
from rgcore.words.networks import (
    dbm_training,
    dbn_reconstruction,
    dbn_training,
    fig4_receptive_fields,
    network_temperature,
    rbm_flow,
    rbm_likelihood,
)
from rgcore.words.wording import with_error


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


@pytest.mark.parametrize(
    ("gain", "verdict", "words"),
    [
        (9.0, "above", "at 18 of 18 reliable points and below it at 0 (gains 9 nats)"),
        (0.1, "within", "at 0 of 18 reliable points and below it at 0 (gains 0.1 nats)"),
        (
            -9.0,
            "below",
            "at 0 of 18 reliable points and below it at 18 (the bound can lie below a larger true value)",
        ),
    ],
)
def test_depth_that_gains_and_depth_that_does_not(larger_tables, gain, verdict, words):
    rows = larger_tables["rbm_likelihood"]
    deep = (rows["n_layers"] > 1) | (rows["model"] == "dbm")
    tables = changed(
        larger_tables,
        "rbm_likelihood",
        gain_over_rbm=np.where(deep, gain, np.nan),
        gain_over_rbm_beside_zero=np.where(deep, verdict, ""),
        reliable=True,
        gain_over_rbm_reliable=True,
    )
    text = rbm_likelihood.seen(tables)
    start = "DBN, 2 layers: its lower bound of the log-likelihood is more than 2 standard errors above that of the RBM"
    assert f"{start} {words}" in text
    assert "0 of 72 estimates have an effective number of annealing runs below 10" in text


def test_a_likelihood_below_the_rbm_s_does_show_a_worse_model(minimal_tables):
    rows = minimal_tables["rbm_likelihood"]
    gain = np.where(rows["model"] == "dbm", -100.0, np.nan)
    below = {"gain_over_rbm": gain, "gain_over_rbm_beside_zero": "below", "is_bound": False}
    text = rbm_likelihood.seen(changed(minimal_tables, "rbm_likelihood", **below))
    assert (
        "its log-likelihood is more than 2 standard errors above that of the RBM at 0 of 1 reliable point and below it "
        "at 1" in text
    )
    assert "can lie below" not in text
    assert "at most" not in text


def test_divergences_that_are_bounds_and_unreliable_ones_are_marked(larger_tables):
    text = rbm_likelihood.seen(larger_tables)
    assert "RBM, between 0.002 and 0.0118 nats; DBN, 2 layers, at most between" in text
    assert "6 of 72 estimates have an effective number of annealing runs below 10" in text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("below", "at 1 of 1 point and above it at 0"),
        ("within", "at 0 of 1 point and above it at 0"),
        ("above", "at 0 of 1 point and above it at 1"),
    ],
)
def test_binary_units_that_do_better_than_blocks_and_that_do_worse(minimal_tables, verdict, words):
    text = dbn_reconstruction.seen(
        changed(minimal_tables, "dbn_reconstruction", binary_beside_blocks=verdict)
    )
    assert (
        f"below that of the blocks by more than 2 standard errors {words} (errors over configurations of one"
        in text
    )


def test_layers_without_blocks_are_not_compared_with_them(larger_tables):
    text = dbn_reconstruction.seen(larger_tables)
    assert text.count("no square blocks have this number of bits") == 2
    assert "nan" not in text


def test_joint_training_whose_gap_opens_and_whose_does_not(minimal_tables):
    for verdict, words in (
        ("above", "in 1 of 1 training run, smaller in 0"),
        ("within", "in 0 of 1 training run, smaller in 0"),
        ("below", "in 0 of 1 training run, smaller in 1"),
    ):
        tables = changed(minimal_tables, "dbm_training", bound_gap_beside_zero=verdict)
        assert words in dbm_training.seen(tables)
    epochs = minimal_tables["dbm_training"]["epoch"]
    worse = changed(
        minimal_tables,
        "dbm_training",
        reconstruction_error=epochs.astype(float),
        unnormalized_bound=-2.0 * epochs,
    )
    assert "the reconstruction error rises from 1 to 20" in dbm_training.seen(worse)
    assert "plus ln Z changes by -38 nats" in dbm_training.seen(worse)


def test_a_pseudo_likelihood_that_rises_falls_or_stays(minimal_tables):
    epochs = minimal_tables["dbn_training"]["epoch"]
    for slope, words in (
        (1.0, "rises from 1 to 20"),
        (-1.0, "falls from -1 to -20"),
        (1e-4, "stays within 2 standard errors"),
    ):
        text = dbn_training.seen(
            changed(minimal_tables, "dbn_training", pseudo_log_likelihood=slope * epochs)
        )
        assert f"the pseudo-log-likelihood {words}" in text


def test_fractions_of_units_that_were_not_measured_are_not_defined(minimal_tables):
    text = dbn_training.seen(
        changed(minimal_tables, "dbn_training", localized_fraction=np.nan, dead_fraction=0.5)
    )
    assert "layer 1, dead fraction 0.5, localized fraction not defined" in text


def test_training_that_improves_and_that_does_not(minimal_tables):
    assert "error falls from" in dbn_training.seen(minimal_tables)
    epochs = minimal_tables["dbn_training"]["epoch"]
    assert "error rises from 1 to 20" in dbn_training.seen(
        changed(minimal_tables, "dbn_training", reconstruction_error=epochs.astype(float))
    )


def test_receptive_fields_with_and_without_a_width(larger_tables):
    text = block_size_vs_temperature.seen(larger_tables)
    assert "In layer 1 (16 units, 4 sites per unit) the localized fraction is between" in text
    assert "lattice spacings over the temperatures." in text
    nothing = changed(larger_tables, "block_size", block_size=np.nan, localized_fraction=0.0)
    assert "localized fraction is 0 and no width is defined" in block_size_vs_temperature.seen(nothing)


@pytest.mark.parametrize(("n_replicas", "warned"), [(1, True), (3, False)])
def test_of_one_network_it_is_said_that_it_has_no_interval(larger_tables, n_replicas, warned):
    text = block_size_vs_temperature.seen(changed(larger_tables, "block_size", n_replicas=n_replicas))
    assert ("One network has no interval" in text) is warned
    assert "largest" not in text  # at which temperature is no claim of one training run


def test_units_localized_or_not(minimal_tables):
    assert "12 of 16 units are localized" in fig4_receptive_fields.seen(minimal_tables)
    nothing = changed(minimal_tables, "receptive_fields", localized=False)
    assert "0 of 16 units are localized" in fig4_receptive_fields.seen(nothing)


def with_pairs(tables, **columns):
    """The tables with other columns of the study, and the pairs that follow from them."""
    other = changed(tables, "block_size_study", **columns)
    return other | {"block_size_pairs": size_pairs(other["block_size_study"])}


def test_the_ratio_of_widths_is_averaged_over_temperatures_with_its_error(larger_tables):
    study = larger_tables["block_size_study"]
    widths = (
        study["fwhm"]
        .where(study["source"] == "ising", 2.0 + 0.2 * study["replica"])
        .where(study["source"] != "ising", 4.0 + 0.4 * study["replica"])
    )
    widths *= 1 + 0.1 * (study["source"] != "ising") * (study["replica"] - 0.5)  # not in both of a pair
    text = block_size_study.seen(with_pairs(larger_tables, fwhm=widths))
    n = study["temperature"].nunique()
    error = 0.5 * np.sqrt(0.95 * 1.05) * np.log(1.05 / 0.95) / 2 / n**0.5
    mean = 0.5 * np.sqrt(0.95 * 1.05)
    ratio = f"{with_error(mean, error)} (mean over {n} of {n} temperatures)"
    assert f"width with the Gaussian copy over that with Ising configurations {ratio}" in text
    assert "Standard errors are over 2 training runs" in text
    nothing = block_size_study.seen(with_pairs(larger_tables, fwhm=np.nan))
    assert "no width to compare for the Gaussian copy" in nothing


def test_what_training_on_a_control_loses_is_averaged_over_temperatures_with_the_scatter_of_pairs(
    larger_tables,
):
    study = larger_tables["block_size_study"]
    of_control = (study["source"] != "ising") & (study["epoch"] == study["n_epochs"])
    likelihoods = study["log_likelihood_of_ising"] - of_control * (0.01 + 0.002 * study["replica"])
    settled = (study["source"] == "ising") & (study["epoch"] == study["n_epochs"])
    text = block_size_study.seen(
        with_pairs(larger_tables, log_likelihood_of_ising=likelihoods, converged=settled)
    )
    error = 0.001 / study["temperature"].nunique() ** 0.5
    assert f"loses, nats per spin: {with_error(0.011, error)} with the Gaussian copy." in text
    n_drawn = int((study["epoch"] == study["n_epochs"]).sum())
    assert f"{n_drawn // 2} of {n_drawn} training runs drawn have converged" in text


def test_flows_that_end_at_the_temperature_of_training_are_told_from_those_that_end_at_the_critical_one(
    larger_tables,
):
    flow = larger_tables["rbm_flow"]
    for where, words in (
        ("training_temperature", "that of the training set in 4 of 4"),
        ("critical_temperature", "the critical temperature in 4 of 4"),
    ):
        end = flow[where] + 0.02 * flow["replica"]
        text = rbm_flow.seen(changed(larger_tables, "rbm_flow", energy_temperature=end))
        assert words in text.split("trained on several")[0]
    assert "0 of 16 flows (one temperature) and 8 of 8 flows (several temperatures) disagree" in text
    assert "over 2 training runs; 18 comparisons were made" in text
    assert "fluctuates" not in text
    beyond = changed(larger_tables, "rbm_flow", fluctuation_above_maximum=flow["replica"] == 1)
    assert "In 12 flows the energy fluctuates more than at any temperature." in rbm_flow.seen(beyond)


def test_the_likelier_network_may_have_the_worse_energy(larger_tables):
    rows = larger_tables["network_temperature"]
    better = changed(larger_tables, "network_temperature", divergence_per_site=1 / (1 + rows["epoch"]))
    worse = changed(larger_tables, "network_temperature", divergence_per_site=1 - 1 / (1 + rows["epoch"]))
    assert "farther from the exact one in 0." in network_temperature.seen(better)
    text = network_temperature.seen(worse)
    n = int(text.split(" pairs of epochs")[0].split()[-1])
    assert n > 20
    assert f"farther from the exact one in {n}." in text
    assert "With 8 hidden units the interval of the energy contains" in text


def test_the_hypothesis_that_wins_is_named_with_its_error_on_held_out_conditions(larger_tables):
    text = block_size_hypotheses.seen(larger_tables)
    start = (
        "Ising, free filters (27 conditions, 81 training runs, conditions by sites per unit 4: 14, 16: 13, 6 runs "
        "without localized fields left out)"
    )
    assert (
        f"{start}: the hypothesis tiling wins (weight 0.98; by settled runs 0.9, with up to 50 % duplicates 0.9); "
        "a = 1.30 ± 0.13; widths of held-out conditions" in text
    )
    assert "median error of 4 % (2.8 to 5.6 %), 90 % of them within 10 %" in text


def test_hypotheses_that_cannot_be_excluded_are_named(larger_tables):
    rows = larger_tables["block_size_hypotheses"]
    near = (rows["hypothesis"] == "powers") & (rows["length"] == "infinite")
    verdicts = np.select([rows["hypothesis"] == "tiling", near], ["possible", "possible"], "excluded")
    weights = np.select([rows["hypothesis"] == "tiling", near], [0.6, 0.4], 0.0)
    columns = {"verdict": verdicts, "weight": weights, "weight_if_settled": np.nan, "n_predicted": 0}
    text = block_size_hypotheses.seen(changed(larger_tables, "block_size_hypotheses", **columns))
    assert (
        "tiling is the most likely (weight 0.6; by settled runs none, with up to 50 % duplicates 0.9), "
        "free powers (infinite lattice) cannot be excluded; a = 1.30 ± 0.13; "
        "no condition could be held out." in text
    )
    few = block_size_hypotheses.seen(changed(larger_tables, "block_size_hypotheses", weight=np.nan))
    assert few.count("too few conditions to compare hypotheses") == 4


def test_controls_are_sorted_by_how_they_stand_beside_the_networks(larger_tables):
    controls = larger_tables["block_size_controls"]
    beside = controls["control"].map(
        {"trained_network": "", "trained_filter": "within", "block_2x2": "below"}
    )
    beside = beside.fillna("above").where(controls["control"] != "leading_components", "")
    text = block_size_controls.seen(changed(larger_tables, "block_size_controls", beside_network=beside))
    n = controls["temperature"].nunique()
    assert f"that of the trained networks: trained filter ({n} of {n} temperatures);" in text
    assert f"wider: covariance rows ({n} of {n} temperatures); narrower: block 2x2 ({n} of {n}" in text
    assert (
        "depends on temperature for covariance rows, no dependence is seen for trained network, trained"
        in text
    )
    ring = larger_tables["ring_block_size"]
    for n_hidden, words in ((1, "with 1 hidden unit"), (25, "with 25 hidden units")):
        widths = ring.loc[(ring["n_hidden"] == n_hidden) & (ring["temperature"] == 0.96), "fwhm"]
        assert f"{words} {with_error(widths.mean(), widths.sem())} at a correlation length of 3.99" in text
    nothing = block_size_controls.seen(changed(larger_tables, "ring_block_size", fwhm=np.nan))
    assert "no field is localized" in nothing
