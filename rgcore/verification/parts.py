"""Parts of a run that are compared one by one: its tables, and its figures drawn anew from them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from rgcore.figures import draw_figure
from rgcore.figures.cards import figure_cards
from rgcore.pipeline.subjects import tables
from rgcore.repeatability import KINDS, Repeatability, exact
from rgcore.verification.cells import Cells, bits, cells
from rgcore.verification.drawn_data import KEYS, drawn_data

__all__ = ["Part", "classes", "parts_of_run", "table_part"]


class Part(NamedTuple):
    """A table or a figure: its name, how reproducible its numbers are, its cells and the bits of its columns."""

    name: str
    repeatability: Repeatability
    cells: Cells
    bits: dict[str, str]


def parts_of_run(frames: Mapping[str, pd.DataFrame]) -> Iterator[Part]:
    """Yield the tables of a run and then its figures, each drawn when it is asked for.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Every table of a run, by name.
    """
    for table in tables():
        yield table_part(table.name, frames[table.name])
    for name in figure_cards():
        yield _figure_part(name, frames)


def table_part(name: str, frame: pd.DataFrame) -> Part:
    """Return a table as a part."""
    table = next(table for table in tables() if table.name == name)
    keys = [key for key in table.schema.keys if key in frame.columns]
    part = cells(name, frame, keys, table.repeatability)
    return Part(name, table.repeatability, part, bits(frame))


def _figure_part(name: str, frames: Mapping[str, pd.DataFrame]) -> Part:
    """Return the data that a figure shows as a part."""
    repeatability, data = classes()[f"figure {name}"], drawn_data(draw_figure(name, frames))
    return Part(
        f"figure {name}",
        repeatability,
        cells(f"figure {name}", data, KEYS, repeatability),
        bits(data),
    )


def classes() -> dict[str, Repeatability]:
    """Return how reproducible every table and every figure is, by the name of the part.

    A figure has the class of its least reproducible table, because drawing adds no randomness.
    """
    declared = {table.name: table.repeatability for table in tables()}
    figures = {
        f"figure {name}": _of_figure([declared[table] for table in card.tables])
        for name, card in figure_cards().items()
    }
    return declared | figures


def _of_figure(tables: list[Repeatability]) -> Repeatability:
    kind = max((table.kind for table in tables), key=KINDS.index)
    if kind == "exact":
        return exact()
    by_place = ("number",) if any(table.by_place for table in tables) else ()
    rtol, atol = max(table.rtol for table in tables), max(table.atol for table in tables)
    return Repeatability(kind=kind, rtol=rtol, atol=atol, by_place=by_place)
