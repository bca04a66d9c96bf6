"""The page of a data set follows its tables, and contains nothing of other data sets."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.report.catalogue import PAGE_FIGURES, PAGE_TABLES
from rgcore.report.dataset_page import dataset_page
from rgcore.report.site.docs_page import method_address
from rgcore.words.datasets.bench_limits import bench_words
from rgcore.words.datasets.exponents import exponent_rows
from rgcore.words.datasets.limits import to_distrust, variable_warnings
from rgcore.words.datasets.null_exclusion import null_rows
from rgcore.words.datasets.outliers import outlier_rows, outlier_words
from rgcore.words.datasets.reading import left_out, read, without_names
from rgcore.words.datasets.verdicts import dataset_verdicts

from .browser import needs_browser, shown_in_browser

HOME = Path(__file__).parents[2]
TEMPLATE = HOME / "workflow/report/dataset_page.html"
LONG_NAME = "enumeration" * 12


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
            "largest_share": [np.nan, 0.1, np.nan],
            "split_ratio": "",
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


@pytest.fixture(scope="module")
def page(tables):
    """The page of the user's data set, from nothing but its tables."""
    given = {name: tables[name] for name in PAGE_TABLES}
    left_out = [
        "null given_rate is left out: it needs samples that are whole numbers, and variable <b> is not"
    ]
    return dataset_page(
        "my_cells", given, "read 2,000 samples of <cells>", TEMPLATE.read_text(), left_out=left_out
    )


def test_the_page_needs_nothing_else_and_shows_every_figure(page):
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


def test_the_four_lines_lead_to_what_to_distrust(page):
    first = page[page.index("In four lines") : page.index("What was read")]
    assert '<a href="#distrust">' in first
    assert page.count('<h2 id="distrust">') == 1


def test_the_page_leads_to_the_report_and_to_its_methods(page):
    leads = [lead for lead in re.findall(r'href="([^"]+)"', page) if not lead.startswith("#")]
    assert leads.pop(0) == "../report/run.css"
    assert leads[:2] == ["../report/index.html", "../report/docs.html"]
    pages = {f"../report/{method_address(path)}": path for path in ("reading_a_page.md", "detection.md")}
    assert leads[2:] == list(pages)
    assert all((HOME / "docs" / path).is_file() for path in pages.values())
    assert "docs/" not in page


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


@needs_browser
def test_nothing_is_wider_than_a_telephone_with_all_folds_open(tables, tmp_path):
    given = {name: tables[name] for name in PAGE_TABLES}
    report = given["dataset_report"]
    given["dataset_report"] = report.assign(variable=report["variable"] + LONG_NAME, reading=LONG_NAME)
    left_out = [
        f"null given_rate is left out: it needs samples that are whole numbers, and {LONG_NAME} is not"
    ]
    page = dataset_page("my_cells", given, LONG_NAME, TEMPLATE.read_text(), left_out=left_out)
    (tmp_path / "my_cells.html").write_text(page)
    title = (
        "(d.querySelectorAll('details').forEach(each=>each.open=true),d.documentElement.scrollWidth"
        "-d.documentElement.clientWidth)+' '+d.querySelectorAll('details').length+' '+d.images.length"
    )
    beyond, n_folds, n_pictures = map(int, shown_in_browser("my_cells.html", title, tmp_path).split())
    assert n_folds > 0
    assert n_pictures == len(PAGE_FIGURES)
    assert beyond == 0


def test_a_data_set_that_the_tables_do_not_hold_is_refused(tables):
    with pytest.raises(ValueError, match="must hold the data set nobody, they hold"):
        dataset_page("nobody", {name: tables[name] for name in PAGE_TABLES}, "", TEMPLATE.read_text())


def test_what_was_left_out_is_named_with_its_reason(tables):
    sentences = read(own(tables))
    assert left_out(own(tables)) == ["c: 5 of 2000 entries are missing."]
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


def test_of_many_reasons_those_with_the_fewest_missing_entries_come_first():
    sentences = left_out({"dataset_report": many_left_out()})
    assert [sentence.split()[0] for sentence in sentences] == ["d:", "e:", "c:", "f:"]
    assert read({"dataset_report": many_left_out()})[0].startswith(
        "The samples are trials of 3 samples, one after another; a block of time"
    )


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


def test_nulls_have_a_row_each_with_meaning_and_verdict(tables):
    rows = null_rows(own(tables)["pca_exclusion"])
    assert [row["null"] for row in rows] == ["elliptical", "factor GARCH", "Gaussian", "shuffled"]
    assert rows[0] == {
        "null": "elliptical",
        "meaning": "like elliptical",
        "verdict": "excluded in 4 of 4 flows",
        "p": "0.04",
    }
    assert rows[1]["verdict"] == "not excluded"


@pytest.mark.parametrize("column", ["reproduces_kurtosis", "reproduces_autocorrelation"])
def test_a_null_whose_draws_are_unlike_the_data_has_no_verdict_anywhere(tables, column):
    exclusion = own(tables)["pca_exclusion"]
    like = (exclusion["source"] != "elliptical") | (exclusion["scaling"] == "covariance")
    changed = own(tables, pca_exclusion={column: like})
    assert null_rows(changed["pca_exclusion"])[0]["verdict"].startswith("no verdict: its draws do not")
    verdict = dataset_verdicts(changed)["Which nulls are excluded?"]
    assert "no verdict on elliptical" in verdict
    assert verdict.count("elliptical") == 1


def test_the_verdict_on_nulls_has_the_corrected_p_of_every_group(tables):
    exclusion = own(tables)["pca_exclusion"]
    is_out = exclusion["source"] == "elliptical"
    changed = own(tables, pca_exclusion={"excluded": is_out, "p_corrected": np.where(is_out, 0.04, 0.7)})
    verdict = dataset_verdicts(changed)["Which nulls are excluded?"]
    assert verdict == (
        "In every flow: elliptical (p = 0.04); in none: Gaussian, factor GARCH and shuffled (p = 0.7) (rank test at "
        "the 5 % level, p corrected)."
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
            "There are few samples: standard errors come from only 15 blocks of time",
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


def test_warnings_on_variables_have_the_largest_deviation_first(tables):
    warnings = {"warning": ["a jump", "late?", "left out"]}
    assert variable_warnings(own(tables, dataset_report=warnings)) == ["b: late?", "a: a jump."]


def test_every_exponent_has_a_row_and_one_that_does_not_exist_the_reason(tables):
    rows = exponent_rows(own(tables))
    assert [row["quantity"].split()[0] for row in rows[:2]] == ["alpha", "alpha"]
    assert rows[0]["value"] == "1.100 ± 0.050"
    assert rows[0]["fitted"] == "ranks 1 to 8"
    assert len(rows) == 2 + tables["coarse_graining_exponents"]["exponent"].nunique()
    none = exponent_rows(own(tables, pca_spectrum_summary={"has_exponent": False}))[0]
    assert (none["value"], none["law"]) == ("none", "no range of ranks is a power law")
    few = {"has_exponent": False, "alpha_last_rank": 0}
    assert "too few modes" in exponent_rows(own(tables, pca_spectrum_summary=few))[0]["law"]


def test_an_exponent_of_generated_data_has_the_scatter_of_its_model_beside_its_error(tables):
    generated = {"n_realizations": 10, "realization_err": 0.02}
    for changed, scatter in ((generated, "; between 10 realizations of the model ± 0.02"), ({}, "0.010")):
        rows = exponent_rows(own(tables, coarse_graining_exponents=changed))
        assert all(row["value"].endswith(scatter) for row in rows[2:])


def test_a_slope_where_a_power_law_is_excluded_is_said_to_be_none(tables):
    rows = exponent_rows(own(tables, coarse_graining_exponents={"power_law": False}))
    assert {row["law"] for row in rows[2:] if row["value"] != "none"} == {
        "excluded: the slope changes over the range"
    }


def without_exponent(tables):
    alphas = dict.fromkeys(("alpha", "alpha_err", "alpha_cleaned", "alpha_cleaned_err"), np.nan)
    return {
        **tables,
        "pca_spectrum_summary": tables["pca_spectrum_summary"].assign(has_exponent=False, **alphas),
        "pca_coupling": tables["pca_coupling"].assign(
            has_exponent=False, alpha=np.nan, g_fixed_point=np.nan, alpha_resolved=False
        ),
    }


def test_a_page_without_an_exponent_has_no_alpha_and_no_fixed_point_anywhere(tables):
    given = {name: without_exponent(tables)[name] for name in PAGE_TABLES}
    page = dataset_page("my_cells", given, "", TEMPLATE.read_text())
    assert "No: no range of ranks of either spectrum is a power law." in page
    assert "alpha =" not in page
    assert "g* =" not in page
    assert "The exponent alpha of" not in page


@pytest.mark.parametrize(
    ("n_with", "words"),
    [
        (10, "Yes, at every cutoff: alpha = "),
        (2, "Partly, at 2 of 10 cutoffs: alpha = "),
        (
            0,
            "A power law fits a range of the whole spectrum, but at no cutoff of 10 is there an exponent: alpha = ",
        ),
    ],
)
def test_the_verdict_on_alpha_is_yes_only_if_it_exists_at_every_cutoff(tables, n_with, words):
    rows = own(tables)["pca_coupling"]
    changed = own(tables, pca_coupling={"has_exponent": np.arange(len(rows)) < n_with})
    assert dataset_verdicts(changed)["Is there a power-law spectrum?"].startswith(words)


@pytest.mark.parametrize(
    ("good", "with_cubic", "mentioned"), [(False, True, True), (False, False, False), (True, True, False)]
)
def test_the_verdict_on_the_coupling_mentions_vertices_within_perturbation_theory(
    tables, good, with_cubic, mentioned
):
    couplings = {"perturbative": good, "failed_criteria": "none" if good else "skewness"}
    given = own(tables, pca_coupling=couplings, pca_vertices={"perturbative": with_cubic})
    words = dataset_verdicts(given)["Is a coupling defined?"]
    assert (
        "read together, which take skewness into account, meet their criteria at every cutoff." in words
    ) == mentioned
    assert words.startswith("Yes" if good else "No")


def gaussian_at_the_end(tables, **columns):
    flow = own(tables)["pca_flow"]
    few = (flow["source"] == "data") & (flow["n_kept"] == flow["n_kept"].min())
    return own(tables, pca_flow={name: flow[name].mask(few, value) for name, value in columns.items()})


def verdict(tables):
    return dataset_verdicts(tables)["Is what is left after removing modes Gaussian?"]


def test_the_first_verdict_follows_the_null_that_is_excluded_in_the_same_flow(tables):
    near = gaussian_at_the_end(tables, kurtosis_median=3.0)
    assert verdict(near).startswith(
        "At the smallest cutoff it is within 2 standard errors of 3, but the Gaussian"
    )
    spared = {**near, "pca_exclusion": near["pca_exclusion"].assign(excluded=False)}
    assert verdict(spared).startswith("Not distinguished from it, within 2 standard errors of 3:")


def test_the_first_verdict_has_the_flow_without_the_most_influential_samples(tables):
    assert verdict(own(tables)).startswith("No: the median kurtosis is")
    assert "Without the 10 samples that contribute most it is" in verdict(own(tables))
    few = gaussian_at_the_end(tables, kurtosis_without=3.0)
    assert verdict(few).startswith("Not with all samples, though within 2 standard errors of 3 without a few")
    no_flow = own(tables, pca_flow={"kurtosis_without": np.nan})
    assert "Without the" not in verdict(no_flow)


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


def test_long_lists_are_folded(page):
    assert "<summary>Variables that were left out, and why: 1</summary>" in page
    assert "<summary>Warnings on single variables: 1</summary>" in page
    assert page.count("<summary>Numbers of this figure</summary>") == len(PAGE_FIGURES)
