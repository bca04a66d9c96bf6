"""How a file or a folder is read as one kind of data: blocks of a config are tried, as a run would try them."""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from rgcore.cards import load_card
from rgcore.datasets.checks.before_run import check_before_run
from rgcore.datasets.dataset import DatasetBlocks
from rgcore.datasets.formats.open_file import table_layout
from rgcore.datasets.read import open_dataset
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError, one_line
from rgcore.look.advice import advised_keys
from rgcore.look.axis_order import TRAINS, shape_read, three_axes
from rgcore.look.place import Block, Place
from rgcore.settings import read_settings

__all__ = ["SUGGESTED", "Reading", "Refusal", "readings_as"]

NAME = "data"
SUGGESTED = {"bin_width": 0.02}  # of keys that a kind needs and that no file holds
MOST_ARRAYS = 12  # that are tried
MOST_ATTEMPTS = 12  # for one array
MOST_READINGS = 3  # of one kind
_OTHERS = (
    "variables and nothing else"  # in the sentence on what is none: a user alone can declare it a variable
)
ANOTHER_KIND = "write kind: spike_times with"  # in the sentence on a table with a row per spike
NO_TRAINS = "neither rows nor columns do"  # in the sentence on a matrix that does not look like spike trains
NO_FIELD = "which array names, but"  # in the sentence on a column whose name has two levels
MANY_COLUMNS = 1000
FIRST_ROWS = 20  # of a table whose columns are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A block that is accepted.

    Attributes
    ----------
    block : dict
        Keys and values under the name of the data set.
    dataset : DatasetBlocks or None
        Of the stand-in for the place; None where headers alone were looked at.
    summary : str
    asked : tuple of str
        The sentences that asked for the keys it has beside kind, path and array.
    """

    block: Block
    dataset: DatasetBlocks | None
    summary: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The sentence on why a place is not read as a kind of data, and the last one after following what others ask."""

    sentence: str
    last: str = ""


def readings_as(kind: str, place: Place) -> list[Reading] | Refusal:
    """Return how a place is read as a kind of data, or why it is not.

    Several readings are alternatives that the sentence of a refusal leaves open.

    Parameters
    ----------
    kind : str
        Name of a card in ``rgcore.datasets.kinds``.
    place : Place
    """
    required = load_card("rgcore.datasets.kinds", kind).required
    plain = {"kind": kind, "path": place.path} | {key: SUGGESTED[key] for key in required if key in SUGGESTED}
    refusals: list[tuple[Block, Refusal]] = []
    for block in _starts(plain, place):
        found = _followed(block, place)
        if isinstance(found, list):
            return [_with_longest_axis_as_time(each, place) for each in found]
        refusals.append((block, found))
        asked = f"{refusals[0][1].sentence} {refusals[0][1].last}"
        if place.is_table and not re.search(r"\barray\b", asked) and len(refusals) > 1:
            break
    of_columns = [found for block, found in refusals if place.is_table and "array" in block]
    # The sentence on a column that may hold prices is worth more.
    worth_more = [found for found in of_columns if NO_FIELD not in found.sentence]
    return [*worth_more, refusals[0][1]][0]


def _starts(plain: Block, place: Place) -> Iterator[Block]:
    """Yield the block without and with the name of an array, the largest first, of a group, or of a column."""
    shapes = place.shapes
    groups = dict.fromkeys(name.rpartition("/")[0] for name in shapes if "/" in name)
    arrays = sorted(filter(place.may_hold_samples, shapes), key=lambda name: -math.prod(shapes[name]))
    for array in [None, *(arrays + list(groups) + _columns(place))[:MOST_ARRAYS]]:
        block = plain if array is None else plain | {"array": array}
        if _has_many_columns(block, place):  # reading it the other way takes longest
            yield block | {"axes": ["variable", "time"]}
        yield block
        if place.is_table and array is None and len(place.files) == 1:
            yield block | {"axes": ["variable", "time"]}
        shape = None if len(place.files) > 1 or plain["kind"] == TRAINS else shape_read(block, place)
        if shape is not None and len(shape) == 2:
            yield block | {"axes": ["variable", "time"]}
        if shape is not None and len(shape) == 3:
            yield block | {"axes": three_axes(shape)}


def _has_many_columns(block: Block, place: Place) -> bool:
    """Return whether an array of two axes has more columns than are quickly read as variables, and than rows."""
    shape = None if len(place.files) > 1 or block["kind"] == TRAINS else shape_read(block, place)
    return shape is not None and len(shape) == 2 and shape[1] > max(MANY_COLUMNS, shape[0])


def _columns(place: Place) -> list[str]:
    """Return the columns of the first table, closing prices first."""
    if not place.is_table:
        return []
    with suppress(InputError):
        block = {"kind": "matrix", "path": place.path}
        block = place.stand_in(block) if place.has_many_columns else block
        settings = read_settings(DatasetSettings, block)
        file = Path(block["path"]) if place.has_many_columns else place.files[0]
        columns = table_layout(file, settings, FIRST_ROWS).columns
        return sorted(columns, key=lambda name: not re.search("close|price", name.lower()))
    return []


def _followed(start: Block, place: Place) -> list[Reading] | Refusal:
    """Return the readings of a block, or of the blocks that the sentences of refusals lead to."""
    waiting: list[tuple[Block, tuple[str, ...]]] = [(start, ())]
    readings, first, last, tried = [], None, "", 0
    while waiting and tried < MOST_ATTEMPTS and len(readings) < MOST_READINGS:
        (block, asked), *waiting = waiting
        tried += 1
        found = _attempt(block, place)
        if isinstance(found, Reading):
            if not any(_same_samples(found, other) for other in readings):
                readings.append(replace(found, asked=asked))
            continue
        first, last = first or found, found.sentence
        advice = [keys for keys in _advice(found.sentence) if _only_adds(keys, block)]
        waiting += [(block | keys, (*asked, found.sentence)) for keys in advice]
    return readings or replace(first, last=last)


def _only_adds(keys: Block, block: Block) -> bool:
    """Return whether keys are new to a block, or lists with what it has and more, as in index: [time, stimulus]."""
    for key in keys.keys() & block.keys():
        old, new = block[key] if isinstance(block[key], list) else [block[key]], keys[key]
        if not isinstance(new, list) or len(new) <= len(old) or not all(each in new for each in old):
            return False
    return True


def _advice(sentence: str) -> list[Block]:
    """Return what a sentence asks to write, but not that what looks like labels, times or codes is none."""
    if ANOTHER_KIND in sentence or NO_TRAINS in sentence:
        return []
    found = advised_keys(sentence)
    doubtful = {key for keys in found for key in ("index", "na_values") if keys.get(key)}
    doubtful |= {"index"} if _OTHERS in sentence else set()
    return [keys for keys in found if keys not in [{key: []} for key in doubtful]]


def _same_samples(one: Reading, other: Reading) -> bool:
    """Return whether readings differ in nothing but by which key a column is left out."""
    differ = {key for key in {*one.block, *other.block} if one.block.get(key) != other.block.get(key)}
    return one.summary == other.summary and differ <= {"index", "exclude"}


def _attempt(block: Block, place: Place) -> Reading | Refusal:
    """Try a block as a run would: its headers, then all entries of what is small, or of a stand-in."""
    stand_in = None
    try:
        first_files = len(place.files) > 1 and place.layout is None
        if first_files or place.has_many_columns:  # headers of all are too many
            stand_in = place.stand_in(block)
        check_before_run(NAME, stand_in or block)
        stand_in = stand_in or place.stand_in(block)
        dataset = None if stand_in is None else open_dataset(NAME, stand_in)
    except InputError as mistake:
        sentence = str(mistake).removeprefix(f"data set {NAME}: ")
        return Refusal(sentence=place.worded(sentence, stand_in))
    except Exception as fault:
        return Refusal(sentence=one_line(f"reading it fails: {type(fault).__name__}: {fault}"))
    summary = "" if dataset is None else place.worded(dataset.summary, stand_in)
    return Reading(block=block, dataset=dataset, summary=summary)


def _with_longest_axis_as_time(reading: Reading, place: Place) -> Reading:
    """Return the reading, with its axes exchanged if there are fewer samples than variables and that is accepted."""
    if "axes" in reading.block or reading.block["kind"] == TRAINS or len(place.files) > 1:
        return reading
    dataset, shape = reading.dataset, shape_read(reading.block, place)
    if dataset is not None:
        n_samples = dataset.n_samples if place.whole or place.table is None else place.table.n_rows
        n_variables = place.table.n_columns if place.has_many_columns else len(dataset.variables)
        wide = n_samples < n_variables
    else:
        wide = shape is not None and len(shape) == 2 and shape[0] < shape[1]
    if wide:
        exchanged = reading.block | {"axes": ["variable", "time"]}
        for block in (_without_repairs(exchanged), exchanged):
            found = _followed(block, place)
            if isinstance(found, list):
                asked = _still_asked(reading.asked, found[0].block)
                return replace(found[0], asked=(*asked, *found[0].asked))
    return reading


def _without_repairs(block: Block) -> Block:
    """Return a block that leaves out no variables and samples: those of other axes were meant."""
    return {key: value for key, value in block.items() if key not in {"missing", "constant"}}


def _still_asked(sentences: tuple[str, ...], block: Block) -> tuple[str, ...]:
    """Return the sentences that ask for a key that a block has."""
    return tuple(each for each in sentences if any(keys.keys() & block.keys() for keys in advised_keys(each)))
