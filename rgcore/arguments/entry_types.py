"""Types of entries that are no real numbers, in words, and how to make numbers of them."""

import numpy as np

__all__ = ["entries_in_words", "how_to_make_numbers"]

_WORDS = {
    "O": "text or other objects",
    "U": "text",
    "S": "text",
    "T": "text",
    "M": "dates",
    "m": "durations",
    "c": "complex numbers",
    "b": "truth values",
}
_NUMBERS = {
    "O": "save x.astype(float) if they are numbers",
    "U": "save x.astype(float) if it is numbers in words",
    "S": "save x.astype(float) if it is numbers in words",
    "T": "save x.astype(float) if it is numbers in words",
    "M": "save seconds from the first on, (x - x.min()) / numpy.timedelta64(1, 's')",
    "m": "save seconds, x / numpy.timedelta64(1, 's')",
    "c": "save their size, abs(x), or their real part, real(x)",
}


def entries_in_words(dtype: np.dtype) -> str:
    """Return what entries of a type are, for a message; the name of the type where it is one of numbers."""
    if dtype.names:
        return f"records of {', '.join(dtype.names)}"
    return _WORDS.get(dtype.kind, str(dtype))


def how_to_make_numbers(dtype: np.dtype) -> str:
    """Return what to save for an array x of entries that are no real numbers, as the end of a sentence."""
    if dtype.names:
        return ": save the fields with the numbers, x[name], as arrays of their own"
    remedy = _NUMBERS.get(dtype.kind)
    return "" if remedy is None else f": {remedy}"
