"""Figures: tables in, drawings out. One module per figure, with its card, read only when it is asked for.

Importing this package imports neither matplotlib nor pandas: the workflow reads the cards at parse time.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from rgcore.arguments.objects import mapping
from rgcore.errors import InputError
from rgcore.figures.cards import figure_cards, figure_module

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

__all__ = ["draw_figure"]


def draw_figure(name: str, tables: Mapping[str, "DataFrame"]) -> "Figure":
    """Draw one figure from its tables.

    Parameters
    ----------
    name : str
        Name of a figure, such as "pca_spectrum".
    tables : mapping of str to DataFrame
        At least those of its card, with the columns of their schemas; left untouched.

    Returns
    -------
    Figure
        It saves itself in the project's style, whatever the caller's matplotlib settings.

    Raises
    ------
    InputError
        If there is no such figure, or one of its tables, or a column of one, is not given.
    """
    module = figure_module(name)
    wanted = figure_cards()[name].tables
    missing = [table for table in wanted if table not in mapping("tables", tables)]
    if missing:
        raise InputError(f"{name} needs the tables {', '.join(wanted)}; missing {', '.join(missing)}")
    try:
        return import_module(module).draw(tables)
    except KeyError as absent:
        raise InputError(
            f"{name} needs tables as their schemas describe them, {absent} is missing"
        ) from absent
