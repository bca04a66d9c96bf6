"""Two stamps: the one in a file, and the one that the file would have if it were made now."""

import json
from collections.abc import Iterable, Iterator, Mapping

from rgcore.errors import cut_short

__all__ = ["differ_in_config", "first_difference"]

_OF_FILES = ("docs", "template")  # parameters that are digests of files of the workflow


def first_difference(found: Mapping[str, object], wanted: Mapping[str, object]) -> tuple[str, str] | None:
    """Return what a file was made with and what is asked for now, or None if they agree.

    Root seed, parameters, code and the set of inputs are compared; what was measured is not known beforehand, and the
    contents of the inputs are compared elsewhere.

    Parameters
    ----------
    found, wanted : stamps as mappings, of plain types

    Returns
    -------
    tuple of two str, such as ``("root_seed 1", "root_seed 2")``, or None
        Words for "made with ... in place of ...".
    """
    return next(_differences(found, wanted), None)


def differ_in_config(found: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    """Return whether two stamps differ in the root seed or in parameters, which the config of a run decides."""
    if not found:
        return False
    before, now = (
        {name: value for name, value in (each.get("parameters") or {}).items() if name not in _OF_FILES}
        for each in (found, wanted)
    )
    return found.get("root_seed") != wanted["root_seed"] or before != now


def _differences(found: Mapping[str, object], wanted: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if not found:
        yield "parameters that are not recorded", "those asked for"
    if found.get("root_seed") != wanted["root_seed"]:
        yield f"root_seed {found.get('root_seed')}", f"root_seed {wanted['root_seed']}"
    yield from _of_parameters("", found.get("parameters") or {}, wanted["parameters"])
    if found.get("code") != wanted["code"]:
        yield from _of_versions(found.get("versions") or {}, wanted["versions"])
        yield "other code", "the present code"
    before, now = set(found.get("inputs") or {}), set(wanted["inputs"])
    if before != now:
        yield _files(before - now), _files(now - before)


def _of_parameters(
    prefix: str, found: Mapping[str, object], wanted: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield the parameters that differ; nested ones are named with dots."""
    for name in sorted({*found, *wanted}):
        old, new = found.get(name), wanted.get(name)
        if old == new and (name in found) == (name in wanted):
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _of_parameters(f"{prefix}{name}.", old, new)
        else:
            yield tuple(
                f"{prefix}{name} {_short(each[name])}" if name in each else f"no {prefix}{name}"
                for each in (found, wanted)
            )


def _of_versions(found: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, version in wanted.items():
        if found.get(name) not in (None, version):
            yield f"{name} {found[name]}", f"{name} {version}"


def _files(paths: Iterable[str]) -> str:
    first, *more = [*sorted(paths), ""]
    if not first:
        return "nothing else"
    return f"input {first}" + (f" and {len(more) - 1} more" if len(more) > 1 else "")


def _short(value: object) -> str:
    return cut_short(json.dumps(value))
