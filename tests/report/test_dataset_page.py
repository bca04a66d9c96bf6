"""The page of a data set follows its tables, and contains nothing of other data sets."""

import re
from pathlib import Path

import numpy as np
import pytest

from rgcore.report.catalogue import PAGE_FIGURES, PAGE_TABLES
from rgcore.report.dataset_page import dataset_page
from rgcore.report.site.docs_page import method_address

from ..example_tables.user_data import with_report
from .browser import needs_browser, shown_in_browser

HOME = Path(__file__).parents[2]
TEMPLATE = HOME / "workflow/report/dataset_page.html"
LONG_NAME = "enumeration" * 12


@pytest.fixture(scope="module")
def tables(larger_tables):
    return with_report(larger_tables)


@pytest.fixture(scope="module")
def page(tables):
    """The page of the user's data set, from nothing but its tables."""
    given = {name: tables[name] for name in PAGE_TABLES}
    left_out = [
        "null given_rate is left out: it needs samples that are whole numbers, and variable <b> is not"
    ]
    notes = {"left_out": left_out, "covariate": "the covariate is column <x> of position.csv"}
    return dataset_page("my_cells", given, "read 2,000 samples of <cells>", TEMPLATE.read_text(), **notes)


def test_the_page_needs_nothing_else_and_shows_every_figure(page):
    reasons = page[page.index("What this excludes") : page.index("What to distrust")]
    assert (
        "<li>Null given_rate is left out: it needs samples that are whole numbers, and variable &lt;b&gt;"
        in reasons
    )
    assert page.count("data:image/png;base64,") == len(PAGE_FIGURES)
    assert "The covariate is column &lt;x&gt; of position.csv." in reasons
    alternatives = re.findall(r'<img alt="my cells: ([^"]+)\."', page)
    assert len(alternatives) == len(PAGE_FIGURES)
    assert all(" against " in words for words in alternatives)
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


def test_the_page_has_what_the_bench_of_models_shows_about_such_measures(tables):
    scores = tables["bench_scores"]
    decided = (scores["kind"] == "combined") & (scores["question"] == "critical")
    changed = scores.assign(decides=decided)
    changed.loc[decided, ["auc", "auc_low", "auc_high"]] = (0.91, 0.8, 0.97)
    given = {name: tables[name] for name in PAGE_TABLES} | {"bench_scores": changed}
    page = dataset_page("my_cells", given, "", TEMPLATE.read_text())
    assert "were tried on 6 models of spiking cells, none of them of prices, whose answer is known" in page
    assert "not better than chance by relabeling the models (two-sided, 5 % level) for interaction" in page
    assert (
        "do not answer these questions; better than chance for criticality 0.91 (0.80 to 0.97).</p>" in page
    )


def test_a_data_set_too_small_for_spectra_of_clusters_has_a_page(tables):
    given = {name: tables[name] for name in PAGE_TABLES}
    spectrum = given["coarse_graining_spectrum"]
    given["coarse_graining_spectrum"] = spectrum[spectrum["dataset"] != "my_cells"]
    page = dataset_page("my_cells", given, "", TEMPLATE.read_text())
    assert page.count("data:image/png;base64,") == len(PAGE_FIGURES)


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


def test_long_lists_are_folded(page):
    assert "<summary>Variables that were left out, and why: 1</summary>" in page
    assert "<summary>Warnings on single variables: 1</summary>" in page
    assert page.count("<summary>Numbers of this figure</summary>") == len(PAGE_FIGURES)
