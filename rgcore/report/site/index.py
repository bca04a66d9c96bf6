"""The first page of a run: the claims with their verdicts, what the data show, every figure with its caption."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pandas import DataFrame, Series

from rgcore.claims.claim import NOT_IN_THIS_RUN, VERDICTS
from rgcore.claims.claims_table import in_order_of_essay
from rgcore.figures.cards import FigureCard
from rgcore.report.catalogue import CATALOGUE
from rgcore.report.html import of_data_set, picture_uri, render_html
from rgcore.report.site.caption_html import caption_html, first_words, folded_caption
from rgcore.report.site.docs_page import method_address
from rgcore.selection.names import plain
from rgcore.tables.text import read_text
from rgcore.words.datasets.verdicts import dataset_verdicts

__all__ = ["SHOW_LINKS_TO_REPORT", "figure_files", "index_page"]

CATEGORIES = (
    "Restricted Boltzmann machines",
    "Variational RG",
    "Principal components as a momentum shell",
    "Coarse-graining in real space",
    "What the analysis can decide",
    "Scans",
    "Ising model",
    "Momentum shell",
)
"""The first headings of figures, in their order; others follow."""

HEADINGS = {
    "question": "Questions that the essay leaves open",
    "claim": "What the essay states",
    "slip": "Slips: what stands there is not right",
}

SHOW_LINKS_TO_REPORT = ".whole-run { display: inline; }\n"
"""Style beside the report, without which pages that were made alone show no link to it."""

_OTHER_STUDY = "of_config_yaml"
"""Study of what a command makes beside a run that has left it out."""


def figure_files(pictures: Sequence[str], captions: Sequence[str]) -> dict[str, tuple[Path, str]]:
    """Return the picture and the caption of each figure by its name, which their files have without the ending."""
    texts = {Path(path).stem: read_text(path) for path in captions}
    return {Path(path).stem: (Path(path), texts[Path(path).stem]) for path in pictures}


def index_page(
    tables: Mapping[str, DataFrame],
    figures: Mapping[str, tuple[Path, str]],
    datasets: Sequence[str],
    template: str,
) -> str:
    """Return the page as HTML that needs nothing else: pictures are inside, links lead to files beside it.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``claims``, and those of :func:`rgcore.words.datasets.verdicts.dataset_verdicts`; left untouched.
    figures : mapping of str to (Path, str)
        By name the picture, a PNG, and the caption in reStructuredText, as :func:`figure_files` returns them.
    datasets : sequence of str
        Names of the data sets, each with a page of its own.
    template : str
        Jinja2 HTML with the places ``claims`` (by heading the rows of the table, each with ``method``, an address,
        ``has_figure`` and ``command``), ``counts`` (how often each verdict is given, in the order of
        ``VERDICTS``), ``meanings`` (what each verdict means), ``datasets`` (name, title and verdicts each) and
        ``categories`` (headings with their figures).
    """
    claims = in_order_of_essay(tables["claims"])
    return render_html(
        template,
        claims={
            heading: [_claim(row, figures) for _, row in claims[claims["kind"] == kind].iterrows()]
            for kind, heading in HEADINGS.items()
        },
        counts={
            verdict: count for verdict in VERDICTS if (count := int((claims["verdict"] == verdict).sum()))
        },
        meanings=VERDICTS,
        datasets=[_data_set(name, tables) for name in datasets],
        categories=_categories(figures),
    )


def _claim(row: Series, figures: Mapping[str, tuple[Path, str]]) -> dict[str, object]:
    """Return a row with where it leads: its figure, its method, and what makes its tables if this run lacks them."""
    missing = row["verdict"] == NOT_IN_THIS_RUN
    return {
        **row,
        "method": method_address(row["page"]),
        "has_figure": row["figure"] in figures,
        "command": _command(row["tables"].split()) if missing else "",
    }


def _command(tables: Sequence[str]) -> str:
    """Return the command that makes tables with config.yaml, in a study of its own beside the run in this folder."""
    files = " ".join(f"results/tables/{table}.parquet" for table in tables)
    return f".venv/bin/snakemake -c all {files} --config study={_OTHER_STUDY}"


def _data_set(name: str, tables: Mapping[str, DataFrame]) -> dict[str, object]:
    return {
        "name": name,
        "title": plain(name),
        "verdicts": dataset_verdicts(of_data_set(name, tables)),
    }


def _categories(figures: Mapping[str, tuple[Path, str]]) -> dict[str, list[dict[str, object]]]:
    """Return the figures below their headings."""
    found: dict[str, list[dict[str, object]]] = {category: [] for category in CATEGORIES}
    for name, card in CATALOGUE.items():
        if name in figures:
            entry = _figure(name, card, *figures[name])
            found.setdefault(card.category, []).append(entry)
    return {category: entries for category, entries in found.items() if entries}


def _figure(name: str, card: FigureCard, picture: Path, caption: str) -> dict[str, object]:
    short, (shown, parameters) = name.partition("_")[0], _without_parameters(caption)
    opening, rest = folded_caption(shown)
    return {
        "name": name,
        "short": short if short.startswith("fig") else "",
        "title": card.title,
        "tables": card.tables,
        "picture": picture_uri(picture.read_bytes()),
        "alternative": f"{card.title}. {first_words(caption)}",
        "caption": opening,
        "more": rest,
        "parameters": caption_html(parameters),
    }


def _without_parameters(caption: str) -> tuple[str, str]:
    """Return a caption without its last paragraph, and what that lists, if it lists parameters."""
    shown, found, parameters = caption.rpartition("\nParameters: ")
    return (shown, parameters) if found else (caption, "")
