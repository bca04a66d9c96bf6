"""Areas, discriminant, intervals and p-values on scores with a planted answer."""

import numpy as np
import pytest
from scipy.special import ndtr

from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.judging.areas import areas, hit_rates
from rgcore.model_bench.judging.discriminant import held_out_scores
from rgcore.model_bench.judging.intervals import area_interval
from rgcore.model_bench.judging.judge import judge
from rgcore.model_bench.judging.questions import realizations_of
from rgcore.model_bench.judging.resampling import relabelings, resamples

from ..example_tables.bench import MODELS, bench_measures


def brute_force(scores, yes, no):
    pairs = [
        (y * n, (a > b) + 0.5 * (a == b))
        for a, y in zip(scores, yes, strict=True)
        for b, n in zip(scores, no, strict=True)
        if np.isfinite(a) and np.isfinite(b)
    ]
    return sum(w * win for w, win in pairs) / sum(w for w, _ in pairs)


def test_areas_are_shares_of_pairs_with_ties_weights_and_missing_scores():
    rng = np.random.default_rng(1)
    scores = rng.integers(0, 6, 30).astype(float)
    scores[3] = np.nan
    yes, no = rng.integers(0, 3, (2, 5, 30)).astype(float)
    expected = [brute_force(scores, *weights) for weights in zip(yes, no, strict=True)]
    assert areas(scores, yes, no) == pytest.approx(expected)
    assert areas(np.tile(scores, (5, 1)), yes, no) == pytest.approx(expected)
    assert np.isnan(areas(scores, np.zeros((1, 30)), no[:1])).all()


def test_the_curve_encloses_the_area_and_ends_at_all():
    rng = np.random.default_rng(2)
    truth = rng.random(400) < 0.4
    scores = np.round(rng.standard_normal(400) + truth, 1)
    yes, no = truth.astype(float), (~truth).astype(float)
    grid = np.linspace(0, 1, 2001)
    curve = hit_rates(scores, yes, no, grid)
    assert curve[-1] == 1
    assert (np.diff(curve) >= 0).all()
    assert np.mean(curve) == pytest.approx(areas(scores, yes[None], no[None])[0], abs=0.03)
    assert (
        hit_rates(np.array([2.0, 1.0, 0.0]), np.array([0, 1, 1]), np.array([1, 0, 0]), np.array([0.5]))[0]
        == 0
    )


def families_of_models(n_families, per_family, n_replicas=4):
    families = np.repeat(np.arange(n_families), per_family * n_replicas)
    truth = np.tile(np.repeat(np.arange(per_family) % 2 == 0, n_replicas), n_families)
    return families, truth


def test_the_discriminant_finds_what_separates_the_answers_in_every_family():
    rng = np.random.default_rng(3)
    families, truth = families_of_models(5, 2)
    features = rng.standard_normal((len(truth), 6))
    features[:, 2] += 4 * truth
    yes, no = truth[None].astype(float), (~truth)[None].astype(float)
    assert areas(held_out_scores(features, families, yes, no), yes, no)[0] > 0.97


def test_scores_are_positive_on_the_side_of_yes_so_that_families_can_be_compared():
    families, truth = families_of_models(3, 2)
    features = np.stack([5.0 + 2 * truth, np.zeros(len(truth))], axis=1)
    (scores,) = held_out_scores(features, families, truth[None].astype(float), (~truth)[None].astype(float))
    assert np.array_equal(scores > 0, truth)
    assert scores[truth] == pytest.approx(-scores[~truth])


def test_scores_are_those_of_fishers_discriminant_with_unlike_covariances_and_weights():
    rng = np.random.default_rng(14)
    families, truth = families_of_models(3, 4)
    features = rng.standard_normal((len(truth), 3)) * np.where(truth, 3.0, 0.5)[:, None] + truth[:, None]
    weights = [rng.integers(0, 3, len(truth)) * each for each in (truth, ~truth)]
    (found,) = held_out_scores(features, families, *(each[None].astype(float) for each in weights))
    rest = families != 1
    means = [np.average(features[rest], axis=0, weights=each[rest]) for each in weights]
    spreads = [np.cov(features[rest].T, ddof=0, fweights=each[rest]) for each in weights]
    direction = np.linalg.solve(sum(spreads) / 2 + np.eye(3), means[0] - means[1])
    assert found[~rest] == pytest.approx((features[~rest] - sum(means) / 2) @ direction)


def test_features_are_standardized_logarithms_where_declared(realizations):
    names = [name for name, measure in MEASURES.items() if not measure.control]
    for name, column in zip(names, realizations.features().T, strict=True):
        values = realizations.values[name].to_numpy()
        values = np.log(values) if MEASURES[name].logarithm else values
        assert column == pytest.approx(np.clip((values - values.mean()) / values.std(), -3, 3))


def test_the_discriminant_learns_nothing_about_a_family_from_itself():
    """The answer is that of the family, which a feature of its own shows: useless where the family is held out."""
    families = np.repeat(np.arange(8), 6)
    truth = families % 2 == 0
    features = 3 * np.eye(8)[families] + 0.1 * np.random.default_rng(4).standard_normal((48, 8))
    yes, no = truth[None].astype(float), (~truth)[None].astype(float)
    assert areas(held_out_scores(features, families, yes, no), yes, no)[0] < 0.6
    fitted_to_itself = held_out_scores(features, np.arange(48), yes, no)
    assert areas(fitted_to_itself, yes, no)[0] > 0.99


def test_scores_of_a_family_without_both_answers_elsewhere_are_zero():
    families, truth = np.array([0, 0, 1, 1]), np.array([True, True, False, False])
    weights = truth[None].astype(float), (~truth)[None].astype(float)
    assert (held_out_scores(np.arange(8.0).reshape(4, 2), families, *weights) == 0).all()


@pytest.fixture(scope="module")
def realizations():
    return realizations_of(bench_measures(n_replicas=3))


def test_models_are_drawn_with_all_of_their_bins_and_keep_their_answers(realizations):
    yes, no = resamples(realizations, "critical", 400, rng=np.random.default_rng(5))
    truth = realizations.truth("critical")
    assert (yes[:, ~truth] == 0).all()
    assert (no[:, truth] == 0).all()
    assert (yes.sum(axis=1) == truth.sum() / 2).all()  # one of two critical models
    assert (no.sum(axis=1) == (~truth).sum() * 3 / 4).all()  # three of the four others
    weights, table = yes + no, realizations.table
    fine, coarse = (weights[:, (table["coarse"] == each).to_numpy()] for each in (False, True))
    assert np.array_equal(fine, coarse)
    models = realizations.codes("model")
    totals = np.stack([weights[:, models == model].sum(axis=1) for model in range(len(MODELS))], axis=1)
    assert (totals == 0).any()  # whole models are left out, not only realizations
    assert ((weights == 0) & (totals[:, models] > 0)).any()


def test_relabelings_keep_the_number_of_models_and_of_bins(realizations):
    yes, no = relabelings(realizations, "critical", 50, rng=np.random.default_rng(6))
    assert ((yes + no) == 1).all()
    assert (yes.sum(axis=1) == realizations.truth("critical").sum()).all()
    models = realizations.codes("model")
    assert all(np.ptp(yes[:, models == model], axis=1).max() == 0 for model in range(len(MODELS)))
    yes, _ = relabelings(realizations, "coarse", 50, rng=np.random.default_rng(7))
    assert (yes.sum(axis=1) == realizations.truth("coarse").sum()).all()
    assert len(np.unique(yes, axis=0)) > 10


def test_a_measure_that_gives_the_answer_away_decides_and_others_do_not():
    models = {f"model{i}": (f"family{i // 2}", i % 2 == 0, i == 0, False) for i in range(10)}
    measures = bench_measures(models, seed=8)
    rows = measures["measure"] == "silence"
    measures.loc[rows, "value"] += 10.0 * measures.loc[rows, "coarse"]
    scores = judge(measures, 200, rng=np.random.default_rng(9)).scores
    rows = scores[(scores["question"] == "coarse") & (scores["kind"] == "measure")].set_index("score")
    assert rows.loc["silence", ["auc", "auc_high"]].tolist() == [1, 1]
    assert 0.9 < rows.loc["silence", "auc_low"] < 1
    assert rows.loc["silence", "decides"]
    assert (rows["p_corrected"] >= rows["p_value"]).all()
    assert not rows.drop("silence")["decides"].any()
    combined = scores[(scores["question"] == "coarse") & (scores["kind"] == "combined")].iloc[0]
    assert combined["auc"] > 0.9
    assert combined["decides"]


def test_without_any_relation_p_values_of_the_combined_score_are_uniform(realizations):
    rng, found = np.random.default_rng(12), []
    truth = realizations.truth("interacting")[None].astype(float)
    families, models = realizations.codes("family"), realizations.codes("model")
    dealt = relabelings(realizations, "interacting", 60, rng=rng)
    for _ in range(80):
        features = rng.standard_normal((len(MODELS), 4))[models] + rng.standard_normal((len(models), 4))
        own, others = (
            np.abs(areas(held_out_scores(features, families, *weights), *weights) - 0.5)
            for weights in ((truth, 1 - truth), dealt)
        )
        found.append((1 + np.sum(others >= own - 1e-12)) / 61)
    assert np.mean(np.array(found) <= 0.25) < 0.25 + 4 * np.sqrt(0.25 * 0.75 / 80)
    assert np.mean(found) > 0.4


def test_intervals_have_the_scatter_over_models_not_only_over_replicas():
    """With many replicas of few models the interval stays wide if models differ, and is narrow if they do not."""
    rng = np.random.default_rng(10)
    some = realizations_of(bench_measures(n_replicas=30, seed=11))
    weights = resamples(some, "interacting", 200, rng=rng)
    same = rng.standard_normal(len(some.table))
    differ = same + 5 * rng.standard_normal(len(MODELS))[some.codes("model")]
    wide, narrow = (np.ptp(area_interval(0.5, areas(each, *weights), 3, 3)) for each in (differ, same))
    assert wide > 0.7
    assert narrow < 0.5  # no less than one standard error of six models


@pytest.mark.parametrize(("n_yes", "n_no", "shift"), [(7, 7, 1.0), (3, 11, 1.0), (3, 11, 2.0)])
def test_intervals_cover_the_true_area_of_few_models(n_yes, n_no, shift):
    """Percentiles of the resamples do so in 92, 86 and 79 % of the cases."""
    models = {f"m{i}": (f"f{i}", i < n_yes, False, False) for i in range(n_yes + n_no)}
    some = realizations_of(bench_measures(models, n_replicas=3)).of_bins("fine")
    truth, numbers, rng = some.truth("interacting"), some.codes("model"), np.random.default_rng(13)
    weights = resamples(some, "interacting", 200, rng=rng)
    expected, covered = ndtr(shift / np.sqrt(2 * 1.25)), []
    for _ in range(300):
        scores = rng.standard_normal(n_yes + n_no)[numbers] + shift * truth + rng.normal(0, 0.5, len(truth))
        (own,) = areas(scores, truth[None].astype(float), (~truth)[None].astype(float))
        low, high = area_interval(own, areas(scores, *weights), n_yes, n_no)
        covered.append(low <= expected <= high)
    assert np.mean(covered) > 0.9


def test_an_area_of_one_in_all_resamples_has_an_interval_that_few_models_leave_open():
    low, high = area_interval(1.0, np.ones(200), 3, 11)
    assert 0.7 < low < 0.9
    assert high == 1
    assert np.isnan(area_interval(np.nan, np.ones(200), 3, 11)).all()
