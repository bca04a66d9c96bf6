"""Calls of public functions with one argument mutated, and what may come of it."""

import dataclasses
import signal
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from pydantic import BaseModel

import rgcore
from rgcore.errors import InputError
from rgcore.stats import ChainTooShort

from .mutations import EITHER, REFUSED, SAME, mutations

HOME = str(Path(rgcore.__file__).parent)
SECONDS = 20  # of one call
LONGEST_SENTENCE = 600


@dataclasses.dataclass(frozen=True)
class Call:
    """One valid call: ``make`` returns its arguments by name, new ones each time, from a folder for files.

    ``allowed`` names, by argument, mutations that need not be refused; "*" are all. ``result`` returns what is
    compared, given the folder and what the call returned, if that is not the returned value itself.
    """

    make: Callable[[Path], dict[str, object]]
    allowed: Mapping[str, set[str]] = dataclasses.field(default_factory=dict)
    result: Callable[[Path, object], object] = lambda _, returned: returned


def faults(function: Callable, call: Call, folder: Path) -> Iterator[str]:
    """Yield a line for every mutation of every argument that is neither answered right nor refused in a sentence."""
    clean = outcome(function, call, folder, {}, seconds=300)  # kernels may have to be compiled
    if clean[0] != "result":
        yield f"the valid call: {clean[1]}"
        return
    if difference := unlike(clean[1], outcome(function, call, folder, {})[1]):
        yield f"the valid call, twice: {difference}"
    for argument, value in call.make(folder).items():
        for name, mutated, expected in mutations(value):
            if {name, "*"} & call.allowed.get(argument, set()):
                expected = EITHER  # noqa: PLW2901
            changed = {argument: mutated}
            found = _fault(
                lambda changed=changed: outcome(function, call, folder, changed), expected, clean[1]
            )
            if found:
                yield f"{argument} = {name}: {found}"


def repeated(function: Callable, call: Call, folder: Path, changed: Mapping[str, object]) -> str:
    """Return what is wrong where some arguments are replaced: no sentence, or another result when called again."""
    kind, found = outcome(function, call, folder, dict(changed))
    if kind == "result":
        return unlike(found, outcome(function, call, folder, dict(changed))[1])
    return found if kind == "fault" else ""


def _fault(again: Callable[[], tuple[str, object]], expected: str, clean: object) -> str:
    """Return what is wrong with the outcome of a mutation, or an empty text."""
    kind, found = again()
    if kind == "fault":
        return found
    if kind == "sentence":
        return f"must give the clean result, was refused: {found}" if expected == SAME else ""
    if expected == REFUSED:
        return f"must be refused, gave {_short(found)}"
    return unlike(clean if expected == SAME else again()[1], found)


def outcome(function, call, folder, changed, *, seconds=SECONDS) -> tuple[str, object]:
    """Return "result" and what a call returns, "sentence" and its refusal, or "fault" and what is wrong."""
    try:
        with _limited(seconds), warnings.catch_warnings():
            warnings.simplefilter("error")
            returned = function(**{**call.make(folder), **changed})
            return "result", content(call.result(folder, returned))
    except (InputError, ValueError, TypeError, ChainTooShort) as refusal:
        return _judged(refusal)
    except FileNotFoundError as missing:  # as everywhere in Python
        return "sentence", str(missing)
    except Exception as fault:  # whatever else comes out is what is looked for
        return "fault", f"{type(fault).__name__}: {_short(fault)} ({_place(fault)})"


def _judged(refusal: Exception) -> tuple[str, str]:
    text = str(refusal)
    last = traceback.extract_tb(refusal.__traceback__)[-1]
    deliberate = isinstance(refusal, InputError) or (
        last.filename.startswith(HOME) and last.line.startswith("raise")
    )
    if not deliberate:
        return "fault", f"{type(refusal).__name__} from {_place(refusal)}: {_short(text)}"
    if "\n" in text or not text or len(text) > LONGEST_SENTENCE:
        return "fault", f"no sentence: {text[:200]!r}"
    return "sentence", text


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    inside = frame.filename.startswith(HOME)
    shown = frame.filename.removeprefix(HOME).lstrip("/") if inside else Path(frame.filename).name
    return f"{'rgcore/' if inside else ''}{shown}:{frame.lineno}"


@contextmanager
def _limited(seconds: int):
    """Raise TimeoutError after some seconds of the processor: a busy computer compiles kernels slowly."""

    def ring(*_):
        raise TimeoutError(f"no end after {seconds} s of the processor")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def content(value: object) -> object:
    """Return a result as nested tuples of arrays, numbers and texts."""
    if value is None or isinstance(value, str | bytes | np.generic | int | float | complex):
        return value
    if isinstance(value, np.ndarray) and value.dtype != object:
        return value
    parts = _parts(value)
    return parts if isinstance(parts, str) else tuple(map(content, parts))


def _parts(value: object) -> Iterable | str:
    """Return the parts of a result, or its type."""
    for kind, parts in PARTS.items():
        if isinstance(value, kind):
            return parts(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *(getattr(value, each.name) for each in dataclasses.fields(value)))
    if callable(value):
        return "function"
    if hasattr(value, "__iter__"):
        return value
    return vars(value).items() if hasattr(value, "__dict__") else type(value).__name__


PARTS: dict[type, Callable] = {
    pd.DataFrame: lambda frame: ((str(name), column.to_numpy()) for name, column in frame.items()),
    np.ndarray: lambda objects: objects.reshape(-1),
    BaseModel: lambda settings: settings.model_dump().items(),
    Mapping: lambda mapping: mapping.items(),
    np.random.Generator: lambda rng: (rng.integers(2**62),),
    Path: lambda _: "path",
}


def unlike(one: object, other: object) -> str:
    """Return how two contents differ, or an empty text; numbers agree to the precision of float32."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return f"{len(one)} parts beside {len(other)}"
        return next(filter(None, map(unlike, one, other)), "")
    if isinstance(one, str | bytes | None.__class__) or isinstance(other, str | bytes | None.__class__):
        return "" if one == other else f"{_short(one)} beside {_short(other)}"
    if isinstance(one, tuple) or isinstance(other, tuple):
        return f"{_short(one)} beside {_short(other)}"
    if np.shape(one) != np.shape(other):
        return f"shape {np.shape(one)} beside {np.shape(other)}"
    same = np.allclose(
        *(np.asarray(each, complex) for each in (one, other)), rtol=1e-5, atol=1e-8, equal_nan=True
    )
    return "" if same else f"{_short(one)} beside {_short(other)}"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) < 150 else f"{text[:147]}..."
