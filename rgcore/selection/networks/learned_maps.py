"""Rows of the learned maps: the last step, in the order and with the names in which maps are shown."""

from pandas import DataFrame, Series, concat

from rgcore.selection.names import plain

__all__ = ["FIRST", "last_step", "shown_lines"]

FIRST = "majority"
"""The map that is shown first."""


def last_step(rows: DataFrame) -> DataFrame:
    """Return the rows of the last blocking step of the largest lattice."""
    largest = rows[rows["side"] == rows["side"].max()]
    return largest[largest["blocking_step"] == largest["blocking_step"].max()]


def shown_lines(rows: DataFrame) -> DataFrame:
    """Return the rows that are shown, in order, with the label of their ``line``.

    These are the last step of all maps on the largest lattice, and then maps with free filters, and those with one
    filter that are trained alike, on the lattice of the former.
    """
    labels = map_labels(rows)
    order = {name: place for place, name in enumerate(labels)}
    largest, free = last_step(rows), free_filters(rows)
    sides = free["side"].astype(str) + " to " + free["blocked_side"].astype(str)
    parts = (
        largest.assign(line=largest["map"].map(labels)),
        free.assign(line=free["map"].map(labels) + " (" + sides + ")"),
    )
    return concat(
        [part.sort_values("map", key=lambda names: names.map(order), kind="stable") for part in parts]
    )


def free_filters(rows: DataFrame) -> DataFrame:
    """Return the rows of the lattice on which maps with free filters are tested; none if there are no such maps."""
    sides = rows.loc[rows["sharing"] == "none", "side"]
    return rows[rows["side"].isin(sides) & (rows["source"] != "none")]


def map_labels(tests: DataFrame) -> dict[str, str]:
    """Return labels by map in the order of showing: the majority rule, other untrained maps, then trained ones."""
    maps = tests.drop_duplicates("map").assign(
        is_trained=lambda each: each["source"] != "none",
        is_later=lambda each: each["map"] != FIRST,
        is_free=lambda each: each["sharing"] == "none",
    )
    order = ["is_trained", "is_later", "is_free", "source", "training_temperature", "l1", "units", "map"]
    names_units = maps.loc[maps["is_trained"], "units"].nunique() > 1
    return {
        row["map"]: map_label(row, names_units=names_units) for _, row in maps.sort_values(order).iterrows()
    }


def map_label(row: Series, *, names_units: bool) -> str:
    """Return the name of a map in words."""
    if row["source"] == "none":
        return plain(row["map"])
    source = {"ising": "Ising"}.get(row["source"], plain(row["source"]))
    units = f", {row['units']}" if names_units else ""
    free = "free filters, " if row["sharing"] == "none" else ""
    return f"{free}{source}, T = {row['training_temperature']:.4g}, L1 {row['l1']:g}{units}"
