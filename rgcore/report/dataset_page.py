"""One page per data set, for whoever brought the data: what was read, what was found, what to distrust."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pandas import DataFrame

from rgcore.figures import draw_figure
from rgcore.report.catalogue import PAGE_FIGURES
from rgcore.report.html import of_data_set, picture_uri, render_html
from rgcore.report.site.docs_page import method_address
from rgcore.selection.names import plain
from rgcore.words import seen
from rgcore.words.components.fig6_moment_flow import change_of_kurtosis
from rgcore.words.datasets.bench_limits import bench_words
from rgcore.words.datasets.exponents import exponent_rows
from rgcore.words.datasets.limits import to_distrust, variable_warnings
from rgcore.words.datasets.null_exclusion import exclusion_words, null_rows
from rgcore.words.datasets.outliers import outlier_rows, outlier_words
from rgcore.words.datasets.reading import left_out as variables_left_out
from rgcore.words.datasets.reading import read, without_names
from rgcore.words.datasets.verdicts import dataset_verdicts

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
    covariate: str = "",
) -> str:
    """Return the page of one data set as HTML that needs nothing else: its pictures are inside.

    Its links lead to the report and the page of docs in the folder ``report`` beside its own.

    Parameters
    ----------
    name : str
        The data set.
    tables : mapping of str to DataFrame
        Those of ``rgcore.report.catalogue.PAGE_TABLES``, of this and perhaps other data sets.
    summary : str
        What was read, in a line.
    template : str
        Jinja2 HTML with the places ``title``, ``summary``, ``verdicts`` (by question), ``exponents``, ``outliers`` and
        ``nulls`` (rows of tables), ``read``, ``left_out``, ``few_samples``, ``nulls_left_out``, ``distrust`` and
        ``warnings`` (lists of sentences), ``n_left_out``, ``exclusion``, ``covariate`` and ``decides`` (sentences) and
        ``figures``, by the name of each figure its ``picture`` (a data URI) and ``seen``, a sentence; ``method``
        returns the address of a page of docs as :func:`rgcore.report.site.docs_page.method_address` does.
    left_out : sequence of str
        Nulls that the data could not be compared with, and why: a clause each.
    covariate : str
        Which covariate a null was given, a clause; "" without one.

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
        exponents=exponent_rows(own),
        few_samples=outlier_words(own),
        outliers=outlier_rows(own),
        read=read(own),
        left_out=variables_left_out(own),
        n_left_out=int((~own["dataset_report"]["kept"]).sum()),
        nulls=null_rows(own["pca_exclusion"], own["pca_power"]),
        nulls_left_out=[_capitalized(each) for each in left_out],
        covariate=_capitalized(covariate) if covariate else "",
        exclusion=exclusion_words(own["pca_exclusion"], own["pca_power"]),
        distrust=to_distrust(own),
        warnings=variable_warnings(own),
        decides=bench_words(own["bench_scores"]),
        figures=figures,
        method=method_address,
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
