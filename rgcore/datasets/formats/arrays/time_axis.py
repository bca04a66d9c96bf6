"""Which axis of an array is time by what its file holds: names of axes, or a vector of times as long as one of them."""

from collections.abc import Mapping
from typing import Any

from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError

__all__ = [
    "VECTORS",
    "TimeAxis",
    "refuse_other_axes",
    "refuse_wide_arrays",
    "time_axis_by_name",
    "time_axis_by_vector",
]

TimeAxis = tuple[int, str]
"""Number of an axis, from 0 on, and what shows that it is time."""

VECTORS = frozenset(("t", "time", "times", "timestamp", "timestamps", "tvec", "frame_times"))
NAMES = VECTORS | {"frame", "frames", "sample", "samples", "bin", "bins", "date", "dates"}


def time_axis_by_name(dataset: Any) -> TimeAxis | None:
    """Return the only axis of an h5py dataset whose label, or whose only scale, is called time or the like."""
    names = [dim.label or _scale(list(dim.values())) for dim in dataset.dims]
    found = [
        (place, f"which the file calls {name}") for place, name in enumerate(names) if name.lower() in NAMES
    ]
    return found[0] if len(found) == 1 else None


def _scale(scales: list[Any]) -> str:
    return scales[0].name.rpartition("/")[2] if len(scales) == 1 else ""


def time_axis_by_vector(shape: tuple[int, ...], beside: Mapping[str, tuple[int, ...]]) -> TimeAxis | None:
    """Return the only axis that is as long as a vector beside the array that is called time or the like."""
    lengths = {
        max(extents): name
        for name, extents in beside.items()
        if name.lower() in VECTORS
        and extents
        and 0 not in extents
        and sum(extent > 1 for extent in extents) == 1
    }
    found = [
        (place, f"which is as long as {lengths[extent]}")
        for place, extent in enumerate(shape)
        if extent in lengths
    ]
    return found[0] if len(found) == 1 else None


def refuse_other_axes(found: TimeAxis | None, axes: tuple[str, ...], where: str) -> None:
    """Raise InputError if the file shows that time is another axis than ``axes`` has it."""
    if found is None or found[0] >= len(axes) or axes[found[0]] == "time":
        return
    place, reason = found
    order = list(axes)
    swapped = axes.index("time")
    order[swapped], order[place] = order[place], order[swapped]
    raise InputError(
        f"{where} must have the axes [{', '.join(axes)}], but time may be axis {place + 1}, {reason}: write axes: "
        f"[{', '.join(order)}] if so, or axes: [{', '.join(axes)}] if not"
    )


def refuse_wide_arrays(shape: tuple[int, ...], axes: tuple[str, ...], where: str) -> None:
    """Raise InputError if an array of two axes that nothing names has more variables than samples.

    Recordings mostly have more samples, so the axes may be the other way round. Arrays of fewer samples than a data set
    needs are left to :func:`rgcore.datasets.size_limits.check_size`.
    """
    if len(shape) != len(axes) or len(axes) > 2:
        return
    n_samples, n_variables = shape[axes.index("time")], shape[axes.index("variable")]
    if MINIMUM_SAMPLES <= n_samples < n_variables:
        raise InputError(
            f"{where} must show which axis is time where it has more variables than samples, found {n_samples} samples "
            f"of {n_variables} variables: write axes: [{', '.join(reversed(axes))}] if time is axis "
            f"{axes.index('variable') + 1}, or axes: [{', '.join(axes)}] if it is axis {axes.index('time') + 1}"
        )
