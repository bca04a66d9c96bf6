"""Time series, such as the responses of regions of interest: where their numbers are, and what variables they have.

A series is a group with the dataset ``data``, one row per time. ``rois`` of a RoiResponseSeries, and ``electrodes`` of
an ElectricalSeries, hold the rows of the table that describes its columns. Some files hold the transpose.
"""

from pathlib import Path
from typing import Any

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.arrays.described_array import NOTHING_DESCRIBED, Clock, Described
from rgcore.datasets.formats.arrays.hdf5_links import has_link, item_within, refuse_outside_data
from rgcore.datasets.formats.arrays.hdf5_tree import is_group, open_hdf5
from rgcore.datasets.formats.neurodata.dynamic_table import plain_columns, row_ids
from rgcore.datasets.formats.neurodata.table_intervals import intervals_of_table
from rgcore.datasets.keys.sampling import During
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError

__all__ = ["describe_series", "series_path"]

DATA, ROIS = "data", "rois"
REGIONS = {ROIS: "roi", "electrodes": "electrode"}


def series_path(file: Any, array: str | None, path: Path) -> str | None:
    """Return the path of the numbers of a series that ``array`` names, or the only series of regions of interest.

    None is returned where ``array`` names something else, or nothing and there is no such series.

    Raises
    ------
    InputError
        If there are several; lists them.
    """
    if array is None:
        names = _series_below(file, ROIS, path)
        return f"{choose_array(path, None, names)}/{DATA}" if names else None
    item = item_within(file, array, path)
    if item is None or not is_group(item):
        return None
    if has_link(item, DATA):
        return f"{array.strip('/')}/{DATA}"
    names = [f"{array.strip('/')}/{name}" for name in _series_below(item, DATA, path)]
    return f"{choose_array(path, None, names)}/{DATA}" if names else None


def describe_series(file: Any, name: str, path: Path) -> Described:
    """Return what the file holds about the series whose numbers are at ``name``."""
    place, _, last = name.rpartition("/")
    series = item_within(file, place, path) if last == DATA and place else None
    if series is None or not is_group(series) or not has_link(series, DATA):
        return NOTHING_DESCRIBED
    data, where = item_within(series, DATA, path), f"array {name} of {path}"
    if data.shape is None or len(data.shape) != 2:
        return NOTHING_DESCRIBED
    region = next((key for key in REGIONS if has_link(series, key)), None)
    variables = None if region is None else _variables(series, region, where, path)
    return Described(
        variables=variables,
        axes=_axes(series, data.shape, variables, where, path),
        decisions=Decisions(made=(*_columns(name, region, variables), *_rate(series, path))),
        clock=_clock(place, path) if _has_times(series, path) else None,
    )


def _variables(series: Any, region: str, where: str, path: Path) -> VariableTable | None:
    """Return the regions of interest or electrodes of a series, named by their ids."""
    rows_of = item_within(series, region, path)
    if rows_of is None or is_group(rows_of) or "table" not in rows_of.attrs:
        return None
    refuse_outside_data(rows_of, path)
    table = item_within(series.file, series.file[rows_of.attrs["table"]].name, path)
    ids, rows = row_ids(table, f"table {table.name.strip('/')} of {path}"), np.asarray(rows_of[()])
    if rows.size and not (rows.min() >= 0 and rows.max() < len(ids)):
        if region != ROIS:
            return None  # early versions of MatNWB counted electrodes from 1
        raise InputError(
            f"{where} must have rows of a table of {len(ids)} in {region}, found {rows.min()} to {rows.max()}"
        )
    columns = {
        name: [entries[row] for row in rows.tolist()] for name, entries in plain_columns(table, path).items()
    }
    return VariableTable(names=tuple(f"{REGIONS[region]}_{ids[row]}" for row in rows), columns=columns)


def _axes(
    series: Any, shape: tuple[int, ...], variables: VariableTable | None, where: str, path: Path
) -> tuple[str, ...] | None:
    """Return the axes: the first is time unless the numbers of times or of variables show the transpose."""
    n_times = item_within(series, "timestamps", path).size if has_link(series, "timestamps") else None
    n_variables = None if variables is None else len(variables.names)
    fits = [
        axes
        for axes, (times, others) in ((("time", "variable"), shape), (("variable", "time"), shape[::-1]))
        if n_times in (None, times) and n_variables in (None, others)
    ]
    if not fits:
        raise InputError(
            f"{where} must have one time per timestamp ({n_times}) and one column per row of the table of its "
            f"variables ({n_variables}), found shape {shape}"
        )
    return fits[0]


def _has_times(series: Any, path: Path) -> bool:
    return has_link(series, "timestamps") or bool(_rate(series, path))


def _clock(place: str, path: Path) -> Clock:
    """Return when the samples of the series at a place of the file were taken."""

    def times() -> np.ndarray:
        with open_hdf5(path) as file:
            series = item_within(file, place, path)
            if has_link(series, "timestamps"):
                stamps = item_within(series, "timestamps", path)
                refuse_outside_data(stamps, path)
                return np.asarray(stamps[()], dtype=np.float64)
            start, shape = item_within(series, "starting_time", path), series[DATA].shape
            described = describe_series(file, f"{place}/{DATA}", path)
            n_times = shape[(described.axes or ("time",)).index("time")]
            return float(start[()]) + np.arange(n_times) / float(start.attrs["rate"])

    def intervals(during: During) -> tuple[np.ndarray, Decisions]:
        with open_hdf5(path) as file:
            return intervals_of_table(file, during, path)

    return Clock(times=times, intervals=intervals)


def _columns(name: str, region: str | None, variables: VariableTable | None) -> tuple[str, ...]:
    return () if variables is None else (f"{name} is read, one variable per {REGIONS[region]} (array)",)


def _rate(series: Any, path: Path) -> tuple[str, ...]:
    start = item_within(series, "starting_time", path) if has_link(series, "starting_time") else None
    rate = None if start is None else start.attrs.get("rate")
    return () if rate is None else (f"the file states {float(rate):g} samples per second",)


def _numbers_of(group: Any, path: Path) -> Any:
    """Return the dataset of the numbers of a series; None if the group is none, or they are a link to another file."""
    import h5py  # noqa: PLC0415  (a quarter of a second that parsing a workflow need not pay)

    if not has_link(group, DATA) or isinstance(group.get(DATA, getlink=True), h5py.ExternalLink):
        return None
    item = item_within(group, DATA, path)
    return None if item is None or is_group(item) else item


def _series_below(group: Any, key: str, path: Path) -> list[str]:
    """Return the paths of series that have a dataset of this name, too, and at least two axes."""
    names = []

    def note(name: str, item: Any) -> None:
        if is_group(item) and has_link(item, key):
            data = _numbers_of(item, path)
            if data is not None and len(data.shape or ()) > 1:
                names.append(name)

    group.visititems(note)
    return names
