"""The dimensions of space in the figure of the momentum-shell flow and in its caption."""

from pandas import DataFrame

from rgcore.selection.rows import nearest_each

__all__ = ["one_component", "shown_dimensions"]

_WANTED = (3.0, 4.0, 5.0)


def shown_dimensions(flow: DataFrame) -> list[float]:
    """Return the dimensions of ``landau_flow`` nearest to 3, 4 and 5, ascending."""
    return nearest_each(flow["dimension"].tolist(), _WANTED)


def one_component(rows: DataFrame) -> DataFrame:
    """Return the rows of a field of one component, the Ising class, which the figure shows."""
    return rows[rows["n_components"] == 1]
