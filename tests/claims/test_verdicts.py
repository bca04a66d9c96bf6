"""Verdicts on claims other than those on blocks turn when the numbers do."""

import numpy as np
import pandas as pd
import pytest

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, OPEN, REPRODUCED

from .judged import finding, verdict


@pytest.mark.parametrize(
    ("value", "expected"), [(2.2695, REPRODUCED), (2.2702, NOT_REPRODUCED), (2.2682, NOT_REPRODUCED)]
)
def test_the_critical_temperature_counts_within_two_standard_errors(value, expected):
    row = {"quantity": ["critical_temperature"], "quoted": True, "value": value, "value_err": 4e-4}
    row = pd.DataFrame(row | {"value_exact": 2.269185})
    others = [row.assign(quoted=False, value=9.0), row.assign(quantity="nu", value=9.0)]
    found = verdict("critical_temperature", finite_size_scaling=pd.concat([*others, row]))
    assert found == expected


def test_the_coupling_of_the_source_is_not_that_of_the_lattice():
    row = {"quantity": ["critical_temperature"], "quoted": True, "value": 2.2695, "value_err": 4e-4}
    row |= {"value_exact": 2.269185}
    assert verdict("source_critical_coupling", finite_size_scaling=row) == NOT_REPRODUCED
    of_source = row | {"value": 1 / 0.4352}
    assert verdict("source_critical_coupling", finite_size_scaling=of_source) == REPRODUCED
    error_of_coupling = row | {"value_err": 0.005}  # that of 1/T is a fifth of it
    assert verdict("source_critical_coupling", finite_size_scaling=error_of_coupling) == NOT_REPRODUCED
    unsure = row | {"value_err": 0.1}
    assert verdict("source_critical_coupling", finite_size_scaling=unsure) == DEPENDS


@pytest.mark.parametrize(("exponent", "expected"), [(1.86, NOT_REPRODUCED), (1.8755, REPRODUCED)])
def test_the_exponent_of_all_operators_counts(exponent, expected):
    table = {"sector": "odd", "blocking_step": [1, 2, 2], "n_operators": [4, 1, 4]}
    table |= {"exponent": [1.7, 1.7, exponent], "exponent_err": 5e-4, "exponent_exact": 1.875}
    assert verdict("block_spin_magnetic_exponent", mcrg=table) == expected


def example(transformation, **changes):
    row = {"is_rbm": True, "n_visible": 8, "n_hidden": 4, "trace_condition_error": 0.0}
    row |= {"effective_coupling": 0.1, "effective_coupling_exact": 0.1, "free_energy_difference": 0.0}
    return pd.DataFrame([{"transformation": transformation} | row | changes])


def test_one_counterexample_refutes_that_dF_decides():
    name = "vanishing_free_energy_difference"
    assert verdict(name, vrg_exactness=example("decimation")) == REPRODUCED
    assert verdict(name, vrg_exactness=example("decoupled", trace_condition_error=5.0)) == NOT_REPRODUCED
    approximate = example("majority", trace_condition_error=5.0, free_energy_difference=0.1)
    assert verdict(name, vrg_exactness=approximate) == REPRODUCED


def test_an_exact_network_that_removes_nothing_refutes_block_spins():
    name = "exact_network_is_block_spin"
    assert verdict(name, vrg_exactness=example("decimating_rbm")) == REPRODUCED
    assert verdict(name, vrg_exactness=example("bonds", n_hidden=8)) == NOT_REPRODUCED


def test_a_wrong_coupling_of_the_decimating_network_is_seen():
    wrong = example("decimating_rbm", effective_coupling=0.1 + 1e-6)
    assert verdict("decimating_network", vrg_exactness=wrong) == NOT_REPRODUCED


def flow(dataset, few, every):
    return {
        "dataset": dataset,
        "source": "data",
        "scaling": "covariance",
        "dropped_top": 0.0,
        "n_kept": [5, 100],
        "kept_fraction": [0.05, 1.0],
        "kurtosis_median": [few, every],
        "kurtosis_median_err": 0.1,
    }


def test_a_kurtosis_that_falls_has_not_remained_unchanged():
    assert verdict("neurons_remain_unchanged", pca_flow=flow("neural_like", 14, 250)) == NOT_REPRODUCED
    assert verdict("neurons_remain_unchanged", pca_flow=flow("neural_like", 14, 16)) == REPRODUCED
    assert verdict("neurons_remain_unchanged", pca_flow=flow("neural_like", 16, 7.9)) == NOT_REPRODUCED


def test_stocks_are_gaussian_where_their_kurtosis_is_three():
    assert verdict("stocks_become_gaussian", pca_flow=flow("stock_like", 4.1, 5.1)) == NOT_REPRODUCED
    found = finding("stocks_become_gaussian", pca_flow=flow("stock_like", 3.1, 5.1))
    assert found.verdict == REPRODUCED
    assert "falls: median kurtosis 5.10 ± 0.10 with all modes, 3.10 ± 0.10 with 5% of them" in found.answer
    assert verdict("stocks_become_gaussian", pca_flow=flow("stock_like", 2.7, 5.1)) == NOT_REPRODUCED


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [([True] * 2, REPRODUCED), ([True, False], DEPENDS), ([False] * 2, NOT_REPRODUCED)],
)
def test_every_flow_counts_for_an_exclusion(excluded, expected):
    table = {"dataset": "neural_like", "source": "dichotomized", "excluded": excluded, "p_corrected": 0.1}
    table |= {"pair_residual": 0.13}
    enough = {"p_smallest": 0.05, "level": 0.05, "draws_needed": 79}
    assert verdict("flow_beyond_pair_correlations", pca_exclusion=table | enough) == expected
    few = enough | {"p_smallest": 0.5}
    assert verdict("flow_beyond_pair_correlations", pca_exclusion=table | few) == OPEN


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([(0.55, 0.9), (0.1, 0.9)], REPRODUCED),
        ([(0.3, 0.7), (0.2, 0.79)], NOT_REPRODUCED),
        ([(0.3, 0.7), (0.1, 0.93)], OPEN),
        ([(np.nan, np.nan)] * 2, OPEN),
    ],
)
def test_a_bench_whose_intervals_contain_chance_and_a_useful_score_decides_nothing(intervals, expected):
    scores = pd.DataFrame(intervals, columns=["auc_low", "auc_high"])
    scores = scores.assign(auc=0.6, score="combined", bins="both", question=["interacting", "critical"])
    assert verdict("interaction_told_from_drive", bench_scores=scores) == expected


@pytest.mark.parametrize(
    ("spaces", "exponents", "expected"), [(20, 20, REPRODUCED), (18, 20, DEPENDS), (20, 18, DEPENDS)]
)
def test_components_are_plane_waves_where_both_modes_and_exponents_are(spaces, exponents, expected):
    table = pd.DataFrame({"quantity": ["subspace_weight"] * 20 + ["alpha"] * 20, "measured": 0.9})
    agrees = [place < spaces for place in range(20)] + [place < exponents for place in range(20)]
    table = table.assign(kind="free", expected_from="sampling noise", agrees=agrees)
    assert verdict("components_are_a_momentum_shell", pca_ground_truth=table) == expected


def test_two_fixed_points_and_the_sign_of_the_second_are_slips():
    table = pd.DataFrame({"alpha": [1.9, 1.9], "kind": ["gaussian", "wilson_fisher"], "g": [0.0, 0.0104]})
    assert verdict("one_fixed_point", pca_fixed_points=table) == NOT_REPRODUCED
    assert verdict("one_fixed_point", pca_fixed_points=table[1:]) == REPRODUCED
    assert verdict("sign_of_the_fixed_point", pca_fixed_points=table) == NOT_REPRODUCED
    assert verdict("sign_of_the_fixed_point", pca_fixed_points=table.assign(g=-0.0104)) == REPRODUCED


def test_flows_that_end_where_training_put_them_do_not_reach_the_critical_point():
    table = {"is_last": True, "passing": "samples", "training_set": ["cold", "hot"]}
    exact = {"critical_temperature": [2.269]}
    ends = {"energy_temperature": [2.07, 3.9]}
    assert verdict("flow_to_criticality", rbm_flow=table | ends, ising_exact=exact) == NOT_REPRODUCED
    ends = {"energy_temperature": [2.07, 2.29]}
    assert verdict("flow_to_criticality", rbm_flow=table | ends, ising_exact=exact) == NOT_REPRODUCED
    ends = {"energy_temperature": [2.25, 2.29]}
    assert verdict("flow_to_criticality", rbm_flow=table | ends, ising_exact=exact) == REPRODUCED


@pytest.mark.parametrize(
    ("n_units", "factor", "expected"),
    [(8, 1.02, REPRODUCED), (7, 1.02, DEPENDS), (8, 1.2, NOT_REPRODUCED), (8, 0.5, NOT_REPRODUCED)],
)
def test_products_need_as_many_units_as_are_claimed(n_units, factor, expected):
    table = {"source": ["construction", "construction", "training", "training"], "architecture": "one_layer"}
    table |= {"n_factors": 3, "n_units": [8, 8, n_units - 1, n_units], "n_units_constructed": 8}
    table |= {"scale": [0.5, 0.1, 0.0, 0.0], "error": [0.5, 0.01 * factor, 0.2, 0.05], "tolerance": 0.1}
    table |= {"error_expected": [0.25, 0.01, float("nan"), float("nan")], "n_starts": 8}
    table |= {"reached": [float("nan"), float("nan"), 0.375, 1.0], "reached_low": [0.0, 0.0, 0.09, 0.63]}
    table |= {"reached_high": [float("nan"), float("nan"), 0.76, 1.0]}
    table = pd.DataFrame(table)
    half = table.iloc[:2].assign(
        architecture="half_layer", error=9.0
    )  # with half of the units: no expansion holds
    assert verdict("products_need_many_units", cheap_learning=pd.concat([half, table])) == expected


@pytest.mark.parametrize(
    ("temperatures", "coupling", "expected"),
    [
        ([1.0, 2.3, 4.0], 0.9, REPRODUCED),
        ([1.0, 2.3, 4.0], 0.5, DEPENDS),
        ([1.0, 4.0, 2.3], 0.9, DEPENDS),
        ([1.0, 4.0, 2.3], 0.61, NOT_REPRODUCED),
    ],
)
def test_stiff_directions_peak_at_the_critical_point_and_hold_the_coupling_or_not(
    temperatures, coupling, expected
):
    table = {"kind": "first_layer", "source": "ising", "temperature": temperatures}
    table |= {"participation": [1.0, 9.0, 2.0], "share_coupling": coupling, "share_shuffled": 0.6}
    table |= {"share_coupling_err": 0.01, "share_shuffled_err": 0.01, "share_field": 1.0, "n_directions": 5}
    exact = {"critical_temperature": [2.269]}
    assert verdict("stiff_directions_of_training", rbm_fisher=table, ising_exact=exact) == expected


@pytest.mark.parametrize(
    ("errors", "expected"),
    [([9e-4, 9e-4, 1e-4], REPRODUCED), ([1e-4, 2e-3, 1e-4], DEPENDS), ([1e-4, 2e-3, 5e-3], NOT_REPRODUCED)],
)
def test_training_finds_a_transformation_of_a_size_if_it_does_at_every_coupling(errors, expected):
    names = ["trained_rbm_4", "trained_rbm_4", "trained_rbm_3", "decimation", "bond_rbm"]
    table = {"transformation": names, "n_visible": 8, "n_hidden": [4, 4, 3, 4, 8]}
    table |= {"trace_condition_error": [*errors, 1.0, 0.0]}
    assert verdict("training_finds_decimation", vrg_exactness=table) == expected


@pytest.mark.parametrize(("left", "expected"), [([9e-4, 1e-5], REPRODUCED), ([1e-5, 1.1e-3], NOT_REPRODUCED)])
def test_training_for_the_free_energy_is_judged_by_the_divergence_that_it_ends_with(left, expected):
    early = pd.DataFrame({"objective": ["free_energy", "divergence"], "iteration": 0, "kl_divergence": 1.0})
    last = pd.DataFrame({"objective": ["free_energy", "free_energy", "divergence"], "iteration": 9})
    last["kl_divergence"] = [*left, 1.2e-3 if expected == REPRODUCED else 0.0]
    assert verdict("free_energy_as_objective", vrg_objectives=pd.concat([early, last])) == expected


@pytest.mark.parametrize(
    ("exponents", "expected"),
    [([0.991, 1.009], REPRODUCED), ([0.991, 1.011], DEPENDS), ([0.989, 1.011], NOT_REPRODUCED)],
)
def test_recursions_on_the_square_lattice_have_the_thermal_exponent_within_one_per_cent(exponents, expected):
    table = {"lattice": ["square", "square", "chain"], "approximation": ["a", "b", "c"]}
    table |= {"thermal_exponent": [*exponents, 1.0 if expected == NOT_REPRODUCED else 0.5]}
    assert verdict("approximate_recursions", vrg_exponents=table) == expected


def test_rows_that_a_claim_is_not_about_do_not_count():
    """Each with the rows that decide, and others that contradict them."""
    flow_of = pd.DataFrame(flow("stock_like", 3.1, 5.1))
    others = [
        flow_of.assign(kurtosis_median=9.0, n_kept=2, **{name: value}) for name, value in NOT_OF_THE_FLOW
    ]
    assert verdict("stocks_become_gaussian", pca_flow=pd.concat([*others, flow_of])) == REPRODUCED
    points = pd.DataFrame(
        {"alpha": [1.5, 1.9, 2.1, 2.1], "kind": "wilson_fisher", "g": [-0.1, -0.01, 0.1, 0.2]}
    )
    assert verdict("one_fixed_point", pca_fixed_points=points) == REPRODUCED
    found = finding("sign_of_the_fixed_point", pca_fixed_points=points)
    assert (found.verdict, found.value) == (REPRODUCED, pytest.approx(-0.1))
    rows = {"is_last": [True, True, False, True], "passing": ["samples"] * 3 + ["means"]}
    rows |= {"training_set": ["cold", "hot", "cold", "hot"], "energy_temperature": [2.25, 2.29, 1.0, 5.0]}
    exact = {"critical_temperature": [2.269]}
    assert verdict("flow_to_criticality", rbm_flow=rows, ising_exact=exact) == REPRODUCED
    wide = example("bonds", n_hidden=8)
    others = [wide.assign(trace_condition_error=1.0), wide.assign(is_rbm=False)]
    networks = pd.concat([example("decimating_rbm"), *others])
    assert verdict("exact_network_is_block_spin", vrg_exactness=networks) == REPRODUCED


NOT_OF_THE_FLOW = [("source", "shuffled"), ("scaling", "correlation"), ("dropped_top", 0.1)]
