"""The reference that is for a config, if there is one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from rgcore.errors import InputError, cut_short
from rgcore.verification.references.reference_files import About, read_about

__all__ = ["config_digest", "reference_for", "settings_of_numbers"]

_NO_NUMBERS = ("root_seed", "limits", "checkpoints", "jobs", "study")
"""Keys of a config that no number depends on, and the root seed, which a reference has several of."""


def settings_of_numbers(config: Mapping[str, object]) -> dict[str, object]:
    """Return the part of a config that numbers depend on, beside the root seed."""
    return {key: value for key, value in config.items() if key not in _NO_NUMBERS}


def config_digest(config: Mapping[str, object]) -> str:
    """Return a digest of the part of a config that numbers depend on."""
    text = json.dumps(settings_of_numbers(config), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def reference_for(config: Mapping[str, object], folder: Path) -> About:
    """Return what the reference that a config has in ``folder`` is about.

    Raises
    ------
    InputError
        If no reference is for this config; names the first key in which the nearest one differs.
    """
    abouts = [read_about(path.parent) for path in sorted(folder.glob("*/about.json"))]
    if not abouts:
        raise InputError(f"{folder} must hold a reference, found none: make reference-results makes one")
    differing = {about.name: _differing_keys(about.config, settings_of_numbers(config)) for about in abouts}
    nearest = min(abouts, key=lambda about: len(differing[about.name]))
    if keys := differing[nearest.name]:
        more = f" and in {len(keys) - 1} more" if len(keys) > 1 else ""
        raise InputError(
            f"the config must be that of a reference ({', '.join(differing)}), but it differs from {nearest.name} in "
            f"{keys[0]}{more}: make a reference for it by `make reference-results`"
        )
    return nearest


def _differing_keys(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """Return dotted keys whose values differ, with both values."""
    return [f"{key} ({was} there, {value} here)" for key, was, value in _differences(before, now, "")]


def _differences(before: object, now: object, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in sorted({*before, *now}):
            name = f"{place}.{key}" if place else str(key)
            yield from _differences(before.get(key, "nothing"), now.get(key, "nothing"), name)
    elif before != now:
        yield place, _short(before), _short(now)


def _short(value: object) -> str:
    return cut_short(str(value), 20)
