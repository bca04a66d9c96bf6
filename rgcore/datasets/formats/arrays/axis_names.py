"""What an HDF5 file calls the axes of an array: labels or scales of its dimensions, as in netCDF."""

from typing import Any

from rgcore.errors import InputError

__all__ = ["axis_names", "refuse_other_axes"]

OF_TIME = frozenset(
    ("time", "times", "t", "frame", "frames", "sample", "samples", "bin", "bins", "date", "dates")
)


def axis_names(dataset: Any) -> tuple[str, ...]:
    """Return the label of each dimension of an h5py dataset, or else the name of its only scale; "" without either."""
    return tuple(dim.label or _scale(list(dim.values())) for dim in dataset.dims)


def _scale(scales: list[Any]) -> str:
    return scales[0].name.rpartition("/")[2] if len(scales) == 1 else ""


def refuse_other_axes(names: tuple[str, ...], axes: tuple[str, ...], where: str) -> None:
    """Raise InputError if one axis alone is called time or the like, and ``axes`` has time elsewhere."""
    places = [place for place, name in enumerate(names) if name.lower() in OF_TIME]
    if len(names) != len(axes) or len(places) != 1 or axes[places[0]] == "time":
        return
    order = list(axes)
    swapped = axes.index("time")
    order[swapped], order[places[0]] = order[places[0]], order[swapped]
    raise InputError(
        f"{where} must have the axes [{', '.join(axes)}], but the file calls them {', '.join(names)}: write axes: "
        f"[{', '.join(order)}], or axes: [{', '.join(axes)}] if the file is wrong"
    )
