"""One page per data set, for whoever brought the data: what was read, what was found, what to distrust."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pandas import DataFrame

from rgcore.figures import draw_figure
from rgcore.report.catalogue import PAGE_FIGURES
from rgcore.report.html import of_data_set, picture_uri, render_html
from rgcore.selection.names import plain
from rgcore.words import seen
from rgcore.words.bench_limits import bench_words
from rgcore.words.components.fig6_moment_flow import change_of_kurtosis
from rgcore.words.dataset_page import excluded, read, to_distrust, without_names
from rgcore.words.dataset_verdicts import dataset_verdicts

__all__ = ["dataset_page"]

DOTS_PER_INCH = 130
FLOW = "fig6_moment_flow"


def dataset_page(
    name: str,
    tables: Mapping[str, DataFrame],
    summary: str,
    template: str,
    *,
    left_out: Sequence[str] = (),
) -> str:
    """Return the page of one data set as HTML that needs nothing else: its pictures are inside.

    Parameters
    ----------
    name : str
        The data set.
    tables : mapping of str to DataFrame
        Those of ``rgcore.report.catalogue.PAGE_TABLES``, of this and perhaps other data sets.
    summary : str
        What was read, in a line.
    template : str
        Jinja2 HTML with the places ``title``, ``summary``, ``verdicts`` (by question), ``read``, ``excluded`` and
        ``distrust`` (lists of sentences) and ``figures``, by the name of each figure its ``picture`` (a data URI) and
        ``seen``, a sentence.
    left_out : sequence of str
        Nulls that the data could not be compared with, and why: a clause each.

    Raises
    ------
    ValueError
        If the report holds nothing about the data set.
    """
    known = set(tables["dataset_report"]["dataset"])
    if name not in known:
        raise ValueError(f"the tables must hold the data set {name}, they hold {', '.join(sorted(known))}")
    own = of_data_set(name, tables)
    figures = {
        figure: {"picture": _picture(figure, own), "seen": _words(figure, own)} for figure in PAGE_FIGURES
    }
    return render_html(
        template,
        title=plain(name),
        summary=_capitalized(without_names(summary)),
        verdicts=dataset_verdicts(own),
        read=read(own),
        excluded=[*excluded(own), *map(_capitalized, left_out)],
        distrust=to_distrust(own),
        decides=bench_words(own["bench_scores"]),
        figures=figures,
    )


def _words(figure: str, tables: Mapping[str, DataFrame]) -> str:
    """Return the words on a figure; the page has a part of its own on the nulls."""
    return " ".join(change_of_kurtosis(tables).values()) if figure == FLOW else seen(figure, tables)


def _capitalized(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _picture(figure: str, tables: Mapping[str, DataFrame]) -> str:
    buffer = BytesIO()
    draw_figure(figure, tables).savefig(buffer, format="png", dpi=DOTS_PER_INCH)
    return picture_uri(buffer.getvalue())
