"""Sentences quote the rows that they name: the last step, the widest bins, the mean of all, the farther control."""

import pandas as pd
import pytest

from rgcore.words import seen
from rgcore.words.datasets.exponents import exponent_rows
from rgcore.words.datasets.verdicts import dataset_verdicts

from ..example_tables.user_data import own
from .changed_rows import ALL, put

# figure, table, numbers of rows of the tables of one of everything, words about them
ONE = [
    (
        "detection_power",
        "detection_power",
        {
            "test == 'quartic_bulk'": {"gain_over_largest": 0.1, "gain_over_largest_low": -0.01},
            "test == 'quartic_known_edge'": {
                **{"gain_over_largest": 0.2, "gain_over_largest_low": 0.1, "gain_over_largest_high": 0.3}
            },
        },
        "Gain in power over the largest eigenvalue, with 95 % interval: dim(u_4) from the known edge 0.2 (0.1 to 0.3).",
    ),
    (
        "bin_width_scan",
        "bin_width_scan",
        {"n_bins == 4 and arrangement == 'merged' and measure == 'alpha'": {"value": 1.5, "value_err": 0.1}},
        "alpha 1.200 ± 0.012 in the bins of the data and 1.50 ± 0.10 with 4 merged",
    ),
    (
        "pca_ground_truth",
        "pca_ground_truth",
        {
            "kind == 'ising' and n_kept == 1": {"measured": 1.2, "measured_err": 0.1},
            "kind == 'ising' and kept_fraction == 1": {"measured": 2.2},
        },
        "the kurtosis of the softest mode is 1.20 ± 0.10 at T = 2.269 and 1.20 ± 0.10 at T = 6; of all modes, that of "
        "a single spin, 2.2.",
    ),
    (
        "pca_spectrum",
        "pca_spectrum_summary",
        {ALL: {"alpha_cleaned": 0.95, "alpha_cleaned_err": 0.07}},
        "alpha = 1.100 ± 0.050 (other ranges that count as power laws: 0.9 to 1.3); with cross-validated eigenvalues "
        "0.950 ± 0.070;",
    ),
    (
        "model_bench",
        "bench_scores",
        {"score == 'rate'": {"auc": 0.45}, "score == 'correlation'": {"auc": 0.2}},
        "of two controls correlation is farther from chance, 0.20 (",
    ),
    (
        "dbn_reconstruction",
        "dbn_reconstruction",
        {ALL: {"reconstruction_error": 0.05, "binary_error": 0.07}},
        "squared error per site 0.05 when means are passed on, 0.07 when the units are rounded to bits",
    ),
    (
        "fig4_receptive_fields",
        "reconstructions",
        {"sample % 2 == 0": {"overlap": 0.5}, "sample % 2 == 1": {"overlap": 0.9}},
        "The overlap of reconstructions with their samples is 0.7 on average",
    ),
    (
        "network_temperature",
        "network_temperature",
        {ALL: {"energy_variance": 3.0, "energy_variance_exact": 2.0}},
        "the energy fluctuations are 1.5 times the exact ones",
    ),
    (
        "block_size_vs_temperature",
        "block_size",
        {"measure == 'fwhm' and layer == 1": {"block_size": 4.4}, "measure != 'fwhm'": {"block_size": 2.2}},
        "the median full width at half maximum 4.4 lattice spacings",
    ),
    (
        "kurtosis_switch",
        "kurtosis_switch",
        {"source == 'pointwise' and excess_kurtosis == 1": {"localized_fraction": 0.44}},
        "at -1.5 and 0.44 at 1 (pointwise)",
    ),
    (
        "ising_thermodynamics",
        "ising_thermodynamics",
        {ALL: {"specific_heat": 1.2, "specific_heat_err": 0.1}},
        "1.20 ± 0.10 k_B per site",
    ),
    (
        "intensive_embedding",
        "intensive_embedding",
        {
            "n_hidden == 4 and replica == 0": {"distance": 0.1},
            "n_hidden == 4 and replica == 1": {"distance": 0.2},
        },
        "With 4 hidden units networks lie up to 0.15 nat off them",
    ),
    (
        "mera",
        "mera",
        {ALL: {"delta_sigma": 0.12, "delta_epsilon": 0.99}},
        "Delta_sigma = 0.12, Delta_epsilon = 0.99.",
    ),
    (
        "vrg_objectives",
        "vrg_objectives",
        {ALL: {"n_directions_seen": 7, "n_parameters": 9}},
        "curved in 7 of 9 directions.",
    ),
    (
        "vrg_exactness",
        "vrg_exactness",
        {"transformation == 'decimation'": {"trace_condition_error": 2e-10}, ALL: {"rounding": 1e-10}},
        "1 transformation of 5 obeys the trace condition at every coupling: bond RBM.",
    ),
]
# the same of the tables of several of everything
SEVERAL = [
    (
        "mcrg",
        "mcrg",
        {"blocking_step == 6": {"exponent": 1.1, "exponent_err": 0.02, "exponent_exact": 1.0}},
        "1.100 ± 0.020 at step 6 (exact 1); the last step differs from the exact value by 5.0 standard errors",
    ),
    (
        "rbm_fisher",
        "rbm_fisher",
        {
            "temperature == 1.9": {"participation": 7.0, "share_field": 0.5},
            "temperature == 3.4": {"share_field": 0.1},
        },
        "participation number 7.00 ± 0.14 at T = 1.9 and 23.12 ± 0.46 at T = 3.4",
    ),
    (
        "tensor_rg",
        "tensor_rg",
        {"bond_dimension == 24 and method == 'hotrg'": {"relative_error": 3.3e-5}},
        "HOTRG with bond dimension 24 at T_c: relative error of the free energy 3.3e-05",
    ),
    (
        "rbm_thermodynamics",
        "rbm_thermodynamics",
        {
            "layer == 1 or layer == 3": {"energy_temperature": 2.0, "temperature": 2.0},
            "layer == 1 and replica == 1": {"energy_temperature": 2.1},
            "layer == 1 and replica == 2": {"energy_temperature": 2.3},
            "layer == 3 and replica == 1": {"energy_temperature": 2.5},
            "layer == 3 and replica == 2": {"energy_temperature": 2.9},
        },
        # 0.5 is 2.2 times the root of 0.1^2 + 0.2^2, and 1.6 times that of the scatter of single runs
        "From layer 1 to layer 3 the mean size of that difference rises from 0.2 to 0.7 J/k_B",
    ),
]


def named(cases):
    return pytest.mark.parametrize(
        ("figure", "table", "changes", "words"), cases, ids=[f"{each[0]} {each[3][:30]}" for each in cases]
    )


@named(ONE)
def test_rows_that_a_sentence_names_are_quoted(figure, table, changes, words, minimal_tables):
    assert words in seen(figure, put(minimal_tables, table, changes))


@named(SEVERAL)
def test_of_several_rows_those_that_are_named_are_quoted(figure, table, changes, words, larger_tables):
    assert words in seen(figure, put(larger_tables, table, changes))


def test_a_transformation_stands_in_one_region(minimal_tables):
    inside = {"rg_margin": 3.0, "variational_margin": 3.0, "rbm_margin": 3.0, "good_margin": 3.0}
    changes = {ALL: inside, "transformation == 'decimation'": {"rbm_margin": -3.0}}
    words = seen("fig5_transformations", put(minimal_tables, "vrg_criteria", changes))
    assert words.count("decimation") == 1
    assert "In RG, variational RG and good only: decimation." in words


def test_the_noise_of_a_spectrum_and_the_share_of_modes_are_those_of_their_columns(larger_tables):
    tables = own(larger_tables, pca_spectrum_summary={"alpha_noise": 4.4})
    assert exponent_rows(tables)[0]["beside"] == "white noise 4.4"
    answer = dataset_verdicts(tables)["Is what is left after removing modes Gaussian?"]
    assert "5.44 ± 0.27 with 5 % of the modes and 9.00 ± 0.45 with all" in answer


def test_exact_networks_end_within_the_largest_distance(minimal_tables):
    flow = minimal_tables["rbm_flow"]
    exact = flow[flow["design"] == "bond_network"].assign(energy_temperature=2.0, training_temperature=2.0)
    other = exact.assign(training_set="another", energy_temperature=2.25)
    words = seen(
        "rbm_flow", {**minimal_tables, "rbm_flow": pd.concat([flow, exact, other], ignore_index=True)}
    )
    assert "In the 2 exact networks with a unit per bond flows end within 0.25 J/k_B" in words


def test_the_widest_bins_stand_beside_those_of_the_data(minimal_tables):
    scan = minimal_tables["bin_width_scan"]
    wider = scan[scan["n_bins"] == 4].assign(n_bins=8, value=1.7, value_err=0.2)
    words = seen("bin_width_scan", {"bin_width_scan": pd.concat([wider, scan], ignore_index=True)})
    assert "variance exponent 1.300 ± 0.013 in the bins of the data and 1.70 ± 0.20 with 8 merged" in words
