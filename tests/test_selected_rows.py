"""Rows and values that figures, sentences and claims are about, of small tables."""

import numpy as np
import pytest
from pandas import DataFrame, Series

from rgcore.selection.approximate_exponents import by_accuracy
from rgcore.selection.cheap_learning import smallest_networks
from rgcore.selection.components.couplings import by_scaling, coupling_points
from rgcore.selection.components.detection import longest_signal, middle_samples, signals
from rgcore.selection.components.ground_truth import near_share, twins, weakest
from rgcore.selection.components.model_bench import measures_on, models_in_order
from rgcore.selection.components.scans import at_most_kept, widest
from rgcore.selection.finite_size import pairs
from rgcore.selection.fisher import guide
from rgcore.selection.networks.joint_training import joint_history, norm_columns
from rgcore.selection.networks.kurtosis_switch import SETTING, mean_shapes
from rgcore.selection.networks.learned_maps import last_step
from rgcore.selection.networks.size_controls import ring_means
from rgcore.selection.networks.size_hypotheses import kinds_shown
from rgcore.selection.objectives import drawn_coupling, ends, with_half_the_spins
from rgcore.selection.rows import data_sets, deviations, nearest, nearest_each
from rgcore.selection.set_diagram import SETS, placements
from rgcore.selection.tensor_networks import _of_maps

from .example_tables.everything import larger_tables

__all__ = ["larger_tables"]


def test_of_two_equally_near_values_the_smaller_one_is_taken():
    assert nearest([3.0, 1.0, 5.0], 2.0) == 1.0
    assert nearest_each([3.0, 1.0, 5.0], [4.9, 2.0, 1.1]) == [1.0, 5.0]
    assert middle_samples(DataFrame({"n_samples": [400, 100, 200, 100, 800]})) == 200


def test_deviations_are_in_standard_errors_and_need_one():
    found = deviations(*(Series(each) for each in ([3.0, 1.0, 2.0, np.nan], [1.0] * 4, [0.5, 2.0, 0.0, 1.0])))
    np.testing.assert_array_equal(found, [4.0, 0.0, np.nan, np.nan])


def test_a_small_standard_error_counts():
    assert deviations(Series([1.0]), Series([0.9]), Series([1e-4])) == pytest.approx([1000.0])


def test_verdicts_are_no_measures():
    kinds = ["measure", "control", "verdict", "combined", "measure"]
    rows = DataFrame({"score": list("abcde"), "kind": kinds, "question": ["x"] * 4 + ["y"], "bins": "both"})
    assert measures_on(rows, "x").index.tolist() == ["a", "b"]


def test_the_last_step_is_that_of_the_largest_lattice():
    rows = DataFrame({"side": [8, 8, 8, 32, 32], "blocking_step": [1, 2, 3, 1, 2]})
    assert last_step(rows).index.tolist() == [4]


def test_widths_have_one_standard_deviation_of_their_logarithms(larger_tables):
    study = larger_tables["block_size_study"].copy()
    study["localized_fraction"] = 0.9
    study["fwhm"] = np.where(study["replica"] == study["replica"].min(), 2.0, 8.0)
    for kind in kinds_shown(study, larger_tables["block_size_hypotheses"]):
        assert kind.widths["width"].to_numpy() == pytest.approx(4.0)  # a deviation of ln 4 / sqrt 2
        assert kind.widths["width_low"].to_numpy() == pytest.approx(4.0 / 4 ** (1 / np.sqrt(2)))
        assert kind.widths["width_high"].to_numpy() == pytest.approx(4.0 * 4 ** (1 / np.sqrt(2)))


def test_data_sets_are_those_of_the_essay_and_then_others_by_name():
    names = ["zebra", "stock_like", "ant", "neural_like", "ant"]
    assert data_sets(DataFrame({"dataset": names})) == ["neural_like", "stock_like", "ant", "zebra"]


def test_points_are_those_of_exponents_in_the_range_by_covariance():
    rows = DataFrame(
        {
            "dataset": "x",
            "scaling": ["covariance"] * 5 + ["correlation"],
            "has_exponent": [True, False, True, True, True, True],
            "alpha": [0.5, 0.5, 4.1, -0.1, 4.0, 0.5],
            "g": [1.0, 1.0, 1.0, 1.0, np.nan, 1.0],
            "kept_fraction": [0.5, 0.25, 0.125, 1.0, 0.3, 0.3],
        }
    )
    [(name, shown)] = coupling_points(rows)
    assert (name, shown.index.tolist()) == ("x", [0])
    assert [each["kept_fraction"].tolist() for _, each in by_scaling(rows)] == [
        [0.125, 0.25, 0.3, 0.5, 1.0],
        [0.3],
    ]


def test_fields_of_the_ground_truth_are_the_weakest_and_the_strongest_rotated_one_with_its_twin():
    table = DataFrame(
        {
            "kind": ["phi4", "phi4", "phi4", "rotated", "rotated", "free"],
            "dimension": [1, 1, 2, 1, 1, 1],
            "side": [8, 8, 4, 8, 8, 8],
            "u": [0.5, 0.2, 0.5, 0.5, 0.2, 0.0],
            "kept_fraction": [1.0, 0.5, 0.1, 0.16, 0.3, 0.2],
        }
    )
    assert [(dimension, rows.index.tolist()) for dimension, rows in weakest(table)] == [(1, [1]), (2, [2])]
    assert {name: rows.index.tolist() for name, rows in twins(table).items()} == {"phi4": [0], "rotated": [3]}
    assert near_share(table, 0.125).index.tolist() == [2]


def test_rows_of_scans_are_the_widest_and_the_ends_of_the_fractions():
    rows = DataFrame({"n_bins": [1, 1, 8, 8], "n_kept": [4, 1, 2, 8]})
    least, most = at_most_kept(rows, ["n_bins"])
    assert (least.index.tolist(), most.index.tolist()) == ([1, 2], [0, 3])
    assert widest(rows).index.tolist() == [2, 3]


def test_models_are_shown_by_their_answers_and_signals_by_their_directions():
    models = DataFrame({"model": ["d", "c", "b", "a"]}).assign(
        critical=[False, True, False, False],
        interacting=[True, True, False, False],
        driven=[False, False, True, False],
    )
    assert models_in_order(models) == ["c", "d", "b", "a"]
    power = DataFrame({"signal": ["many", "one", "few"], "n_directions": [50, 1, 3]})
    assert signals(power) == ["one", "few", "many"]
    assert longest_signal(power) == "many"


def test_objectives_end_at_the_last_iteration_with_half_the_spins():
    rows = DataFrame({"objective": "x", "coupling": [0.4, 0.4, 0.45], "iteration": [10, 20, 30]})
    rows = rows.assign(n_hidden=[2, 2, 5], n_visible=6)
    assert ends(rows).index.tolist() == [1, 2]
    assert with_half_the_spins(rows).index.tolist() == [0, 1]
    assert drawn_coupling(rows).index.tolist() == [2]


def test_a_guide_goes_through_the_second_level_with_the_exponent_predicted():
    rows = DataFrame({"scale": [1, 2, 4], "eigenvalue": [9.0, 3.0, 1.0], "predicted_exponent": -2.0})
    scale, values = guide(rows)
    assert scale.tolist() == [1, 2, 4]
    assert values.tolist() == [12.0, 3.0, 0.75]


def test_approximations_are_ordered_by_the_larger_of_both_distances():
    rows = DataFrame({"thermal_exponent": [1.0, 1.3, 0.9], "magnetic_exponent": [1.2, 1.875, 1.8]})
    rows = rows.assign(thermal_exponent_exact=1.0, magnetic_exponent_exact=1.875)
    assert by_accuracy(rows)["thermal_exponent"].tolist() == [0.9, 1.3, 1.0]


def test_a_placement_follows_most_cases_and_names_the_near_boundaries():
    margins = {key: [0.2, 0.3, 0.4] for key in SETS} | {
        "rg_margin": [-0.5, 0.4, 0.5],
        "good_margin": [-1.0, 0.05, -2.0],
    }
    [found] = placements(DataFrame({"transformation": "majority", "sensitivity": 0.1, **margins}))
    members = dict(zip(SETS, found.members, strict=True))
    near = dict(zip(SETS, found.near, strict=True))
    assert members == dict.fromkeys(SETS, True) | {"good_margin": False}
    assert near == dict.fromkeys(SETS, False) | {"rg_margin": True, "good_margin": True}


def test_the_gain_of_a_bound_is_from_the_first_epoch_of_its_run():
    rows = DataFrame(
        {"temperature": 2.0, "replica": [1, 0, 0], "epoch": [0, 5, 1], "unnormalized_bound": [7.0, 4.0, 3.0]}
    )
    rows = rows.assign(temperature=2.0, unnormalized_bound_err=0.1, weight_norms=[[1, 2], [3, 4], [5, 6]])
    history = joint_history(rows)
    assert history["bound_gain"].tolist() == [0.0, 1.0, 0.0]
    assert history[norm_columns(history)].to_numpy().tolist() == [[5, 6], [3, 4], [1, 2]]


def test_the_smallest_network_is_the_first_that_half_of_the_starts_train():
    shares = {
        "reached": [0.1, 0.5, 0.9, 1.0],
        "reached_low": [0.0, 0.2, 0.5, 0.6],
        "reached_high": [0.5, 0.8, 1.0, 1.0],
    }
    rows = DataFrame(
        {"source": "training", "architecture": "deep", "n_factors": 2, "n_units": [2, 4, 8, 16], **shares}
    )
    [found] = smallest_networks(rows).itertuples()
    assert (found.n_units, found.n_units_low, found.n_units_high) == (4, 2, 16)


def test_errors_over_replicas_are_standard_errors_of_the_mean():
    names = [
        "excess_kurtosis_data",
        "localized_fraction",
        "localized_fraction_half",
        "fwhm",
        "sinusoid_share",
    ]
    means = {key: [1.0, 3.0] for key in [*names, "excess_kurtosis_inputs"]}
    shapes = mean_shapes(
        DataFrame({**dict.fromkeys([*SETTING, "source", "excess_kurtosis", "side"], 8), **means})
    )
    assert shapes[["fwhm", "fwhm_err", "n_replicas"]].to_numpy().tolist() == [[2, 1, 2]]
    names = ["fwhm", "fwhm_halfway", "localized_fraction", "gap_variation", "drift"]
    fixed = dict.fromkeys(
        ["temperature", "n_hidden", "correlation_length_exact", "sites_per_unit", "n_sites"], 8
    )
    ring = DataFrame(
        {"design": "x", "n_samples": [10, 100, 100], **fixed, **{key: [9.0, 1.0, 3.0] for key in names}}
    )
    assert ring_means(ring)[["fwhm", "fwhm_err", "n_replicas"]].to_numpy().tolist() == [[2, 1, 2]]


def test_pairs_of_sides_are_those_of_the_quoted_method_the_largest_last():
    rows = DataFrame(
        {"quantity": "nu", "method": ["a", "a", "a", "b"], "estimate": ["fit", "pair", "pair", "pair"]}
    )
    rows = rows.assign(quoted=[True, False, False, False], side_large=[0, 32, 16, 64])
    assert pairs(rows, "nu").index.tolist() == [2, 1]


def test_the_learned_map_beside_other_methods_is_trained_nearest_to_its_temperature():
    maps = DataFrame(
        {"training_temperature": [2.5, 2.3, 2.3], "side": [64, 64, 32], "exponent": [1.4, 1.1, 1.7]}
    )
    fixed = {
        "sector": "even",
        "source": "ising",
        "hidden": "deterministic",
        "sharing": "translations",
        "blocking_step": 2,
    }
    maps = maps.assign(**fixed, temperature=2.27, exponent_exact=1.0, exponent_low=1.0, exponent_high=1.5)
    [(_, sector, deviation, half)] = _of_maps(maps, "even")
    assert (sector, half) == ("even", 0.25)
    assert deviation == pytest.approx(0.1)
