"""Sentences on what was read of a data set and on its limits follow its tables."""

import numpy as np
import pandas as pd
import pytest

from rgcore.words.datasets.bench_limits import bench_words
from rgcore.words.datasets.limits import to_distrust, variable_warnings
from rgcore.words.datasets.outliers import outlier_rows, outlier_words
from rgcore.words.datasets.reading import left_out, read, without_names

from ..example_tables.user_data import own, with_report


@pytest.fixture(scope="module")
def tables(larger_tables):
    return with_report(larger_tables)


def test_what_was_left_out_is_named_with_its_reason(tables):
    sentences = read(own(tables))
    assert left_out(own(tables)) == ["c: 5 of 2000 entries are missing."]
    assert "Column t contains the times." in sentences
    assert "Left out depth: it is no spike train." in sentences
    assert "5 entries were missing." in sentences


def test_a_sentence_begins_with_a_capital_unless_that_would_spell_a_name_anew():
    phrases = (
        "array dff has the axes (4, 40); spike_times.npy and spike_clusters.npy hold all; v1/dff holds a day"
    )
    sentences = read({"dataset_report": many_left_out().assign(reading=phrases, n_missing=0)})
    assert "Array dff has the axes (4, 40)." in sentences
    assert "spike_times.npy and spike_clusters.npy hold all." in sentences
    assert "v1/dff holds a day." in sentences


def many_left_out():
    rows = [
        ("c", "5 of 9 entries are missing", 5),
        ("d", "3 of 9 entries are missing", 3),
        ("e", "4 of 9 entries are missing", 4),
        ("f", "6 of 9 entries are missing", 6),
    ]
    return pd.DataFrame(
        [("a", True, "", 0), *((name, False, reason, gaps) for name, reason, gaps in rows)],
        columns=["variable", "kept", "reason", "n_missing"],
    ).assign(n_samples=9, n_samples_dropped=0, trial_length=3, n_clipped=0, reading="")


def test_of_many_reasons_those_with_the_fewest_missing_entries_come_first():
    sentences = left_out({"dataset_report": many_left_out()})
    assert [sentence.split()[0] for sentence in sentences] == ["d:", "e:", "c:", "f:"]
    assert read({"dataset_report": many_left_out()})[0].startswith(
        "The samples are trials of 3 samples, one after another; a block of time"
    )


def test_missing_entries_of_all_variables_are_counted():
    assert "18 entries were missing." in read({"dataset_report": many_left_out()})


def test_of_one_reason_all_variables_are_named_at_once():
    report = many_left_out().assign(reason=lambda rows: np.where(rows["kept"], "", "constant"))
    assert left_out({"dataset_report": report}) == ["c, d, e and f: constant."]


@pytest.mark.parametrize("column", ["n_missing", "n_clipped"])
def test_a_repair_is_not_denied(tables, column):
    assert "Nothing was repaired." in read(own(tables))
    assert "Nothing was repaired." not in read(own(tables, dataset_report={column: [2, 0, 0]}))


@pytest.mark.parametrize(
    "ending", ["", "; left out 3 of 9 samples for a missing entry", "; 7 bins with more than one"]
)
def test_the_first_line_of_a_page_names_no_variable_that_was_left_out(ending):
    summary = f"read 9 samples of 1 variables from x; left out 2 of 3 variables: b (why), c (why){ending}"
    assert (
        without_names(summary) == f"read 9 samples of 1 variables from x; left out 2 of 3 variables{ending}"
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pca_spectrum_summary": {"n_samples": 60}}, "no more samples (60) than variables (60)"),
        (
            {"pca_spectrum_summary": {"n_samples": 300, "few_samples": True}},
            "There are 5 samples per variable",
        ),
        (
            {"pca_spectrum_summary": {"effective_samples": 500.0, "correlated_samples": True}},
            "that of 500 independent samples, not 2,000",
        ),
        (
            {"pca_flow": {"n_blocks": 5, "correlation_time": 30.0, "few_blocks": True}},
            "correlated over 60 steps (twice the integrated autocorrelation time): standard errors come from only 5",
        ),
        (
            {"pca_flow": {"n_blocks": 15, "correlation_time": 0.6, "few_blocks": True}},
            "There are few samples: standard errors come from only 15 blocks of time and are themselves uncertain "
            "by 19 %",
        ),
        ({"pca_coupling": {"perturbative": False}}, "self-consistent at 0 of 10 cutoffs"),
        ({"pca_coupling": {"alpha_resolved": False}}, "not resolved from that of white noise at 5 of 5"),
        ({"dataset_report": {"warning": ["a jump", "a fall", ""]}}, "warnings on 2 variables, below"),
        ({"dataset_report": {"warning": ["", "", "late?"]}}, "Warnings on 1 variable that was left out"),
        ({"dataset_report": {"warning": "few samples"}}, "Few samples."),
    ],
)
def test_limits_of_the_data_are_listed(tables, changed, words):
    assert words in " ".join(to_distrust(own(tables, **changed)))


SPARSE = "30 to 60 % too small where a quarter of the modes or fewer are kept"


def sparse(tables, kurtosis, silence):
    """Return the tables of variables with a kurtosis with all modes kept, 3 with fewer, and an exponent of silence."""
    flow, exponents = own(tables)["pca_flow"], own(tables)["coarse_graining_exponents"]
    values = np.where(exponents["exponent"] == "silence", silence, exponents["value"])
    of_all = flow["n_kept"] == flow["n_kept"].max()
    return own(
        tables,
        pca_flow={"kurtosis_median": np.where(of_all, kurtosis, 3.0)},
        coarse_graining_exponents={"value": values},
    )


def test_errors_of_sparse_activity_are_listed_as_too_small(tables):
    words = " ".join(to_distrust(sparse(tables, 254.0, 0.9)))
    assert (
        "zero nearly always (median kurtosis 254): in simulations of such cells the standard error" in words
    )
    assert SPARSE in words


@pytest.mark.parametrize(("kurtosis", "silence"), [(254.0, np.nan), (99.0, 0.9)], ids=["returns", "frequent"])
def test_errors_of_data_without_silence_or_with_frequent_activity_are_not(tables, kurtosis, silence):
    assert SPARSE not in " ".join(to_distrust(sparse(tables, kurtosis, silence)))


def test_largest_modes_that_are_none_of_few_variables_are_listed(tables):
    flow = own(tables)["pca_flow"]
    n_modes = {"kept_fraction": flow["n_kept"] / 3, "n_kept": flow["n_kept"]}
    words = (
        "10 % of 3 modes is rounded to none: flows without the largest modes repeat those with all, and count twice in "
        "the correction of p."
    )
    assert words in to_distrust(own(tables, pca_flow=n_modes))
    fewer = {"kept_fraction": flow["n_kept"] / np.where(flow["dropped_top"] > 0, 27, 30)}
    assert "rounded to none" not in " ".join(to_distrust(own(tables, pca_flow=fewer)))


def test_a_warning_about_all_variables_is_printed_once(tables):
    warnings = ["few samples; a jump", "few samples", "few samples"]
    changed = own(tables, dataset_report={"warning": warnings})
    sentences = to_distrust(changed)
    assert sentences[-2:] == ["Few samples.", "There are warnings on 1 variable, below."]
    assert variable_warnings(changed) == ["a: a jump."]
    assert " ".join(sentences).lower().count("few samples.") == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pca_spectrum_summary": {"few_samples": False}}, "samples per variable"),
        ({"pca_flow": {"few_blocks": False}}, "blocks of time"),
        ({"pca_coupling": {"perturbative": True}}, "perturbation theory"),
        ({"dataset_report": {"warning": ""}}, "warnings on"),
    ],
)
def test_limits_that_do_not_apply_are_not_listed(tables, changed, words):
    assert words not in " ".join(to_distrust(own(tables, **changed)))


def test_a_score_on_the_wrong_side_of_chance_is_not_better_than_chance(tables):
    scores = tables["bench_scores"]
    critical = (scores["kind"] == "combined") & (scores["question"] == "critical")
    changed = scores.assign(decides=critical)
    changed.loc[critical, ["auc", "auc_low", "auc_high"]] = (0.09, 0.03, 0.2)
    words = bench_words(changed)
    assert "criticality 0.09 (0.03 to 0.20)" in words
    assert "; better than chance" not in words


def test_warnings_on_variables_have_the_largest_deviation_first(tables):
    warnings = {"warning": ["a jump", "late?", "left out"]}
    assert variable_warnings(own(tables, dataset_report=warnings)) == ["b: late?", "a: a jump."]


def test_outliers_are_named_with_the_ratio_of_a_split_and_their_part(tables):
    report = {"split_ratio": ["2-for-1", "", "3-for-1"], "largest_share": [0.8, 0.6, 0.9]}
    words = " ".join(outlier_words(own(tables, dataset_report=report)))
    assert "The largest return of a (2-for-1) is near the ratio of a split" in words
    assert "most of the fourth moment of 2 variables of 2: a (80 %) and b (60 %)" in words
    assert "c (" not in words  # left out
    assert "The 10 samples of 2,000 (0.5 %) that contribute most make up 20 % of the fourth moments" in words


def test_without_outliers_there_are_no_names(tables):
    [sentence] = outlier_words(own(tables))
    assert sentence.endswith("the Gaussian value 3 changes at 0 of 5 cutoffs.")


def test_the_flow_without_stands_beside_the_flow(tables):
    rows = outlier_rows(own(tables))
    assert [row["kept"] for row in rows] == ["5", "10", "25", "50", "100"]
    assert rows[-1]["kurtosis"] == "9.00 ± 0.45"
    assert rows[-1]["without"] == "6.60 ± 0.36"
