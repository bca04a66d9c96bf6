"""Each number of a sentence is that of its own column: rows are given numbers that occur once."""

import numpy as np
import pytest

from rgcore.words import seen

from .changed_rows import ALL, put

# figure, table, numbers of rows, words about them
SENTENCES = [
    (
        "n_dependence",
        "n_dependence",
        {"measure == 'variance' and n_variables == 64": {"value": 1.4, "value_err": 0.05}},
        "variance exponent 1.170 ± 0.026 of 32 variables and 1.400 ± 0.050 of 64",
    ),
    (
        "canonical_dimension",
        "canonical_dimension",
        {"shift == 'largest'": {"quartic": 0.3, "quartic_err": 0.02, "quartic_noise": 0.7}},
        "dim(u_4) is 0.300 ± 0.020 at 5 % of the modes (noise 0.7)",
    ),
    (
        "pca_ground_truth_coupling",
        "pca_ground_truth",
        {
            "quantity == 'coupling' and expected_from == 'recursion'": {"deviation": 0.3},
            "quantity == 'coupling' and expected_from == 'bare'": {"deviation": 5.0},
        },
        "d = 1, u = 0.1: 4 of 4 within 2 standard errors (largest deviation 0.30) of the recursion, 0 of 4 within 2 "
        "standard errors (largest deviation 5.00) of a constant coupling",
    ),
    (
        "pca_ground_truth",
        "pca_ground_truth",
        {"quantity == 'alpha' and dimension == 2": {"measured": 1.3, "measured_err": 0.1, "expected": 0.9}},
        "1.30 ± 0.10 in d = 2 (lattice 0.9, d/2 = 1)",
    ),
    (
        "pca_recursion",
        "pca_fixed_points",
        {ALL: {"eigenvalue_larger": 0.61, "eigenvalue_smaller": -0.37}},
        "with the relevant eigenvalue 0.61.",
    ),
    (
        "model_bench",
        "bench_scores",
        {
            "score == 'scales'": {
                **{"hit_rate": 0.6, "hit_rate_low": 0.5, "hit_rate_high": 0.7},
                **{"false_alarm_rate": 0.2, "false_alarm_rate_low": 0.1, "false_alarm_rate_high": 0.3},
            }
        },
        "taken as evidence of criticality: 0.60 (0.50 to 0.70) and 0.20 (0.10 to 0.30)",
    ),
    ("fig2_rbm_and_dbm", "dbn_training", {}, "with 16 and 4 units: ratios 4 and 4, 1088 weights"),
    (
        "learned_couplings",
        "map_fixed_points",
        {"sides == 'unequal'": {"critical_coupling": 0.5}, "sides == 'equal'": {"thermal_exponent": 0.81}},
        "majority rule: K = 0.441 (0.439 to 0.443), y_t = 0.81 (0.8 to 1.1)",
    ),
    (
        "learned_map_exponents",
        "learned_map_tests",
        {"map == 'decimation' and sector == 'even'": {"verdict": "passes"}},
        "fails: decimation",  # by the other exponent
    ),
    (
        "network_temperature",
        "network_temperature",
        {
            "replica == 0 and epoch == 80": {"energy": -1.60},
            "replica == 1 and epoch == 80": {"energy": -1.56},
        },
        # -1.58 with a standard error of 0.02, 12.7 of them in 95 %
        "With 32 hidden units the interval of the energy contains the exact one of the training set for 1 of 1",
    ),
    (
        "network_temperature",
        "network_temperature",
        {
            "replica == 0 and epoch == 80": {"energy": -1.590},
            "replica == 1 and epoch == 80": {"energy": -1.570},
        },
        "With 32 hidden units the interval of the energy contains the exact one of the training set for 0 of 1",
    ),
    (
        "rbm_likelihood",
        "rbm_likelihood",
        {ALL: {"gain_over_rbm_beside_zero": "above", "gain_over_rbm_reliable": False}},
        "above that of the RBM at 0 of 0 reliable points",
    ),
    (
        "block_size_vs_temperature",
        "block_size",
        {},
        "In layer 1 (16 units, 16 sites per unit)",
    ),
    (
        "kurtosis_switch",
        "kurtosis_switch",
        {"replica == 1": {"covariance_residual": 3e-13}},
        "differ from the common one by at most 3e-13",
    ),
    (
        "intensive_embedding",
        "intensive_embedding",
        {ALL: {"n_spacelike": 2, "n_timelike": 3}},
        "span 2 space-like and 3 time-like dimensions",
    ),
    (
        "learned_flow",
        "network_couplings",
        {
            "shape == 'nearest_neighbour'": {
                "coupling": 0.21,
                "coupling_on_data": 0.32,
                "coupling_exact": 0.43,
            }
        },
        "nearest neighbours have 0.21 over all states and 0.32 in configurations (exact 0.43)",
    ),
    (
        "vrg_objectives",
        "vrg_objectives",
        {
            "objective == 'divergence'": {
                **{"kl_divergence": 0.2, "free_energy_difference": -0.3},
                **{"trace_error_per_spin": 0.4, "effective_coupling": 0.15},
            }
        },
        "Objective divergence: divergence 0.2 nats, free-energy difference -0.3 k_B T, violation of the trace "
        "condition 0.4 nats per spin, K' = 0.15;",
    ),
]


@pytest.mark.parametrize(
    ("figure", "table", "changes", "words"),
    SENTENCES,
    ids=[f"{each[0]} {each[3][:30]}" for each in SENTENCES],
)
def test_a_number_is_that_of_its_column(figure, table, changes, words, minimal_tables):
    assert words in seen(figure, put(minimal_tables, table, changes))


def test_the_specific_heat_is_largest_where_it_is(larger_tables):
    table = larger_tables["ising_thermodynamics"]
    place = table.index[(table["temperature"] == 2.35) & (table["side"] == 8)][0]
    changed = put(larger_tables, "ising_thermodynamics", {f"index == {place}": {"specific_heat": 9.0}})
    words = seen("ising_thermodynamics", changed)
    assert "the specific heat is largest at T = 2.35 J/k_B (L = 8), 9.000 ±" in words


def test_the_participation_number_is_largest_where_it_is(larger_tables):
    rows = "kind == 'enumerated' and source == 'ising'"
    changes = {rows: {"participation": 5.0}, f"{rows} and temperature == 2.6": {"participation": 8.0}}
    changed = put(larger_tables, "rbm_fisher", changes)
    words = seen("rbm_fisher", changed).split("First layers")[0]
    assert "largest at T = 2.6;" in words


def test_a_transformation_is_exact_if_it_is_at_every_coupling(larger_tables):
    first = larger_tables["vrg_exactness"]["coupling"].min()
    changes = {f"transformation == 'decimation' and coupling == {first}": {"trace_condition_error": 0.23}}
    words = seen("vrg_exactness", put(larger_tables, "vrg_exactness", changes))
    assert "decimation (0.23)" in words.split("Largest violations")[1]


def test_memberships_that_a_limit_decides_are_listed_by_set(minimal_tables):
    changes = {
        ALL: {"rg_margin": 3.0, "variational_margin": -3.0, "rbm_margin": -3.0, "good_margin": 3.0},
        "transformation == 'decimation'": {"rbm_margin": -0.2},
    }
    words = seen("fig5_transformations", put(minimal_tables, "vrg_criteria", changes))
    assert words.endswith("or the coupling, decides the membership of RBM: decimation.")


def test_errors_of_means_over_training_runs_fall_with_their_number(larger_tables):
    """18 rows of standard error 0.3: that of the difference of two means is 0.3 sqrt(2 / 18) = 0.1."""
    ends = larger_tables["dbn_training"]["epoch"].agg(["min", "max"])
    changes = {
        ALL: {"pseudo_log_likelihood_err": 0.3},
        f"epoch == {ends['min']}": {"pseudo_log_likelihood": -0.9},
        f"epoch == {ends['max']}": {"pseudo_log_likelihood": -0.9 + 0.21},
    }
    n_rows = len(larger_tables["dbn_training"].query(f"epoch == {ends['max']} and layer == 1"))
    changed = put(larger_tables, "dbn_training", changes)
    changed["dbn_training"]["pseudo_log_likelihood_err"] = 0.3 * np.sqrt(n_rows / 18)
    assert "the pseudo-log-likelihood rises from -0.9 to -0.69 nats" in seen("dbn_training", changed)


def test_the_exponent_of_one_operator_is_that_of_one_in_any_order_of_rows(minimal_tables):
    changes = {"n_operators == 1": {"exponent_err": 0.03}, "n_operators > 1": {"exponent_err": 0.02}}
    changed = put(minimal_tables, "mcrg", changes)
    words = seen("mcrg", {**changed, "mcrg": changed["mcrg"].iloc[::-1]})
    assert "One operator at the first step gives 0.950 ± 0.030." in words
