"""The report names what deserves a closer look; no number is changed."""

import logging

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import generate_dataset, log_summary, read_dataset
from rgcore.datasets.checks.check_samples import Policies, check_samples
from rgcore.datasets.checks.jumps_and_duplicates import find_jumps_and_duplicates
from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import summary_statistics
from rgcore.datasets.raw_samples import RawSamples, ReaderWarnings, blocks_of_array, default_names
from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import read_table, write_table

DAYS = pd.date_range("2020-01-01", periods=300).strftime("%Y-%m-%d")


def prices_with_split(path, split=-0.7):
    steps = 0.01 * np.random.default_rng(2).standard_normal((300, 3))
    steps[100, 1] = split
    steps[:, 2] = steps[:, 0] + 0.0005 * np.random.default_rng(3).standard_normal(300)
    frame = pd.DataFrame(np.exp(steps.cumsum(axis=0)), columns=["AAA", "BBB", "CCC"])
    frame.insert(0, "date", DAYS)
    frame.to_csv(path, index=False)
    return read_dataset("p", {"kind": "prices", "path": str(path)})


def test_an_unadjusted_split_is_reported_with_its_date_and_kept(tmp_path):
    dataset = prices_with_split(tmp_path / "p.csv")
    warnings = dataset.report.set_index("variable").warning
    assert "daily log return of -0.7, " in warnings["BBB"]
    assert f" on {DAYS[100]}, this one alone " in warnings["BBB"]
    assert warnings["BBB"].endswith(", near a 2-for-1 split: were the prices not adjusted?")
    assert abs(dataset.samples[99, 1] + 0.7) < 1e-12


@pytest.mark.parametrize(("step", "words"), [(0.69, "1-for-2"), (-0.42, "3-for-2"), (-1.98, "7-for-1")])
def test_a_split_is_named_by_its_ratio(tmp_path, step, words):
    report = prices_with_split(tmp_path / "p.csv", step).report
    assert f"near a {words} split" in report.warning[1]
    assert list(report.split_ratio) == ["", words, ""]


def test_a_large_return_of_another_ratio_is_no_split(tmp_path):
    report = prices_with_split(tmp_path / "p.csv", -0.984).report
    assert "split" not in report.warning[1]
    assert list(report.split_ratio) == ["", "", ""]


def test_the_part_of_the_largest_entry_in_the_fourth_moment_is_named(tmp_path):
    dataset = prices_with_split(tmp_path / "p.csv")
    powers = (dataset.samples[:, 1] - dataset.samples[:, 1].mean()) ** 4
    share = powers.max() / powers.sum()
    np.testing.assert_allclose(dataset.report.largest_share, [np.nan, share, np.nan], rtol=1e-9)
    assert f"this one alone {100 * share:.0f} % of the fourth moment" in dataset.report.warning[1]


def test_near_identical_variables_are_named_in_the_warnings_of_each_other(tmp_path):
    warnings = prices_with_split(tmp_path / "p.csv").report.set_index("variable").warning
    assert "nearly the same as CCC" in warnings["AAA"]
    assert "nearly the same as AAA" in warnings["CCC"]
    assert "nearly" not in warnings["BBB"]


def test_the_numbers_are_those_of_numpy(tmp_path):
    dataset = prices_with_split(tmp_path / "p.csv")
    samples, report = dataset.samples, dataset.report
    np.testing.assert_allclose(report["mean"], samples.mean(axis=0), atol=1e-15)
    np.testing.assert_allclose(report.standard_deviation, samples.std(axis=0), rtol=1e-12)
    deviation = np.abs(samples - samples.mean(axis=0)).max(axis=0) / samples.std(axis=0)
    np.testing.assert_allclose(report.largest_deviation, deviation, rtol=1e-12)


def test_rare_spikes_are_no_jumps(tmp_path):
    counts = np.zeros((2000, 2))
    counts[[5, 900], [0, 1]] = 1
    np.save(tmp_path / "x.npy", counts)
    report = read_dataset("x", {"kind": "spikes_binned", "path": str(tmp_path / "x.npy")}).report
    assert (report.largest_deviation > 40).all()
    assert set(report.warning) == {"only 1 spike in 2000 samples, too few to estimate its kurtosis"}


def test_the_most_correlated_variable_is_that_of_the_correlation_matrix():
    samples = np.random.default_rng(7).standard_normal((900, 6))
    samples[:, 4] += samples[:, 1]
    raw = RawSamples(blocks=blocks_of_array(samples), n_samples=900, variables=default_names(6), source="x")
    kept = np.array([True, True, False, True, True, True])
    found = summary_statistics(raw, Preprocessing())
    suspicious = find_jumps_and_duplicates(raw, Preprocessing(), found, kept, jumps=False)
    others = np.corrcoef(samples.T) - np.eye(6)
    others[:, 2] = 0
    places = np.abs(others[kept]).argmax(axis=1)
    assert suspicious.most_correlated[kept].tolist() == places.tolist()
    np.testing.assert_allclose(suspicious.correlation[kept], others[kept, places], atol=1e-12)
    assert suspicious.most_correlated[2] == -1


def test_reports_fit_their_schema(tmp_path):
    block = {"kind": "stock_like", "n_variables": 5, "n_samples": 1300}
    made = generate_dataset("made", block, rng=np.random.default_rng(1))
    report = pd.concat([prices_with_split(tmp_path / "p.csv").report, made.report])
    write_table(report, tmp_path / "report.parquet", schema=DATASET_REPORT, stamp=Stamp())
    assert len(read_table(tmp_path / "report.parquet")) == 8


def test_a_silent_cell_is_left_out_and_named_where_that_is_asked_for(tmp_path):
    counts = np.random.default_rng(3).integers(0, 3, size=(50, 4))
    counts[:, 2] = 0
    np.save(tmp_path / "cells.npy", counts)
    block = {"kind": "spikes_binned", "path": str(tmp_path / "cells.npy")}
    with pytest.raises(InputError, match=r"v002.*constant: drop_variables would leave them out"):
        read_dataset("cells", block)
    dataset = read_dataset("cells", {**block, "constant": "drop_variables"})
    assert dataset.variables == ("v000", "v001", "v003")
    np.testing.assert_array_equal(dataset.samples, counts[:, [0, 1, 3]])
    left_out = dataset.report.set_index("variable").loc["v002"]
    assert not left_out["kept"]
    assert "constant" in left_out["reason"]


def test_fewer_samples_than_variables_are_warned_about(tmp_path):
    np.save(tmp_path / "wide.npy", np.random.default_rng(4).standard_normal((24, 60)))
    block = {"kind": "matrix", "path": str(tmp_path / "wide.npy"), "axes": ["time", "variable"]}
    report = read_dataset("wide", block).report
    assert report["warning"].str.contains("only 24 samples of 60 variables.*rank .* at most 23").all()


def test_variables_with_the_same_entries_are_named_and_those_that_differ_in_one_are_not(tmp_path):
    values = np.random.default_rng(5).standard_normal((5000, 5))
    values[:, 3] = values[:, 4] = values[:, 1]
    values[2500, 4] += 1e-9
    np.save(tmp_path / "x.npy", values)
    dataset = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")})
    same = "the same as {} in all 5000 samples, correlation 1"
    assert dataset.report.warning[[0, 1, 2, 3]].tolist() == ["", same.format("v003"), "", same.format("v001")]
    assert dataset.report.warning[4].startswith("nearly the same as v00")
    assert f"v001: {same.format('v003')}" in dataset.warnings
    np.testing.assert_array_equal(dataset.samples, values)


def test_multiples_of_another_variable_are_named_with_their_factor(tmp_path):
    values = np.random.default_rng(5).standard_normal((500, 7))
    values[:, 1] = -values[:, 0]
    values[:, 3] = 1000 * values[:, 2] + 5
    values[:, 5] = 0.1 * np.random.default_rng(6).standard_normal(500) - values[:, 4]
    np.save(tmp_path / "x.npy", values)
    warnings = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")}).report.warning
    assert warnings[:4].tolist() == [
        "the negative of v001 in all 500 samples, correlation -1",
        "the negative of v000 in all 500 samples, correlation -1",
        "0.001 times v003 minus 0.005 in all 500 samples, correlation 1",
        "1000 times v002 plus 5 in all 500 samples, correlation 1",
    ]
    assert warnings[4].startswith("nearly the negative of v005, correlation -0.99")
    assert warnings[6] == ""


def test_linear_combinations_are_named_once_and_copies_are_none(tmp_path):
    values = np.random.default_rng(5).standard_normal((500, 7))
    values[:, 6] = 0.5 * values[:, 0] - 2 * values[:, 3]
    values[:, 5] = values[:, 4]
    np.save(tmp_path / "x.npy", values)
    first, *others = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")}).warnings
    assert first.startswith("variables depend on one another linearly")
    assert first.endswith("singular: v000, v003, v006")
    assert [warning.partition(":")[0] for warning in others] == ["v004", "v005"]
    values[:, 6] += 1e-4 * np.random.default_rng(6).standard_normal(500)
    np.save(tmp_path / "x.npy", values[:, :7])
    warnings = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")}).warnings
    assert not [text for text in warnings if "linearly" in text]


def test_the_summary_names_what_was_left_out_and_why_and_the_log_has_every_warning(tmp_path, caplog):
    frame = pd.DataFrame(np.random.default_rng(6).poisson(3.0, (60, 4)).astype(float), columns=list("abcd"))
    frame.loc[7, "b"] = np.nan
    frame["c"] = 2.0
    frame["e"] = frame["a"]
    frame.to_parquet(tmp_path / "x.parquet")
    block = {"kind": "spikes_binned", "path": str(tmp_path / "x.parquet"), "bin_width": 0.02}
    block |= {"constant": "drop_variables", "missing": "drop_variables"}
    dataset = read_dataset("x", block)
    assert dataset.summary == (
        "read 60 samples of 3 variables (bins of 0.02 s) from x.parquet; left out 2 of 5 variables: "
        "b (1 of 60 entries are missing), c (constant in all 60 samples kept)"
    )
    with caplog.at_level(logging.INFO, logger="job"):
        log_summary(dataset, logging.getLogger("job"))
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("INFO", dataset.summary),
        ("WARNING", "a: the same as e in all 60 samples, correlation 1"),
        ("WARNING", "e: the same as a in all 60 samples, correlation 1"),
    ]
    dropped = read_dataset("x", block | {"missing": "drop_samples"})
    assert "left out 1 of 60 samples for a missing entry" in dropped.summary


def test_the_summary_of_prices_contains_the_dates(tmp_path):
    summary = prices_with_split(tmp_path / "p.csv").summary
    assert summary.startswith(
        f"read 299 samples of 3 variables (daily log returns of {DAYS[1]} to {DAYS[-1]}) from "
    )


def test_what_only_the_reader_sees_stands_first_in_log_and_report():
    samples = np.random.default_rng(7).standard_normal((900, 2))
    warnings = ReaderWarnings(whole=("2 days are Sundays",), by_variable={"v001": ("never moves",)})
    raw = RawSamples(
        blocks=blocks_of_array(samples),
        n_samples=900,
        variables=default_names(2),
        source="x",
        warnings=warnings,
    )
    dataset = check_samples("x", raw, Policies(missing="error", constant="error", jump="value"))
    assert dataset.warnings == ("2 days are Sundays", "v001: never moves")
    assert list(dataset.report.warning) == ["2 days are Sundays", "2 days are Sundays; never moves"]


@pytest.mark.parametrize(("n_samples", "n_far"), [(60, 1), (300, 1), (900, 2)])
def test_outliers_of_a_short_series_are_warned_of_with_the_scale_of_the_others(tmp_path, n_samples, n_far):
    """Their own deviation hides them: one of 60 is never more than 7.7 standard deviations from the mean."""
    values = np.random.default_rng(12).standard_normal((n_samples, 2))
    values[5 : 5 + n_far, 1] = 40.0
    np.save(tmp_path / "x.npy", values)
    dataset = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")})
    [warning] = dataset.warnings
    assert warning.startswith("v001: value of 40, ")
    others = np.delete(values[:, 1], slice(5, 5 + n_far)).std()
    stated = float(warning.split()[4])
    assert stated == pytest.approx((40 - values[:, 1].mean()) / others, rel=0.05)
    assert "on sample 6" in warning


def test_rare_events_of_a_short_series_are_no_outliers(tmp_path):
    values = np.random.default_rng(13).random((500, 2)) < 0.01
    np.save(tmp_path / "x.npy", values.astype(float))
    assert read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")}).warnings == ()
