"""The page of a data set follows its tables, and contains nothing of other data sets."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.report.catalogue import PAGE_FIGURES, PAGE_TABLES
from rgcore.report.dataset_page import dataset_page
from rgcore.words.bench_limits import bench_words
from rgcore.words.dataset_page import excluded, read, to_distrust, without_names

TEMPLATE = Path(__file__).parents[2] / "workflow/report/dataset_page.html"


@pytest.fixture(scope="module")
def tables(larger_tables):
    """Give the tables of a page, with a report of three variables of a user's data set."""
    report = pd.DataFrame(
        {
            "dataset": "my_cells",
            "variable": ["a", "b", "c"],
            "kept": [True, True, False],
            "reason": ["", "", "5 of 2000 entries are missing"],
            "n_samples": 2000,
            "n_samples_dropped": 0,
            "trial_length": 0,
            "n_missing": [0, 0, 5],
            "n_clipped": 0,
            "largest_deviation": [3.0, -4.0, 5.0],
            "reading": "column t contains the times; left out depth: it is no spike train",
            "warning": ["nearly the same as b, correlation 0.995", "", ""],
        }
    )
    others = [report.assign(dataset=name) for name in ("stock_like", "neural_like")]
    flow = larger_tables["pca_flow"].assign(n_blocks=20, correlation_time=0.5)
    return {**larger_tables, "dataset_report": pd.concat([report, *others]), "pca_flow": flow}


def own(tables, **changed):
    parts = {
        name: tables[name][tables[name]["dataset"] == "my_cells"]
        if "dataset" in tables[name]
        else tables[name]
        for name in PAGE_TABLES
    }
    return {**parts, **{name: parts[name].assign(**columns) for name, columns in changed.items()}}


def test_the_page_needs_nothing_else_and_shows_every_figure(tables):
    given = {name: tables[name] for name in PAGE_TABLES}
    left_out = [
        "null given_rate is left out: it needs samples that are whole numbers, and variable <b> is not"
    ]
    page = dataset_page(
        "my_cells", given, "read 2,000 samples of <cells>", TEMPLATE.read_text(), left_out=left_out
    )
    reasons = page[page.index("What this excludes") : page.index("What to distrust")]
    assert (
        "<li>Null given_rate is left out: it needs samples that are whole numbers, and variable &lt;b&gt;"
        in reasons
    )
    assert page.count("data:image/png;base64,") == len(PAGE_FIGURES)
    assert "http" not in page
    assert "Read 2,000 samples of &lt;cells&gt;." in page
    assert page.count("Nulls excluded at the 5 % level") == 1
    for words in ("What was read", "What this excludes", "What to distrust", "nearly the same as b"):
        assert words in page
    assert "neural_like" not in page  # another data set of the same tables


def test_names_that_look_like_html_or_jinja_are_printed_as_they_are(tables):
    given = {name: tables[name] for name in PAGE_TABLES}
    report = given["dataset_report"]
    given["dataset_report"] = report.assign(
        variable="<script>{{ 7 * 7 }}</script>" + report["variable"],
        warning=np.where(report["variable"] == "a", "<b>", ""),
    )
    page = dataset_page("my_cells", given, "<i>", TEMPLATE.read_text())
    assert "<script>" not in page
    assert "&lt;script&gt;{{ 7 * 7 }}&lt;/script&gt;a: &lt;b&gt;." in page
    assert "<p>&lt;i&gt;.</p>" in page


def test_a_data_set_that_the_tables_do_not_hold_is_refused(tables):
    with pytest.raises(ValueError, match="must hold the data set nobody, they hold"):
        dataset_page("nobody", {name: tables[name] for name in PAGE_TABLES}, "", TEMPLATE.read_text())


def test_what_was_left_out_is_named_with_its_reason(tables):
    sentences = read(own(tables))
    assert "Left out: c (5 of 2000 entries are missing)." in sentences
    assert "Column t contains the times." in sentences
    assert "Left out depth: it is no spike train." in sentences
    assert "5 entries were missing." in sentences


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


def test_of_many_reasons_those_with_the_fewest_missing_entries_come_first(monkeypatch):
    monkeypatch.setattr("rgcore.words.dataset_page._MOST_NAMES", 2)
    assert (
        "Left out, the fewest missing entries first: d (3 of 9 entries are missing), e (4 of 9 entries are missing), "
        "and 2 more: see the table dataset_report."
    ) in read({"dataset_report": many_left_out()})
    assert read({"dataset_report": many_left_out()})[0].startswith(
        "The samples are trials of 3 samples, one after another; a block of time"
    )


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


def test_nulls_are_named_with_what_they_mean(tables):
    sentences = excluded(own(tables))
    assert sentences[0].startswith("Nulls excluded at the 5 % level")
    assert sentences[1:] == [
        "elliptical: like elliptical.",
        "factor GARCH: like factor_garch.",
        "Gaussian: like gaussian.",
        "shuffled: like shuffled.",
    ]


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
        ({"pca_spectrum_summary": {"alpha_last_rank": 0}}, "Too few modes are resolved"),
        ({"pca_spectrum_summary": {"has_exponent": False}}, "is a power law: it has no exponent"),
        (
            {"pca_flow": {"n_blocks": 5, "correlation_time": 30.0, "few_blocks": True}},
            "correlated over 60 steps (twice the integrated autocorrelation time): standard errors come from only 5",
        ),
        (
            {"pca_flow": {"n_blocks": 15, "correlation_time": 0.6, "few_blocks": True}},
            "There are few samples: standard errors come from only 15 blocks of time",
        ),
        ({"pca_coupling": {"perturbative": False}}, "self-consistent at 0 of 5 cutoffs"),
        ({"pca_coupling": {"alpha_resolved": False}}, "not resolved from that of white noise at 5 of 5"),
        ({"dataset_report": {"warning": ["a jump", "a fall", ""]}}, "b: a fall. a: a jump."),
        ({"dataset_report": {"warning": ["", "", "late?"]}}, "Warnings on 1 variable that was left out"),
        ({"dataset_report": {"warning": ["late?", "", ""]}}, "a: late?"),
        ({"dataset_report": {"warning": "few samples"}}, "Few samples."),
    ],
)
def test_limits_of_the_data_are_listed(tables, changed, words):
    assert words in " ".join(to_distrust(own(tables, **changed)))


def test_a_warning_about_all_variables_is_printed_once(tables):
    warnings = ["few samples; a jump", "few samples", "few samples"]
    sentences = to_distrust(own(tables, dataset_report={"warning": warnings}))
    assert sentences[-2:] == ["Few samples.", "a: a jump."]
    assert " ".join(sentences).lower().count("few samples.") == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pca_spectrum_summary": {"few_samples": False}}, "samples per variable"),
        ({"pca_flow": {"few_blocks": False}}, "blocks of time"),
        ({"pca_coupling": {"perturbative": True}}, "perturbation theory"),
        ({"dataset_report": {"warning": ""}}, "nearly the same"),
    ],
)
def test_limits_that_do_not_apply_are_not_listed(tables, changed, words):
    assert words not in " ".join(to_distrust(own(tables, **changed)))


def test_the_page_has_what_the_bench_of_models_shows_about_such_measures(tables):
    scores = tables["bench_scores"]
    decided = (scores["kind"] == "combined") & (scores["question"] == "critical")
    changed = scores.assign(decides=decided)
    changed.loc[decided, ["auc", "auc_low", "auc_high"]] = (0.91, 0.8, 0.97)
    given = {name: tables[name] for name in PAGE_TABLES} | {"bench_scores": changed}
    page = dataset_page("my_cells", given, "", TEMPLATE.read_text())
    assert "were tried on 6 models of spiking cells whose answer is known" in page
    assert "not better than chance by relabeling the models (two-sided, 5 % level) for interaction" in page
    assert (
        "do not answer these questions; better than chance for criticality 0.91 (0.80 to 0.97).</p>" in page
    )


def test_a_score_on_the_wrong_side_of_chance_is_not_better_than_chance(tables):
    scores = tables["bench_scores"]
    critical = (scores["kind"] == "combined") & (scores["question"] == "critical")
    changed = scores.assign(decides=critical)
    changed.loc[critical, ["auc", "auc_low", "auc_high"]] = (0.09, 0.03, 0.2)
    words = bench_words(changed)
    assert "criticality 0.09 (0.03 to 0.20)" in words
    assert "; better than chance" not in words


def test_a_data_set_too_small_for_spectra_of_clusters_has_a_page(tables):
    given = {name: tables[name] for name in PAGE_TABLES}
    spectrum = given["coarse_graining_spectrum"]
    given["coarse_graining_spectrum"] = spectrum[spectrum["dataset"] != "my_cells"]
    page = dataset_page("my_cells", given, "", TEMPLATE.read_text())
    assert page.count("data:image/png;base64,") == len(PAGE_FIGURES)
