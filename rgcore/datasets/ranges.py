"""Settings that carry their own ranges, checked when they are built from a config block."""

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, TypeVar

from rgcore.datasets.messages import nearest_first
from rgcore.errors import InputError

__all__ = ["build_settings", "check_keys", "ranged"]

Settings = TypeVar("Settings")


def ranged(default: float, low: float, high: float, unit: str, description: str) -> Any:
    """Declare a number of a settings class: its default, closed range, unit and one-line meaning.

    The type of the default, int or float, is the type demanded of the value.
    """
    return field(
        default=default, metadata={"low": low, "high": high, "unit": unit, "description": description}
    )


def check_keys(block: Mapping[str, Any], known: list[str]) -> None:
    """Raise InputError, with the nearest right key, if the block holds a key that is not known."""
    for key in block:
        if key not in known:
            raise InputError(
                f"key {key} is not known here; the nearest is {nearest_first(str(key), known)[0]}"
            )


def build_settings(settings_class: type[Settings], block: Mapping[str, Any]) -> Settings:
    """Build settings whose fields were declared by :func:`ranged`; absent keys take their defaults.

    Raises
    ------
    InputError
        If a key is unknown, or a value is not a number of the right type inside its range.
    """
    declared = {entry.name: entry for entry in fields(settings_class)}
    check_keys(block, list(declared))
    values = {key: _checked(key, value, declared[key]) for key, value in block.items()}
    return settings_class(**values)


def _checked(key: str, value: Any, declared: Any) -> int | float:
    whole = isinstance(declared.default, int)
    low, high = declared.metadata["low"], declared.metadata["high"]
    right_type = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if not right_type or not low <= value <= high:
        what = "an integer" if whole else "a number"
        raise InputError(f"{key} must be {what} from {low} to {high}, found {value!r}")
    return value if whole else float(value)
