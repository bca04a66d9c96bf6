"""Held-out families, p-values and their correction in the tables of scores and of ROC curves."""

import numpy as np
import pytest

from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.judging.curves import roc_table
from rgcore.model_bench.judging.questions import realizations_of
from rgcore.model_bench.judging.score_table import score_table
from rgcore.model_bench.judging.verdicts import verdicts_of

from ..example_tables.bench import bench_measures

PLAIN = [name for name, measure in MEASURES.items() if not (measure.control or measure.logarithm)]
N_DEALT = 100


def scores_of(measures, question):
    table = score_table(
        realizations_of(measures), verdicts_of(measures), N_DEALT, rng=np.random.default_rng(1)
    )
    return table[(table["question"] == question) & (table["bins"] == "both")].set_index("score")


def with_values(measures, name, values):
    """Return measures with other values, (n_rows,) or one, of one of them."""
    changed = measures.copy()
    changed.loc[changed["measure"] == name, "value"] = values
    return changed


def test_what_shows_the_family_alone_decides_nothing_once_families_are_held_out():
    """Both models of a family have its answer, and a measure that no other family has: useless for other families."""
    models = {f"model{i}": (f"family{i // 2}", i // 2 % 2 == 0, False, False) for i in range(16)}
    measures = bench_measures(models, seed=2)
    for number, name in enumerate(PLAIN):
        own = (measures.loc[measures["measure"] == name, "family"] == f"family{number}").to_numpy()
        measures = with_values(measures, name, 5.0 * own)
    assert scores_of(measures, "interacting").loc["combined", "auc"] < 0.6
    curves = roc_table(realizations_of(measures), 50, rng=np.random.default_rng(2))
    rates = curves[(curves["question"] == "interacting") & (curves["bins"] == "both")]
    assert rates["hit_rate"].mean() < 0.6


@pytest.fixture(scope="module")
def measures():
    """Ten models; ``silence`` is larger, ``dynamic`` as much smaller, where cells interact."""
    models = {f"model{i}": (f"family{i}", i < 5, False, False) for i in range(10)}
    found = bench_measures(models, seed=8)
    signal = found.loc[found["measure"] == "silence", "interacting"].to_numpy() + 0.6 * np.random.default_rng(
        3
    ).standard_normal(40)
    return with_values(with_values(found, "silence", signal), "dynamic", -signal)


@pytest.fixture(scope="module")
def scores(measures):
    return scores_of(measures, "interacting")


def test_p_values_count_the_truth_as_one_of_the_relabelings(scores):
    rank = scores["p_value"].to_numpy() * (N_DEALT + 1)
    assert rank == pytest.approx(np.round(rank))
    assert rank.min() >= 1


def test_small_scores_may_stand_for_yes_as_well_as_large_ones(scores):
    large, small = scores.loc["silence"], scores.loc["dynamic"]
    assert small["auc"] == pytest.approx(1 - large["auc"])
    assert small["p_value"] == large["p_value"] < 0.2
    assert small["p_corrected"] == large["p_corrected"]


def test_controls_are_in_no_combined_score_and_cost_no_correction(measures, scores):
    without = with_values(with_values(measures, "rate", 1.0), "correlation", 0.0)
    chosen = scores["kind"].isin(["measure", "combined"])
    names = ["auc", "auc_low", "p_value", "p_corrected"]
    one, other = (each.loc[chosen, names].to_numpy() for each in (scores, scores_of(without, "interacting")))
    assert one == pytest.approx(other, nan_ok=True)


def test_models_and_realizations_of_each_answer_are_counted():
    """Three models interact and five do not, of four realizations each; one of the former lacks a measure."""
    models = {f"model{i}": (f"family{i}", i < 3, False, False) for i in range(8)}
    measures = bench_measures(models, seed=5)
    lost = measures.index[(measures["measure"] == "silence") & measures["interacting"]][0]
    measures.loc[lost, "value"] = np.nan
    row = scores_of(measures, "interacting").loc["silence"]
    assert row[["n_models_yes", "n_models_no", "n_yes", "n_no", "n_without"]].tolist() == [3, 5, 11, 20, 1]
