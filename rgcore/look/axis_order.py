"""Which axis of an array is taken for time."""

from collections.abc import Iterator

from rgcore.datasets.size_limits import check_size
from rgcore.errors import InputError
from rgcore.look.place import Block, Place

__all__ = ["TRAINS", "order_of_axes", "shape_read", "three_axes"]

TRAINS = "spike_times"  # times have no axes
AXES_OF_TWO = ["time", "variable"]


def order_of_axes(block: Block, place: Place) -> Iterator[str]:
    """Yield which axis of an array is taken for time and why, as a phrase; nothing where the layout fixes it."""
    shape = (
        None
        if place.is_table or block["kind"] == TRAINS or len(place.files) > 1
        else shape_read(block, place)
    )
    axes = block.get("axes", AXES_OF_TWO)
    if shape is None or len(shape) != len(axes):
        return
    taken = f"{' x '.join(map(str, shape))} is taken as {' x '.join(axes)}"
    if len(shape) > len(AXES_OF_TWO):
        yield (
            f"{taken}, the longest axis for time, of the others the first for repeats: change axes if that is wrong"
        )
        return
    n_samples, n_variables = shape if axes == AXES_OF_TWO else shape[::-1]
    why = ", because most data have more samples than variables" if n_samples > n_variables else ""
    try:
        check_size(n_variables, n_samples, "the other way it")
        otherwise = f"otherwise axes: [{axes[1]}, {axes[0]}]"
    except InputError:
        otherwise = f"{n_variables} samples of {n_samples} variables could not be read"
    yield f"{taken}{why}: {otherwise}"


def shape_read(block: Block, place: Place) -> tuple[int, ...] | None:
    """Return the shape of the array that a block reads; None if it names none."""
    if "array" not in block and len(place.shapes) == 1:
        return next(iter(place.shapes.values()))
    return place.shapes.get(block.get("array"))


def three_axes(shape: tuple[int, ...]) -> list[str]:
    """Return names of three axes, the longest one time, of the others the first one repeat."""
    longest = max(range(3), key=shape.__getitem__)
    others = iter(["repeat", "variable"])
    return ["time" if axis == longest else next(others) for axis in range(3)]
