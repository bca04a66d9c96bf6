"""Spikes of all cells in one array, and the cell of each in another."""

from collections.abc import Sequence

import numpy as np

from rgcore.errors import InputError

__all__ = ["joined_labels", "labels_present", "spikes_by_label", "unit_name"]


def labels_present(labels: np.ndarray, where: str) -> list[int] | list[str]:
    """Return the labels that occur, sorted; see :func:`spikes_by_label`."""
    present, numbers = _numbered(labels, where)
    return present[np.bincount(numbers, minlength=len(present)) > 0].tolist()


def spikes_by_label(times: np.ndarray, labels: np.ndarray, where: str) -> dict[str, np.ndarray]:
    """Return the times of every cell by its name, sorted by label: unit_<n> for a number, a text as it is.

    Parameters
    ----------
    times : (n_spikes,) array
        In any order and unit.
    labels : (n_spikes,) array
        Integers, also as floats, or text.
    where : str
        Opens the message of an error, such as "folder x".

    Raises
    ------
    InputError
        If there are more or fewer labels than times, a label is missing, or a number is no integer.
    """
    if times.shape != labels.shape:
        raise InputError(
            f"{where} must hold one label per spike time, found {labels.size} labels and {times.size} "
            "times: name two arrays of the same spikes under times and labels"
        )
    present, numbers = _numbered(labels, where)
    order = np.argsort(numbers, kind="stable")  # a radix sort for up to 65,536 cells
    ends = np.cumsum(np.bincount(numbers, minlength=len(present)))
    trains = np.split(times[order], ends[:-1]) if len(present) else []
    names = map(unit_name, present.tolist())
    return {name: train for name, train in zip(names, trains, strict=True) if train.size}


def joined_labels(columns: Sequence[np.ndarray], where: str) -> tuple[np.ndarray, list[str]]:
    """Return the labels that several columns give together, as numbers, and the names of the cells by number.

    A name has the entries of all columns joined by _, after unit_ if the first is a number.

    Parameters
    ----------
    columns : sequence of (n_spikes,) arrays
        Integers, also as floats, or text.
    where : str
        Opens the message of an error.
    """
    joint, names = np.zeros(columns[0].size, dtype=np.int64), [""]
    for column in columns:
        if column.shape != columns[0].shape:
            raise InputError(
                f"{where} must hold all labels of every spike, found {columns[0].size} and {column.size}"
            )
        present, numbers = _numbered(column, where)
        joint, codes = np.unique(joint * len(present) + numbers, return_inverse=True)
        pairs = [divmod(int(code), len(present)) for code in joint]
        names = [f"{names[first]}_{present[second]}" for first, second in pairs]
        joint = codes
    prefix = "unit" if columns[0].dtype.kind in "iuf" else ""
    return joint, [f"{prefix}{name}" if prefix else name.removeprefix("_") for name in names]


def unit_name(label: int | str) -> str:
    """Return the name of the cell with a label."""
    return label if isinstance(label, str) else f"unit_{label}"


def _numbered(labels: np.ndarray, where: str) -> tuple[np.ndarray, np.ndarray]:
    """Return sorted labels that include all those of the spikes, and the place of every spike's label among them."""
    if labels.dtype.kind == "f":
        labels = _whole_numbers(labels, where)
    if labels.dtype.kind not in "iu":
        return _numbered_text(labels)
    if not labels.size:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint16)
    low, high = int(labels.min()), int(labels.max())
    if (
        high - low < 2**16
    ):  # nearly always: a table of all labels in between is shorter than a sort of the spikes
        return np.arange(low, high + 1), (labels.astype(np.int64) - low).astype(np.uint16)
    return np.unique(labels, return_inverse=True)


def _whole_numbers(labels: np.ndarray, where: str) -> np.ndarray:
    wrong = ~np.isfinite(labels) | (labels != np.floor(labels))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            f"{where} must hold an integer as label of every spike, found {labels[place]:g} at {place + 1}: "
            "are times and labels exchanged?"
        )
    return labels.astype(np.int64)


def _numbered_text(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    numbers, present = pd.factorize(labels, sort=True)
    words = [each.decode() if isinstance(each, bytes) else str(each) for each in present.tolist()]
    return np.array(words, dtype=str), numbers
