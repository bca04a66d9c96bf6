"""The parameters behind some tables, in words for a caption."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rgcore.arguments.objects import paths_of
from rgcore.errors import InputError
from rgcore.tables.footers import read_stamp

__all__ = ["describe_parameters"]

_MOST_VALUES = 4


def describe_parameters(paths: Sequence[str | Path]) -> dict[str, str]:
    """Return name and value of every parameter in the stamps of ``paths``, and the root seed.

    Nested settings are named with dots, those in lists stand in parentheses; of many numbers the range is given.
    """
    described: dict[str, str] = {}
    for path in paths_of("paths", paths):
        stamp = read_stamp(path)
        if "parameters" not in stamp:
            raise InputError(f"{path} must be a table of this project, but it has no stamp")
        described.update(_flat("", stamp["parameters"]))
        if stamp["root_seed"] is not None:
            described["root_seed"] = str(stamp["root_seed"])
    return dict(sorted(described.items()))


def _flat(prefix: str, parameters: Mapping[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in parameters.items():
        if isinstance(value, Mapping):
            flat.update(_flat(f"{prefix}{name}.", value))
        else:
            flat[prefix + name] = _in_words(value)
    return flat


def _in_words(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{name} {_in_words(item)}" for name, item in value.items())
        return f"({inside})" if inside else "defaults"
    if not isinstance(value, list):
        return "none" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    if len(value) <= _MOST_VALUES:
        return ", ".join(_in_words(item) for item in value) if value else "none"
    try:
        ordered = sorted(value, key=float)
    except (TypeError, ValueError):
        return f"{len(value)} values"
    return f"{_in_words(ordered[0])} to {_in_words(ordered[-1])} ({len(value)} values)"
