"""The measures of the battery, on data with a planted answer."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from rgcore.coarse_graining import coarse_grain
from rgcore.model_bench.battery import of_modes, of_nulls
from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.battery.of_modes import (
    FLOW,
    controls,
    flow_measures,
    place_of_sixteenth,
    spectrum_measures,
    vertex_measures,
)
from rgcore.model_bench.battery.of_nulls import _keeps_time, _verdict, null_measures
from rgcore.model_bench.battery.take_measures import measure_model, take_measures
from rgcore.model_bench.models.cards import model_card
from rgcore.model_bench.realization import realize
from rgcore.model_bench.schemas import BENCH_MEASURES
from rgcore.model_bench.settings import RealizationSettings
from rgcore.pcarg import analyse_spectra, coupling_tables, moment_flow, spectrum_summary
from rgcore.pcarg.flow.kurtosis_flow import kurtosis_flows
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.moments import sample_moments
from tests.unlike_spectra import samples_of_unlike_spectra


def cells_of(name, n_steps=1500, n_cells=32, seed=1):
    return model_card(name).generate(n_steps, n_cells, rng=np.random.default_rng(seed)).astype(float)


def by_name(measures):
    return {measure.name: measure for measure in measures}


def test_a_realization_has_every_measure_once_at_both_widths_and_the_columns_of_the_table():
    settings = RealizationSettings(n_variables=16, n_samples=300, coarse_bin=3, n_null_draws=3)
    table = measure_model("independent_cells", 5, settings, rng=np.random.default_rng(0))
    assert set(table.columns) == set(BENCH_MEASURES.names)
    assert set(table["replica"]) == {5}
    for width, rows in table.groupby("bin_width"):
        assert sorted(rows["measure"]) == sorted(MEASURES)
        assert set(rows["coarse"]) == {width > 1}
        assert (rows["value"].notna() | rows["value_err"].isna()).all()


def test_kurtosis_and_slope_are_those_of_the_flow_at_a_sixteenth_of_the_modes():
    cells = cells_of("slow_field")
    found = by_name(flow_measures([cells], sample_moments([cells])))
    flow = moment_flow(cells, [1 / 8, 1 / 16, 1 / 32]).set_index("n_kept")
    assert found["kurtosis"].value == pytest.approx(flow["kurtosis_median"][2])
    assert found["kurtosis"].error == pytest.approx(flow["kurtosis_median_err"][2])
    slope = np.log(flow["kurtosis_median"][4] / flow["kurtosis_median"][1]) / np.log(4)
    assert found["kurtosis_slope"].value == pytest.approx(slope)
    assert 0 < found["kurtosis_slope"].error < 1


def test_the_error_of_the_slope_has_no_noise_that_both_of_its_cutoffs_share():
    """Samples of one volatility scale the kurtosis of all cutoffs alike: blocks of time move both ends together."""
    rng = np.random.default_rng(6)
    samples = rng.standard_normal((2000, 32)) * rng.gamma(3.0, size=(2000, 1))
    moments = sample_moments([samples])
    (flow,) = kurtosis_flows([samples], moments, [FLOW])
    ends = [median_replicates(flow.kurtosis[at], flow.replicates[:, at]) for at in (0, 2)]  # 1, 2 and 4 modes
    slopes = np.log(ends[1] / ends[0]) / np.log(4)
    error = np.sqrt((len(slopes) - 1) * slopes.var())
    assert flow.n_kept[:3].tolist() == [1, 2, 4]
    assert by_name(flow_measures([samples], moments))["kurtosis_slope"].error == pytest.approx(error)


def test_the_cutoff_at_a_sixteenth_is_found_whatever_the_number_of_modes():
    assert place_of_sixteenth(np.array([2, 4, 8, 16, 32, 64])) == 1
    assert place_of_sixteenth(np.array([1, 2, 4, 8, 16])) == 0


def test_exponents_are_those_of_the_data_with_the_verdict_of_the_table():
    cells = cells_of("common_fields", n_cells=16)
    cells = cells[:, cells.std(axis=0) > 0]
    moments = sample_moments([cells])
    exponents = coarse_grain([cells], moments, dataset="x", n_draws=2, rng=np.random.default_rng(1)).exponents
    own = exponents[exponents["source"] == "data"].set_index("exponent")
    table = take_measures(cells, 1, 3, rng=np.random.default_rng(2)).set_index("measure")
    for name, row in own.iterrows():
        found = table.loc[name, ["value", "value_err"]].tolist()
        assert found == pytest.approx([row["value"], row["value_err"]], nan_ok=True)
        bend = table.loc[f"{name}_bend", ["value", "value_err"]].tolist()
        assert bend == pytest.approx([row["slope_change"], row["slope_change_err"]], nan_ok=True)
        expected = ("power law" if row["power_law"] else "no power law") if np.isfinite(row["value"]) else ""
        assert table.loc[name, "verdict"] == expected


def test_independent_cells_are_excluded_for_cells_under_a_field_and_for_independent_ones_seldom():
    rejected = []
    for seed in range(4):
        cells = cells_of("independent_cells", 400, 16, seed)
        found = by_name(null_measures([cells], sample_moments([cells]), 19, rng=np.random.default_rng(seed)))
        rejected += [found[f"{null}_p"].verdict == "excluded" for null in ("shuffled", "dichotomized")]
    assert sum(rejected) <= 3  # of 8 at a level of 0.05
    cells = cells_of("slow_field", 2000, 16)
    found = by_name(null_measures([cells], sample_moments([cells]), 19, rng=np.random.default_rng(1)))
    assert found["shuffled_p"].verdict == "excluded"
    assert found["shuffled_p"].value == pytest.approx(1 / 20)


def test_an_excess_is_positive_where_data_have_more_kurtosis_than_the_null():
    rng = np.random.default_rng(3)
    bursts = (rng.random(3000) < 0.02)[:, None] & (rng.random((3000, 16)) < 0.8)
    cells = (bursts | (rng.random((3000, 16)) < 0.02)).astype(float)
    found = by_name(null_measures([cells], sample_moments([cells]), 4, rng=rng))
    assert found["shuffled_excess"].value > 3 * found["shuffled_excess"].error
    assert found["given_rate_excess"].value < found["shuffled_excess"].value  # bursts are in the rate
    assert found["shuffled_p"].verdict == "too few draws"


def test_the_error_of_an_excess_is_the_deviation_of_a_draw():
    cells = cells_of("independent_cells", 400, 16)
    found = by_name(null_measures([cells], sample_moments([cells]), 6, rng=np.random.default_rng(5)))
    rng = np.random.default_rng(5)
    null = fit_null("shuffled", observed_data([cells]), rng=rng)
    logs = []
    for each in [cells, *(np.concatenate(list(null.draw(rng=rng))) for _ in range(6))]:
        flow = moment_flow(each, FLOW.kept)
        logs.append(np.log(flow["kurtosis_median"].to_numpy()[place_of_sixteenth(flow["n_kept"].to_numpy())]))
    assert found["shuffled_excess"].value == pytest.approx(logs[0] - np.mean(logs[1:]))
    assert found["shuffled_excess"].error == pytest.approx(np.std(logs[1:], ddof=1))


def test_the_vertex_of_sparse_independent_cells_is_positive_with_all_modes():
    cells = cells_of("independent_cells", 4000, 16)
    found = by_name(vertex_measures([cells], sample_moments([cells])))
    assert found["quartic_all"].value > 0.5
    assert found["quartic_all"].verdict == "above"
    rows = coupling_tables([cells], (1.0, 1 / 16), dataset="cells").vertices.set_index(["scaling", "n_kept"])
    shares = rows["positive_share"] - rows["negative_share"]
    assert found["quartic_all"].value == shares["covariance", 16]
    assert found["quartic_sixteenth"].value == shares["covariance", 2] != shares["covariance", 16]


def test_controls_are_the_rate_per_step_and_the_mean_pair_correlation():
    cells = cells_of("slow_field", 3000, 10)
    summed = cells.reshape(1000, 3, 10).sum(axis=1)
    found = by_name(controls(sample_moments([summed]), 3))
    assert found["rate"].value == pytest.approx(cells.mean())
    pairs = pd.DataFrame(summed).corr().to_numpy()[np.triu_indices(10, 1)]
    assert found["correlation"].value == pytest.approx(pairs.mean())


def test_a_null_whose_draws_lose_autocorrelation_is_not_excluded():
    cells = cells_of("bursting_cells", 1500, 16)
    found = by_name(null_measures([cells], sample_moments([cells]), 19, rng=np.random.default_rng(4)))
    assert found["given_rate_p"].verdict == "not excluded"
    assert [_verdict(0.05, 19, keeps) for keeps in (True, False)] == ["excluded", "not excluded"]
    assert not _keeps_time(
        "given_rate", observed_data([cells]), [np.random.default_rng(5).permutation(cells)[None]]
    )
    assert _keeps_time("given_rate", observed_data([cells]), [cells[None]])
    assert _keeps_time("shuffled", observed_data([cells]), [])


@pytest.mark.parametrize(
    ("of_draws", "keeps"), [([1.0] * 18 + [2.1], True), ([1.7] * 19, True), ([1.5] * 19, False)]
)
def test_data_may_have_as_much_time_as_any_draw_or_a_quarter_more_than_their_mean(
    monkeypatch, of_draws, keeps
):
    times = iter([*of_draws, 2.0])
    monkeypatch.setattr(of_nulls, "residual_time", lambda samples, states: next(times))
    data = observed_data([cells_of("independent_cells", 100, 8)])
    assert _keeps_time("given_rate", data, of_draws) == keeps


def test_alpha_is_that_of_the_correlation():
    samples = samples_of_unlike_spectra(7)
    moments = sample_moments([samples])
    summary = spectrum_summary(analyse_spectra([samples], moments), "x").set_index("scaling")
    (found,) = spectrum_measures([samples], moments)
    assert (found.value, found.error) == tuple(summary.loc["correlation", ["alpha", "alpha_err"]])
    assert found.verdict == "power law"
    assert found.value != summary.loc["covariance", "alpha"]


@pytest.mark.parametrize(("degrees", "verdict"), [(np.inf, "within"), (8.0, "above")])
def test_the_kurtosis_is_compared_with_that_of_a_gaussian(degrees, verdict):
    rng = np.random.default_rng(21)
    samples = rng.standard_normal((2_000, 32)) / np.sqrt(
        rng.chisquare(8, (2_000, 1)) / 8 if degrees < 9 else 1
    )
    kurtosis = next(flow_measures([samples], sample_moments([samples])))
    assert (kurtosis.name, kurtosis.verdict) == ("kurtosis", verdict)


def test_draws_like_the_data_leave_no_excess_at_a_sixteenth_of_the_modes(monkeypatch):
    samples = np.random.default_rng(22).gamma(0.5, size=(400, 32))
    same = SimpleNamespace(draw=lambda rng: [samples])
    monkeypatch.setattr(of_nulls, "fit_null", lambda name, data, rng: same)
    monkeypatch.setattr(of_nulls, "_keeps_time", lambda *_: True)
    found = list(null_measures([samples], sample_moments([samples]), 3, rng=np.random.default_rng(1)))
    excess = [each.value for each in found if each.name.endswith("_excess")]
    assert excess == pytest.approx([0.0] * 3, abs=1e-12)


def test_shares_of_cells_are_those_above_zero_less_those_below(monkeypatch):
    rows = pd.DataFrame({"scaling": "covariance", "n_kept": [16, 1], "u_beside_zero": ["above", "below"]})
    rows = rows.assign(positive_share=[0.5, 0.2], negative_share=[0.1, 0.7])
    monkeypatch.setattr(of_modes, "coupling_tables", lambda *_, **__: SimpleNamespace(vertices=rows))
    found = {each.name: (each.value, each.verdict) for each in vertex_measures([], None)}
    assert found == {
        "quartic_sixteenth": (pytest.approx(-0.5), "below"),
        "quartic_all": (pytest.approx(0.4), "above"),
    }


def test_cells_that_are_silent_in_all_fine_bins_are_left_out():
    cells = np.random.default_rng(23).integers(0, 2, (40, 12)).astype(np.uint8)
    cells[:20, 3] = 0  # active in the coarse bins alone
    card = SimpleNamespace(generate=lambda n_steps, n_variables, rng: cells, sentence="made up")
    found = realize(card, 20, 10, 2, rng=np.random.default_rng(1)).by_bin
    kept = [0, 1, 2, *range(4, 11)]
    assert np.array_equal(found[1], cells[:20, kept])
    assert np.array_equal(found[2], cells[::2, kept] + cells[1::2, kept])
