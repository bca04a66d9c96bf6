"""Calls of a user's functions: what they raise becomes one sentence with the name of the transformation."""

import traceback
from collections.abc import Callable
from pathlib import Path

from rgcore.errors import InputError, one_line

__all__ = ["called"]


def called(name: str, what: str, function: Callable, /, *arguments: object, **named: object) -> object:
    """Return what a function of a card returns; what it raises becomes an InputError with its place."""
    try:
        return function(*arguments, **named)
    except InputError as error:
        raise InputError(f"transformation {name}: {error}") from error
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f" (line {frame.lineno} of {Path(frame.filename).name})" if frame.filename != __file__ else ""
        raise InputError(
            f"transformation {name} must have a function {what} that returns, but it raised "
            f"{type(error).__name__}: {one_line(str(error))}{place}"
        ) from error
