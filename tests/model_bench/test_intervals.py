"""Intervals of areas, corrected p-values and curves of the bench, written out."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.judging.areas import hit_rates
from rgcore.model_bench.judging.curves import roc_table
from rgcore.model_bench.judging.discriminant import held_out_scores
from rgcore.model_bench.judging.intervals import _standard_error, area_interval
from rgcore.model_bench.judging.questions import realizations_of
from rgcore.model_bench.judging.resampling import resamples
from rgcore.model_bench.judging.score_table import _corrected, score_table
from rgcore.model_bench.judging.verdicts import verdicts_of

from ..example_tables.bench import bench_measures


def test_the_standard_error_of_an_area_is_that_of_hanley_and_mcneil():
    """Radiology 143, 29 (1982): an area of 0.893 of 51 and 58 patients has a standard error of 0.032."""
    place = norm.ppf(0.893)
    error = _standard_error(place, 51, 58) * norm.pdf(place)
    q_yes, q_no = 0.893 / 1.107, 2 * 0.893**2 / 1.893
    variance = 0.893 * 0.107 + 50 * (q_yes - 0.893**2) + 57 * (q_no - 0.893**2)
    assert error == pytest.approx(np.sqrt(variance / 51 / 58), rel=1e-9)
    assert error == pytest.approx(0.032, abs=0.0006)


def test_an_interval_reaches_as_far_as_student_allows_of_so_many_models():
    areas = norm.cdf(1.2 + np.random.default_rng(1).standard_normal(12))
    inside = np.clip(areas, 1 / 56, 1 - 1 / 56)  # half a pair of models from 0 and from 1
    half = student.ppf(0.975, 4 + 7 - 2) * norm.ppf(inside).std(ddof=1)
    assert area_interval(0.8, np.append(areas, np.nan), 4, 7) == pytest.approx(
        tuple(norm.cdf([norm.ppf(0.8) - half, norm.ppf(0.8) + half]))
    )


def test_an_area_of_one_counts_as_half_a_pair_less():
    low, _ = area_interval(1.0, np.ones(20), 3, 5)
    place = norm.ppf(1 - 1 / (2 * 3 * 5))
    assert low == pytest.approx(norm.cdf(place - _standard_error(place, 3, 5)))


def test_corrected_p_values_are_ranks_among_the_smallest_of_all_measures():
    rng = np.random.default_rng(2)
    far = {name: rng.integers(0, 12, 30) / 24 for name in ("a", "b", "c")}
    p_values = {name: [(each >= one).mean() for one in each] for name, each in far.items()}
    smallest = np.min(list(p_values.values()), axis=0)
    table = pd.DataFrame({"kind": ["measure", "measure", "control"], "p_value": [4 / 31, 0.07, 0.03]})
    found = _corrected(table, far)
    expected = [(1 + (smallest <= p).sum()) / 31 for p in (4 / 31, 0.07)]
    assert found["p_corrected"].tolist() == pytest.approx([*expected, 0.03])
    assert _corrected(table.assign(kind="control", p_value=[0.05, 0.051, 1]), far)["decides"].tolist() == [
        *(True, False, False)
    ]


@pytest.fixture(scope="module")
def measures():
    return bench_measures(n_replicas=3)


def test_realizations_without_a_value_count_as_none_of_either_answer(measures):
    rows = (
        (measures["measure"] == "alpha") & (measures["replica"] == 0) & (measures["model"] != "place_cells")
    )
    without = measures.assign(value=measures["value"].where(~rows))
    scores = score_table(
        realizations_of(without), verdicts_of(without), 20, rng=np.random.default_rng(3)
    ).set_index(["question", "bins", "score"])
    found = scores.loc[("interacting", "both", "alpha"), ["n_yes", "n_no", "n_without"]].tolist()
    assert found == [12, 14, 10]  # of 18 each; 2 of 6 of a model have none


def test_features_without_a_value_are_0_and_none_is_beyond_three_deviations(measures):
    realizations = realizations_of(measures)
    names = [name for name, measure in MEASURES.items() if not measure.control]
    values = realizations.values.copy()
    values.loc[:4, "variance"], values.loc[0, "silence"] = np.nan, 1000.0
    features = replace(realizations, values=values).features()
    rest = values["variance"].dropna()
    found = features[:, names.index("variance")]
    assert (found[:5] == 0).all()
    assert found[5:] == pytest.approx(np.clip((rest - rest.mean()) / rest.std(ddof=0), -3, 3))
    assert features[:, names.index("silence")].max() == 3


def test_the_band_of_a_curve_holds_95_percent_of_the_resamples(measures):
    realizations = realizations_of(measures)
    curves = roc_table(realizations, 60, rng=np.random.default_rng(4))
    first = curves[(curves["question"] == "interacting") & (curves["bins"] == "both")]
    weights = resamples(realizations, "interacting", 60, rng=np.random.default_rng(4))
    scores = held_out_scores(realizations.features(), realizations.codes("family"), *weights)
    drawn = [hit_rates(*row, np.arange(21) / 20) for row in zip(scores, *weights, strict=True)]
    assert first["false_alarm_rate"].to_numpy() == pytest.approx(np.arange(21) / 20)
    for name, share in (("hit_rate_low", 0.025), ("hit_rate_high", 0.975)):
        assert first[name].to_numpy() == pytest.approx(np.quantile(drawn, share, axis=0)), name
