"""What else a caller might give in the place of an argument: the same in another form, or something wrong.

A mutation has a name and one of three outcomes: SAME, the result of the clean argument; REFUSED, one sentence; EITHER,
a sentence or any result, but the same again.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import singledispatch
from pathlib import Path

import numpy as np
import pandas as pd

SAME, REFUSED, EITHER = "same", "refused", "either"
Mutation = tuple[str, object, str]  # name, value, outcome


def mutations(value: object) -> Iterator[Mutation]:
    """Yield the mutations of an argument."""
    yield "None", None, REFUSED
    yield "an object", object(), REFUSED
    if isinstance(value, tuple) and type(value) is not tuple:  # named fields
        yield from _by_type.dispatch(object)(value)
    elif isinstance(value, Callable):
        yield from [("text", "abc", REFUSED), ("a number", 3, REFUSED)]
    else:
        yield from _by_type(value)


@singledispatch
def _by_type(_: object) -> Iterator[Mutation]:
    yield from [("text", "abc", REFUSED), ("a number", 3, REFUSED), ("a mapping", {}, REFUSED)]


@_by_type.register
def _of_truth(_: bool) -> Iterator[Mutation]:
    yield from [("text", "yes", EITHER), ("2", 2, EITHER)]


@_by_type.register
def _of_generator(_: np.random.Generator) -> Iterator[Mutation]:
    others = {"a seed": 0, "RandomState": np.random.RandomState(0), "numpy.random": np.random, "text": "rng"}
    yield from ((name, other, REFUSED) for name, other in others.items())


@_by_type.register
def _of_mapping(_: Mapping) -> Iterator[Mutation]:
    yield from [("text", "abc", REFUSED), ("a number", 3, REFUSED), ("a list", [1], REFUSED)]
    yield from [("nothing in it", {}, EITHER), ("another key", {"nonsense": object()}, REFUSED)]


@_by_type.register(list)
@_by_type.register(tuple)
def _of_list(value: list | tuple) -> Iterator[Mutation]:
    if all(isinstance(each, int | float) for each in value):
        yield from _of_numbers(value)
        return
    kind = type(value)
    yield from [("text", "abc", REFUSED), ("a number", 3, REFUSED), ("nothing in it", kind(), EITHER)]
    yield from [("numbers in it", kind([1, 2]), REFUSED), ("None in it", kind([None]), REFUSED)]


@_by_type.register
def _of_array(value: np.ndarray) -> Iterator[Mutation]:
    yield from _same_array(value)
    yield "text", "abc", REFUSED
    yield "a number", 3, REFUSED
    yield "array of text", np.full(value.shape, "x"), REFUSED
    yield "array of objects", np.full(value.shape, None, object), REFUSED
    yield "array of complex numbers", value + 1j, REFUSED
    yield "masked array", np.ma.masked_array(value, np.arange(value.size).reshape(value.shape) == 0), REFUSED
    yield "no entries", value[:0], REFUSED
    yield "one axis fewer", value[0], REFUSED
    yield "one axis more", value[None], REFUSED
    yield "no axis", np.array(1.0), REFUSED
    if value.ndim > 1:
        yield "unequal rows", [row[: 1 + place % 2].tolist() for place, row in enumerate(value)], REFUSED
        yield "last column missing", value[..., :-1], REFUSED
        yield "last row missing", value[..., :-1, :], REFUSED
    yield from _wrong_entries(value)


def _same_array(value: np.ndarray) -> Iterator[Mutation]:
    yield "list", value.tolist(), SAME
    yield "Fortran order", np.asfortranarray(value), SAME
    yield "every second entry", np.repeat(value, 2, axis=-1)[..., ::2], SAME
    yield "backwards in memory", value[::-1].copy()[::-1], SAME
    yield "other byte order", value.astype(value.dtype.newbyteorder(">")), SAME
    frozen = value.copy()
    frozen.flags.writeable = False
    yield "read-only", frozen, SAME
    if value.dtype.kind == "i":
        yield "int64", value.astype(np.int64), SAME
        yield "float64", value.astype(np.float64), SAME
    if (value.astype(np.float32) == value).all():
        yield "float32", value.astype(np.float32), SAME
    if value.ndim == 1:
        yield "Series", pd.Series(value, index=np.arange(len(value))[::-1]), SAME
    if value.ndim == 2:
        yield "DataFrame", pd.DataFrame(value), SAME


def _wrong_entries(value: np.ndarray) -> Iterator[Mutation]:
    entries = set(np.unique(value))
    for name, entry in (("nan", np.nan), ("inf", np.inf), ("-inf", -np.inf)):
        wrong = value.astype(np.float64)
        wrong.flat[value.size // 2] = entry
        yield name, wrong, REFUSED
    if value.dtype.kind == "i" and entries <= {-1, 0, 1}:
        for entry in (2, 0 if -1 in entries else -1, 127):
            wrong = value.copy()
            wrong.flat[value.size // 2] = entry
            yield f"{entry} in it", wrong, REFUSED
        yield "0.5 in it", np.where(np.arange(value.size).reshape(value.shape) == 0, 0.5, value), REFUSED
    if -1 in entries and entries <= {-1, 1}:
        yield "0 and 1 for spins", (value + 1) // 2, REFUSED
        yield "uint8", value.astype(np.uint8), REFUSED
        yield "booleans", value > 0, REFUSED
    elif 0 in entries and entries <= {0, 1}:
        yield "spins for 0 and 1", 2 * value - 1, REFUSED
        yield "booleans", value > 0, EITHER
    else:
        yield "booleans", value > 0, REFUSED
        yield "1e300", np.full(value.shape, 1e300), EITHER
        yield "1e-300", np.full(value.shape, 1e-300), EITHER
        yield "zeros", np.zeros_like(value), EITHER
        yield "negative", -value, EITHER


@_by_type.register
def _of_count(value: int) -> Iterator[Mutation]:
    for kind in (np.int64, np.int32, np.array):
        yield f"as {kind.__name__}", kind(value), SAME
    wrong = {
        "text": str(value),
        "half more": value + 0.5,
        "nan": np.nan,
        "inf": np.inf,
        "True": True,
        "3j": 3j,
    }
    wrong |= {"a list": [value], "an array": np.array([value, value]), "-1": -1, "zero": 0, "10^30": 10**30}
    yield from ((name, other, REFUSED) for name, other in wrong.items())
    yield "as float", float(value), EITHER


@_by_type.register
def _of_real(value: float) -> Iterator[Mutation]:
    for kind in (np.float64, np.array, Fraction):
        yield f"as {kind.__name__}", kind(value), SAME
    if float(np.float32(value)) == value:
        yield "as float32", np.float32(value), SAME
    if value == int(value):
        yield "as int", int(value), SAME
    wrong = {"text": str(value), "nan": np.nan, "inf": np.inf, "-inf": -np.inf, "True": True, "1j": 1j}
    wrong |= {"a list": [value], "an array": np.array([value, value]), "10^400": 10**400}
    yield from ((name, other, REFUSED) for name, other in wrong.items())
    yield "negative", -value if value else -1.0, REFUSED
    yield "zero", 0.0, REFUSED
    for extreme in (1e300, 1e-300, 5e-324, 1e10, 1e-10):
        yield f"{extreme}", extreme, EITHER


@_by_type.register
def _of_text(value: str) -> Iterator[Mutation]:
    wrong = {"a number": 3, "empty": "", "unknown": "no such thing", "a list": [value], "bytes": b"abc"}
    yield from ((name, other, REFUSED) for name, other in wrong.items())


def _of_numbers(value: list | tuple) -> Iterator[Mutation]:
    whole = all(isinstance(each, int) for each in value)
    for name, kind in (("list", list), ("tuple", tuple), ("array", np.array), ("Series", pd.Series)):
        yield f"as {name}", kind(value), SAME if not whole or kind in (list, tuple) else EITHER
    first, kind = value[0], type(value)
    wrong = {
        "text": "abc",
        "a number": first,
        "nested": [list(value)],
        "a mapping": {},
        "nothing in it": kind(),
    }
    wrong |= {
        name: kind([entry, *value[1:]]) for name, entry in (("nan in it", np.nan), ("inf in it", np.inf))
    }
    wrong |= {name: kind([entry, *value[1:]]) for name, entry in (("None in it", None), ("text in it", "a"))}
    wrong |= {"True in it": kind([True, *value[1:]]), "-1 in it": kind([-1, *value[1:]])}
    wrong |= {"complex number in it": kind([1j, *value[1:]]), "10^30 in it": kind([10**30, *value[1:]])}
    yield from ((name, other, REFUSED) for name, other in wrong.items())
    yield "0 in it", kind([0, *value[1:]]), EITHER
    yield "twice", kind([*value, *value]), EITHER


@_by_type.register
def _of_table(value: pd.DataFrame) -> Iterator[Mutation]:
    yield "other row names", value.set_axis(np.arange(len(value))[::-1]), SAME
    yield "columns in other order", value[value.columns[::-1]], EITHER
    yield "as mapping", value.to_dict("list"), REFUSED
    yield "as array", value.to_numpy(), REFUSED
    yield "text", "abc", REFUSED
    yield "no columns", value[[]], REFUSED
    yield "no rows", value.iloc[:0], REFUSED
    for column in value.columns:
        yield f"without {column}", value.drop(columns=column), EITHER
    yield "text in it", value.astype(object).map(lambda _: "x"), REFUSED
    yield "first row only", value.iloc[:1], EITHER


@_by_type.register
def _of_path(value: Path) -> Iterator[Mutation]:
    yield "as text", str(value), SAME
    yield "a number", 3, REFUSED
    yield "empty", "", REFUSED
    yield "a folder", value.parent, REFUSED
    yield "missing", value.with_name("none") / "missing.parquet", EITHER
    broken = value.with_name("broken" + value.suffix)
    broken.write_bytes(b"PAR1 nonsense")
    yield "broken", broken, EITHER
