"""Compiled kernels: numba's ``njit`` with a cache on disk that notices an edit in any file that a kernel uses.

Numba looks at a kernel's own file alone. Here the cache folder of a kernel is named by the fingerprint of its module
and of all that this imports, so that kernels may call kernels of other files.
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numba
from numba.misc.appdirs import user_cache_dir

from rgcore.provenance import fingerprint

__all__ = ["njit"]


def njit(function: Callable | None = None, **options: object) -> Callable:
    """Compile a function as ``numba.njit(cache=True, **options)``; takes the options that numba takes, or none.

    Where no cache folder can be written, kernels are compiled in every process.
    """
    if function is None:
        return lambda function: njit(function, **options)
    chosen = numba.config.CACHE_DIR
    folder = _cache_folder(function.__module__, chosen)
    if folder is None:
        return numba.njit(**options)(function)
    numba.config.CACHE_DIR = str(folder)
    try:
        return numba.njit(cache=True, **options)(function)
    finally:
        numba.config.CACHE_DIR = chosen


@cache
def _cache_folder(module: str, chosen: str) -> Path | None:
    """Make the cache folder of a module's kernels: below NUMBA_CACHE_DIR, else beside the code, else the user's."""
    key = fingerprint(sys.modules[module].__file__) + ("-bounds" if numba.config.BOUNDSCHECK else "")
    beside = Path(__file__).parent / "__pycache__" / "numba"
    for base in [Path(chosen)] if chosen else [beside, Path(user_cache_dir("rgcore"))]:
        try:
            (base / key).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        return base / key
    return None
