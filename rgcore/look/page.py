"""The text that ``rgcore look`` prints."""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from rgcore.arguments.objects import a_path
from rgcore.cards import card_names, load_card
from rgcore.datasets.config_block import dataset_settings
from rgcore.datasets.formats.format_of_file import known_format
from rgcore.datasets.select_variables import VariableTable
from rgcore.errors import InputError
from rgcore.look.axis_order import TRAINS, order_of_axes
from rgcore.look.contents import (
    array_shapes,
    columns_of_table,
    contents_of_arrays,
    first_lines,
    lines_on_trains,
)
from rgcore.look.place import Place, find_place
from rgcore.look.readings import Reading, Refusal, readings_as

__all__ = ["look_at"]

GENERAL = "matrix"  # the kind that takes any numbers comes last
PRICES, RETURNS = "prices", "returns"
NAMES = re.compile("price|close|stock|share|nyse|s&p|ftse|px", re.IGNORECASE)
NO_PRICES = (
    "numbers without dates may be anything; write kind: prices, for a table with date_column: [], if they are"
)
NO_TRAINS = "its rows have dates, and can be read as prices or returns"
SAME_NUMBERS = (
    "numbers without dates are read as by kind: matrix; write kind: returns if they are returns of shares"
)
MOST_WARNINGS = 5
END_OF_SCALAR = "...\n"  # after a single value, in YAML
COMMENTS = {
    "array": "or another one of those above",
    "complete": "only if the last line of the file is whole",
    "bin_width": "seconds; choose what fits your recording",
}


def look_at(path: str | PathLike) -> str:
    """Return what a file or folder holds, how it would be read as each kind of data, and the blocks to paste.

    Of more than 2 million numbers, 2 MB or 600 columns of text the beginning is read, of a folder the first
    files.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    InputError
        If there is no such file or folder, or it holds no data that can be read.
    """
    with TemporaryDirectory() as folder:
        place = find_place(str(a_path("path", path)), Path(folder))
        kinds = sorted(card_names("rgcore.datasets.kinds"), key=lambda kind: kind == GENERAL)
        found = _plausible({kind: readings_as(kind, place) for kind in kinds}, place)
        lines = [*_heading(place), *_contents(place, found)]
    for kind, readings in found.items():
        if not isinstance(readings, Refusal):
            for reading in readings:
                lines += ["", *_reading(kind, reading, place)]
    refused = {kind: refusal.sentence for kind, refusal in found.items() if isinstance(refusal, Refusal)}
    lines += [""] * bool(refused)
    for sentence in dict.fromkeys(refused.values()):
        kinds = [kind for kind, own in refused.items() if own == sentence]
        lines.append(f"not as {' or '.join(kinds)}: {sentence}")
    return "\n".join(lines)


def _plausible(found: dict[str, list[Reading] | Refusal], place: Place) -> dict[str, list[Reading] | Refusal]:
    """Return the readings that are not copies of others, or of other kinds by what stands beside the numbers.

    Prices and returns have dates, unless the name of the file or the array is that of prices; what has dates and is
    accepted as prices is no spike train.
    """
    dated = place.is_table and any(_has_dates(found[kind]) for kind in (PRICES, RETURNS))
    without = {
        kind: Refusal(sentence=sentence)
        for kind, sentence in ((PRICES, NO_PRICES), (RETURNS, SAME_NUMBERS))
        if not isinstance(found[GENERAL], Refusal)
        and not isinstance(found[kind], Refusal)
        and not _has_dates(found[kind])
        and not _of_prices(found[kind])
    }
    if dated and not isinstance(found[TRAINS], Refusal):
        without[TRAINS] = Refusal(sentence=NO_TRAINS)
    return found | without


def _has_dates(readings: list[Reading] | Refusal) -> bool:
    return not isinstance(readings, Refusal) and all(
        reading.dataset is not None and "returns of " in reading.summary for reading in readings
    )


def _of_prices(readings: list[Reading]) -> bool:
    """Return whether the file or the array is called like prices."""
    block = readings[0].block
    return block["kind"] == PRICES and NAMES.search(f"{block['path']} {block.get('array', '')}") is not None


def _heading(place: Place) -> Iterator[str]:
    if place.layout is not None:
        yield f"{place.path}, {place.n_bytes} bytes: {place.layout.sentence}"
        return
    sentence = known_format(place.files[0]).sentence
    if len(place.files) > 1:
        n_files, first = len(place.files), place.files[0].name
        yield f"{place.path} holds {n_files} data files, {place.n_bytes} bytes; the first is {first}: {sentence}"
    else:
        yield f"{place.path}, {place.n_bytes} bytes: {sentence}"


def _contents(place: Place, found: dict[str, list[Reading] | Refusal]) -> Iterator[str]:
    if place.layout is not None:
        for file in place.files:
            yield f"  {file.name}"
            card = known_format(file)
            if card is not None and card.arrays is not None:
                yield from (f"    {line}" for line in _arrays_of(file))
    elif place.is_table:
        yield from (f"  {line}" for line in _table(place, found))
    else:
        yield from (f"  {line}" for line in contents_of_arrays(place.files[0], place.shapes))
    yield from (f"  {line}" for line in _trains(place, found))


def _arrays_of(file: Path) -> list[str]:
    """Return lines on the arrays of a file in a layout; of records their fields."""
    try:
        return list(contents_of_arrays(file, array_shapes(file)))
    except InputError as mistake:
        _, _, found = str(mistake).partition(", but it holds ")
        return [found.partition(": ")[0]] if found else [str(mistake)]


def _trains(place: Place, found: dict[str, list[Reading] | Refusal]) -> list[str]:
    """Return lines on the spike trains that the first accepted block finds in one file, or in a folder as a whole."""
    card = place.layout or known_format(place.files[0])
    readings = found[TRAINS]
    if (
        isinstance(readings, Refusal)
        or card.vectors is None
        or (place.layout is None and len(place.files) > 1)
    ):
        return []
    with suppress(InputError):
        trains = card.vectors.variables(Path(place.path), dataset_settings(readings[0].block))
        if not trains.columns and readings[0].dataset is not None:  # arrays that are no trains were left out
            trains = VariableTable(names=readings[0].dataset.variables)
        return list(lines_on_trains(trains))
    return []


def _table(place: Place, found: dict[str, list[Reading] | Refusal]) -> list[str]:
    """Return lines on the columns as the first accepted block reads them, or the first lines of a text."""
    blocks = [readings[0].block for readings in found.values() if not isinstance(readings, Refusal)]
    for block in (*blocks, {"kind": GENERAL, "path": place.path}):
        with suppress(InputError):
            path = Path(place.stand_in(block)["path"])
            file = path / place.files[0].name if path.is_dir() else path
            first, *others = columns_of_table(file, dataset_settings(block))
            if place.has_many_columns:
                first = f"{first} (there are {place.table.n_columns} columns, and about {place.table.n_rows} rows)"
            return [first if place.whole or path.is_dir() else f"the first {first}", *others]
    return list(first_lines(place.files[0]))


def _reading(kind: str, reading: Reading, place: Place) -> Iterator[str]:
    yield f"as {kind} ({load_card('rgcore.datasets.kinds', kind).sentence}):"
    yield from (f"  asked for: {sentence}" for sentence in reading.asked)
    if reading.dataset is None:
        yield "  what headers show is right; entries of files of this size are not looked at"
    else:
        yield f"  {place.looked_at}{reading.summary}"
        yield from (f"  {phrase}" for phrase in reading.dataset.decisions)
        yield from (f"  {phrase}" for phrase in order_of_axes(reading.block, place))
        warnings = reading.dataset.warnings
        yield from (f"  warning: {text}" for text in warnings[:MOST_WARNINGS])
        if len(warnings) > MOST_WARNINGS:
            yield f"  and {len(warnings) - MOST_WARNINGS} more warnings"
    yield from _yaml(reading.block)


def _yaml(block: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the block ``datasets`` of a config."""
    yield "datasets:"
    yield f"  {_name(block['path'])}:"
    for key, value in block.items():
        text = yaml.safe_dump(
            value, default_flow_style=True, sort_keys=False, allow_unicode=True, width=math.inf
        )
        line = f"    {key}: {text.removesuffix(END_OF_SCALAR).strip()}"
        yield f"{line}  # {COMMENTS[key]}" if key in COMMENTS else line


def _name(path: str) -> str:
    """Return a name for a data set after its file or folder."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", Path(path).name.partition(".")[0]).strip("_")[:40]
    return name if re.match("[A-Za-z]", name) else f"data_{name}".rstrip("_")
