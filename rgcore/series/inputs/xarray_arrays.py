"""Labelled arrays of xarray: the names of their dimensions decide which one is time."""

from typing import Any

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, card_of

__all__ = ["CARD"]

TIME, VARIABLE = "time", "variable"


def _read(data: Any) -> Table:
    array = _joined(data) if hasattr(data, "data_vars") else data
    time, variable = _dimensions(tuple(array.dims))
    if time == TIME and time in array.indexes and not array.indexes[time].is_monotonic_increasing:
        raise InputError(
            "samples must follow one another in time, but time goes back: write array.sortby('time')"
        )
    array = array.transpose(time, variable)
    values = array.data  # of numpy, or of dask where it is larger than memory
    names = tuple(map(str, array[variable].values)) if variable in array.coords else None
    return Table(card_of(values).read(values).blocks, names)


def _joined(dataset: Any) -> Any:
    """Return the variables of a Dataset as one array, (variable, time)."""
    dimensions = {tuple(array.dims) for array in dataset.data_vars.values()}
    if len(dimensions) != 1 or len(next(iter(dimensions))) != 1:
        raise InputError(
            "samples must be an xarray Dataset whose variables all have one dimension, the same, found "
            f"{' and '.join(map(str, sorted(dimensions)))}: choose one of its arrays"
        )
    return dataset.to_dataarray(dim=VARIABLE)


def _dimensions(names: tuple[str, ...]) -> tuple[str, str]:
    """Return the dimensions of time and of the variables; InputError unless one of them is named as such."""
    if len(names) == 2 and TIME in names and names[0] != names[1]:
        return TIME, next(name for name in names if name != TIME)
    if len(names) == 2 and VARIABLE in names:
        return next(name for name in names if name != VARIABLE), VARIABLE
    remedy = f"write array.rename({{name: {TIME!r}}}) with the name of the dimension of time"
    remedy = remedy if len(names) == 2 else "choose or stack dimensions until two are left"
    raise InputError(
        f"samples must have two dimensions, one of them named {TIME} or the other {VARIABLE}, found "
        f"({', '.join(map(str, names))}): {remedy}"
    )


CARD = InputCard(
    library="xarray",
    objects={
        "DataArray": "two dimensions, one named `time` or the other `variable`, in any order; others are refused; the "
        "coordinate of the variables names them",
        "Dataset": "of arrays along one dimension, the same: they are the variables",
    },
    read=_read,
)
