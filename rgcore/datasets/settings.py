"""The config block of a data set that is read from files, checked and typed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from rgcore.cards import card_names, load_card
from rgcore.datasets.axes import AXES
from rgcore.datasets.cards import FileKindCard
from rgcore.datasets.messages import require_one_of
from rgcore.datasets.ranges import check_keys
from rgcore.errors import InputError

__all__ = ["DatasetSettings", "file_settings"]

MISSING_POLICIES = ("drop_variables", "drop_samples", "error")
CONSTANT_POLICIES = ("drop_variables", "error")
VALUES = ("counts", "binary")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSettings:
    """A data set that is read from files.

    Attributes
    ----------
    kind : str
        Name of a card in ``kinds/``.
    path : str
        A file, or a folder with one file per variable.
    array : str or None
        The array inside .npz, .mat or .h5; the group, cell array or units table of spike times; in a folder of tables
        the column, such as ``close``. May be left out where there is one only. A .npy file and a single
        table hold one array, for them it is ignored.
    axes : tuple of str
        The axes of the array as Python shows them, slowest first: numpy for .npy and .npz, scipy for
        .mat up to v7, h5py for .h5 and .mat v7.3, rows then columns for tables. **MATLAB stores v7.3
        files transposed**: what MATLAB shows as (variable, time) is (time, variable) here. Ignored where
        each variable has its own array.
    bin_width : float or None
        Seconds. Spike times need it; of binned spikes it only appears in the log.
    value : str
        What a bin of spikes holds: ``counts``, the default, or ``binary``, whether there was any.
    missing : str
        One of ``MISSING_POLICIES``; ``error`` by default.
    constant : str
        What a variable does that never changes, such as a silent cell: ``error``, the default, or
        ``drop_variables``.
    """

    kind: str
    path: str
    array: str | None = None
    axes: tuple[str, ...] = ("time", "variable")
    bin_width: float | None = None
    value: str = "counts"
    missing: str = "error"
    constant: str = "error"


def file_settings(block: Mapping[str, Any]) -> DatasetSettings:
    """Return the settings of a block whose data are read from files, without looking at any file.

    Raises
    ------
    InputError
        If a key is unknown or a value impossible.
    """
    kind = require_one_of(block.get("kind"), card_names("rgcore.datasets.kinds"), "kind")
    card = load_card("rgcore.datasets.kinds", kind)
    check_keys(block, [entry.name for entry in fields(DatasetSettings)])
    return DatasetSettings(
        kind=kind,
        path=_text(block.get("path"), "path"),
        array=None if block.get("array") is None else _text(block["array"], "array"),
        axes=_axes(block.get("axes", ("time", "variable"))),
        bin_width=_bin_width(block.get("bin_width"), kind, card),
        value=_value(block.get("value", "counts"), kind, card),
        missing=require_one_of(block.get("missing", "error"), MISSING_POLICIES, "missing"),
        constant=require_one_of(block.get("constant", "error"), CONSTANT_POLICIES, "constant"),
    )


def _text(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise InputError(f"{key} must be a text, found {value!r}")
    return value


def _axes(value: Any) -> tuple[str, ...]:
    listed = isinstance(value, list | tuple) and all(isinstance(axis, str) for axis in value)
    axes = tuple(value) if listed else ()
    named_once = len(set(axes)) == len(axes)
    if not named_once or not {"time", "variable"} <= set(axes) <= set(AXES):
        raise InputError(
            "axes must be time and variable, or also repeat, in any order, such as [repeat, variable, time], "
            f"found {value!r}"
        )
    return axes


def _value(value: Any, kind: str, card: FileKindCard) -> str:
    if value != "counts" and not card.spike_counts:
        raise InputError(f"value is for spikes alone, found {value!r} for kind {kind}")
    return require_one_of(value, VALUES, "value")


def _bin_width(value: Any, kind: str, card: FileKindCard) -> float | None:
    if value is None:
        if "bin_width" in card.required:
            raise InputError(f"bin_width (seconds) must be given for {kind}, found none")
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 < value < math.inf:
        raise InputError(f"bin_width must be a positive number of seconds, found {value!r}")
    return float(value)
