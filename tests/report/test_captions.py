"""Captions: valid reStructuredText, with what was used and what is seen."""

from html import escape
from pathlib import Path

import jinja2
import pytest
from docutils.core import publish_doctree

from rgcore.errors import one_line
from rgcore.report.captions import caption
from rgcore.report.catalogue import CATALOGUE as FIGURES
from rgcore.report.site.caption_html import caption_html, first_words
from rgcore.words import caption_numbers, words_module

REPORT = Path(__file__).parents[2] / "workflow" / "report"
PARAMETERS = {"n_samples": "2000", "weird": "|a| *b* `c` d_"}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("amount", ["minimal_tables", "larger_tables"])
def test_every_caption_is_clean_restructured_text_with_no_title(name, amount, request):
    template = (REPORT / f"{name}.rst").read_text()
    text = caption(name, request.getfixturevalue(amount), template, PARAMETERS)
    tree = publish_doctree(text, settings_overrides={"halt_level": 2, "report_level": 2})
    assert not list(tree.findall(lambda node: node.tagname in ("title", "problematic", "system_message")))
    assert "n_samples = 2000; weird = |a| *b* `c` d_" in tree.astext()
    assert "nan" not in text.split()


@pytest.mark.parametrize("name", FIGURES)
def test_every_template_has_the_words_of_its_figure_and_the_parameters(name):
    template = (REPORT / f"{name}.rst").read_text()
    assert ("{{ seen }}" in template) is (words_module(name) is not None)
    assert "{{ parameters }}" in template
    assert "error" in template or name == "fig2_rbm_and_dbm" or "95 %" in template


@pytest.mark.parametrize("name", FIGURES)
def test_the_first_words_describe_the_figure_to_those_who_do_not_see_it(name):
    """Beside its title; a caption that begins with its number or title alone leaves them with that."""
    words = first_words((REPORT / f"{name}.rst").read_text())
    assert len(words) > 100
    assert words.removeprefix("Essay figure").count(" ") > 15


QUOTED = {
    "pca_ground_truth": ("fraction 0.125 of the modes",),
    "pca_ground_truth_coupling": (
        "25 % of the bare coupling",
        "standard error of 0.2 or more",
    ),
    "pca_coupling": ("linear between -0.2 and 0.2", "6 g plus 2 standard errors is below 1"),
    "ising_thermodynamics": ("the band of 2 standard errors",),
    "pca_recursion": ("linear between -0.2 and 0.2",),
    "pca_spectrum": ("White noise has 0.17 eigenvalues above the edge",),
    "coarse_graining": ("changes by more than 3 standard errors",),
    "dbn_training": ("linear up to 5 nats",),
    "rbm_likelihood": ("linear up to 1 nat",),
    "rbm_thermodynamics": ("linear up to 0.1 J/k",),
}


@pytest.mark.parametrize("name", QUOTED)
def test_thresholds_in_captions_are_those_of_figure_and_tables(name, minimal_tables):
    text = caption(name, minimal_tables, (REPORT / f"{name}.rst").read_text(), PARAMETERS)
    assert all(words in " ".join(text.split()) for words in QUOTED[name])


def test_a_threshold_that_changes_in_a_table_changes_in_the_caption(minimal_tables):
    rows = minimal_tables["coarse_graining_exponents"].assign(resolved_from=4.0)
    tables = {**minimal_tables, "coarse_graining_exponents": rows}
    assert caption_numbers("coarse_graining", tables) == {"resolved_from": "4"}


@pytest.mark.parametrize(
    "name", ["a{{ 7 * 7 }}", "{%x%}", "{{{{", "a{#b", "{ {x} }", "<b>&", "x\n\n.. raw:: html"]
)
def test_a_name_reads_as_it_is_in_the_report(name, minimal_tables):
    template = (REPORT / "fig6_moment_flow.rst").read_text()
    text = caption("fig6_moment_flow", minimal_tables, template, {"array": name})
    assert f"array = {escape(one_line(name), quote=False)}." in " ".join(caption_html(text).split())


def test_a_template_with_an_unknown_place_is_refused(minimal_tables):
    with pytest.raises(jinja2.UndefinedError):
        caption("fig2_rbm_and_dbm", minimal_tables, "{{ other }}", {})
