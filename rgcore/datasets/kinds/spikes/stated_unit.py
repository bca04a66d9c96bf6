"""The unit of spike times that files state: in attributes, in the names of arrays, and in words beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rgcore.datasets.formats.arrays.time_attributes import UNITS, time_unit_of_name, time_unit_of_word
from rgcore.datasets.formats.arrays.words_beside import RATES
from rgcore.datasets.formats.arrays.words_beside import UNITS as UNIT_NAMES
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["Beside", "unit_of_names", "with_stated_unit", "words_beside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What words and numbers beside arrays state: units of time by a phrase on where, and samples per second (Hz)."""

    units: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)


def words_beside(path: Path, group: str, written: str | None) -> Beside:
    """Return what a file states at its top and in a group.

    Raises
    ------
    InputError
        If something like ``time_unit`` is no unit of time, and the config has ``written`` none.
    """
    card = format_card(path)
    if card.arrays is None or card.arrays.beside is None:
        return Beside()
    with report_broken_file(path):
        held = card.arrays.beside(path, group)
    units = {}
    for name, value in held.items():
        if name.lower() not in UNIT_NAMES or not isinstance(value, str):
            continue
        unit = time_unit_of_word(value)
        if unit is None and "time" in name.lower() and written is None:
            raise InputError(
                f"{path} must state a unit of time, but {name} is {value!r}: write time_unit, one of {', '.join(UNITS)}"
            )
        if unit is not None:
            units[f"{name} = {value.strip()} states"] = unit
    rates = {
        name: value
        for name, value in held.items()
        if name.lower() in RATES and not isinstance(value, str) and value > 0
    }
    return Beside(units=units, rates=rates)


def unit_of_names(names: Sequence[str], where: str) -> dict[str, str]:
    """Return the unit in which all names of arrays or columns end, by a phrase on where it is; none if none does.

    Raises
    ------
    InputError
        If they end in several units, or some of them alone end in one.
    """
    found = {name: time_unit_of_name(name) for name in names}
    units = set(found.values())
    if len(units) > 1:
        name = next(name for name, unit in found.items() if unit is not None)
        other = next(other for other, unit in found.items() if unit != found[name])
        raise InputError(
            f"{where} must state one unit of time, but the name {name} ends in {found[name]} and {other} in "
            f"{found[other] or 'none'}: write time_unit: {found[name]} if all are in it, or exclude what are no cells"
        )
    return {f"the name {names[0]} states": unit for unit in units if unit is not None}


def with_stated_unit(
    found: Vectors, settings: DatasetSettings, where: str, names: Sequence[str], beside: Beside
) -> Vectors:
    """Return spike times with the one unit that attributes, names and words state, if there is any.

    Raises
    ------
    InputError
        If they state several, or one that the key ``time_unit`` cannot name, and the config has no ``time_unit``.
    """
    found = replace(found, rates={**found.rates, **beside.rates})
    attribute = {} if found.time_unit is None else {"the files state": found.time_unit}
    if settings.time_unit is not None:
        stated = attribute | dict(beside.units)
        return replace(found, time_unit=next(iter(stated.values()), None))
    stated = attribute | dict(beside.units) | unit_of_names(names, where)
    units = set(stated.values())
    if len(units) > 1:
        (one, first), (other, second) = list(stated.items())[:2]
        raise InputError(
            f"{where} must state one unit of time, but {one} {first} and {other} {second}: write time_unit: {first} or "
            f"time_unit: {second}"
        )
    if units - set(UNITS):
        raise InputError(
            f"{where} must hold spike times in {', '.join(UNITS)}, but {next(iter(stated))} {units.pop()}: save them "
            "in seconds, or write time_unit if it is one of these"
        )
    return replace(found, time_unit=next(iter(units), None), stated_by=next(iter(stated), ""))
