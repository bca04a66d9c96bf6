"""How large a data set must be and may be."""

import os

from rgcore.errors import InputError

__all__ = [
    "GLANCE_ROWS",
    "MAXIMUM_ENTRIES",
    "MAXIMUM_VARIABLES",
    "MINIMUM_SAMPLES",
    "MINIMUM_VARIABLES",
    "NUMBERS_PER_BYTE",
    "check_memory",
    "check_numbers",
    "check_size",
    "declares_too_much",
    "memory_of_this_computer",
]

MINIMUM_VARIABLES = 2
MINIMUM_SAMPLES = 20  # standard errors come from leaving out one of 20 blocks of time
GLANCE_ROWS = (
    MINIMUM_SAMPLES + 2
)  # of a CSV file, checked before a run: enough prices for the returns, and one more
MAXIMUM_VARIABLES = 20_000  # covariance matrix of 3 GB; with more, the axes are mostly in the wrong order
MAXIMUM_ENTRIES = 10**9  # 8 GB of float64; with more, spike times are mostly not in seconds
NUMBERS_PER_BYTE = 10  # of a file that was written without tricks: one without compression, ten with it


def check_numbers(n_numbers: int, n_bytes: int, most: int, where: str) -> None:
    """Raise InputError if headers declare more numbers than are allowed and than a file of its size would hold.

    Parameters
    ----------
    n_numbers : int
        What the headers declare.
    n_bytes : int
        Size of the file; it may hold up to ``NUMBERS_PER_BYTE`` = 10 numbers per byte whatever ``most`` is.
    most : int
        What ``max_numbers`` of the config allows.
    where : str
        Opens the sentence; usually the path.
    """
    if declares_too_much(n_numbers, n_bytes, most):
        raise InputError(
            f"{where} must hold at most max_numbers = {most} numbers, but its {n_bytes} bytes declare {n_numbers} "
            f"({n_numbers * 8 / 1e9:.3g} GB): if that is right, write max_numbers: {n_numbers}"
        )


def declares_too_much(n_numbers: int, n_bytes: int, most: int = MAXIMUM_ENTRIES) -> bool:
    """Return whether a file of ``n_bytes`` declares more numbers than ``most`` and than it can hold without tricks."""
    return n_numbers > max(most, NUMBERS_PER_BYTE * n_bytes)


def memory_of_this_computer() -> int:
    """Return the bytes of memory of this computer."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def check_memory(n_bytes: int, where: str) -> None:
    """Raise InputError if what must be read as a whole is larger than half the memory of this computer."""
    memory = memory_of_this_computer()
    if n_bytes > memory // 2:
        raise InputError(
            f"{where} must fit into half of the memory, {memory / 2e9:.3g} GB, but holds {n_bytes / 1e9:.3g} GB: "
            "save it as .npy, .h5 or .parquet, which are read in parts"
        )


def check_size(n_samples: int, n_variables: int, where: str, axes: tuple[str, ...] = ()) -> None:
    """Raise InputError unless the covariance of such a data set is worth computing.

    Parameters
    ----------
    n_samples, n_variables : int
        At least ``MINIMUM_SAMPLES`` = 20 and ``MINIMUM_VARIABLES`` = 2, at most ``MAXIMUM_VARIABLES``. Fewer samples
        than none, as of the returns of no price, are none.
    where : str
        Opens the sentence; usually the path.
    axes : tuple of str
        Names of the axes of a matrix, to suggest their exchange where that would do; empty for what has none.
    """
    exchanged = ", ".join({"time": "variable", "variable": "time"}.get(axis, axis) for axis in axes)
    other = f": if time is the other axis, write axes: [{exchanged}]" if axes else ""
    if n_variables < MINIMUM_VARIABLES:
        raise InputError(f"{where} must hold at least {MINIMUM_VARIABLES} variables, found {n_variables}")
    if n_variables > MAXIMUM_VARIABLES:
        raise InputError(
            f"{where} must hold at most {MAXIMUM_VARIABLES} variables, found {n_variables} with {n_samples} "
            "samples: are the axes named in the right order (axes)?"
        )
    if n_samples < MINIMUM_SAMPLES:
        enough = n_variables >= MINIMUM_SAMPLES and n_samples >= MINIMUM_VARIABLES
        raise InputError(
            f"{where} must hold at least {MINIMUM_SAMPLES} samples, found {max(n_samples, 0)}{other if enough else ''}"
        )
