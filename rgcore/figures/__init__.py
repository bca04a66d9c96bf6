"""Figures: tables in, drawings and captions out. One module per figure, read only when it is asked for.

A figure's module has ``draw(tables)`` and ``seen(tables)``; the catalogue names the tables that it reads.
Importing this package imports neither matplotlib nor pandas: the workflow reads the catalogue at parse time.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from rgcore.report.catalogue import CATALOGUE

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

__all__ = ["FIGURES", "caption", "draw_figure", "seen"]

FIGURES = tuple(CATALOGUE)


def draw_figure(name: str, tables: Mapping[str, "DataFrame"]) -> "Figure":
    """Draw one figure from its tables.

    Parameters
    ----------
    name : str
        One of ``FIGURES``.
    tables : mapping of str to DataFrame
        At least those that the catalogue names, with the columns of `the schemas of the subjects`; left untouched.

    Returns
    -------
    Figure
        It saves itself in the project's style, whatever the caller's matplotlib settings.

    Raises
    ------
    ValueError
        If there is no such figure, or one of its tables is not given.
    """
    return _module(name, tables).draw(tables)


def seen(name: str, tables: Mapping[str, "DataFrame"]) -> str:
    """Return what the numbers of one figure say, in plain words; arguments and errors as of :func:`draw_figure`."""
    return _module(name, tables).seen(tables)


def caption(
    name: str, tables: Mapping[str, "DataFrame"], template: str, parameters: Mapping[str, str]
) -> str:
    """Return the caption of one figure as reStructuredText.

    Parameters
    ----------
    name, tables
        As for :func:`draw_figure`.
    template : str
        Jinja2 text with the places ``{{ seen }}`` and ``{{ parameters }}``.
    parameters : mapping of str to str
        The parameters behind the figure, printed in their order.

    Raises
    ------
    ValueError
        If there is no such figure, or one of its tables is not given.
    """
    from rgcore.report.captions import render_caption  # noqa: PLC0415  (jinja2, only where it is needed)

    return render_caption(template, seen(name, tables), parameters)


def _module(name: str, tables: Mapping[str, "DataFrame"]) -> ModuleType:
    """Import the module of one figure and check that its tables are there."""
    if name not in FIGURES:
        raise ValueError(f"a figure must be one of {', '.join(FIGURES)}; got {name}")
    missing = [table for table in CATALOGUE[name].tables if table not in tables]
    if missing:
        raise ValueError(
            f"{name} needs the tables {', '.join(CATALOGUE[name].tables)}; missing {', '.join(missing)}"
        )
    return import_module(f"rgcore.figures.{name}")
