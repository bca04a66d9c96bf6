"""Compiled kernels: numba's ``njit`` with a cache on disk that notices an edit in any file that a kernel uses.

Numba looks at a kernel's own file alone. Here the cache folder of a kernel is named by the fingerprint of its module
and of all that this imports, so that kernels may call kernels of other files.
"""

import sys
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numba
from numba.misc.appdirs import user_cache_dir

from rgcore.code_fingerprint import fingerprint
from rgcore.kernel_cache import check_cache
from rgcore.private_folder import private_folder, temporary_cache

__all__ = ["njit"]

_NO_FOLDER = (
    "kernels are compiled anew in every process, since no folder among {} can be written by you and by nobody "
    "else: set NUMBA_CACHE_DIR to such a folder"
)


def njit(function: Callable | None = None, **options: object) -> Callable:
    """Compile a function as ``numba.njit(cache=True, **options)``; takes the options that numba takes, or none.

    Without a folder that the user alone can write to, a warning is given and every process compiles its kernels.
    """
    if function is None:
        return lambda function: njit(function, **options)
    chosen = numba.config.CACHE_DIR
    folder = _cache_folder(function.__module__, chosen)
    if folder is None:
        return numba.njit(**options)(function)
    numba.config.CACHE_DIR = str(folder)
    try:
        return check_cache(numba.njit(cache=True, **options)(function))
    finally:
        numba.config.CACHE_DIR = chosen


@cache
def _cache_folder(module: str, chosen: str) -> Path | None:
    """Make the cache folder of a module's kernels: below NUMBA_CACHE_DIR, else beside the code, else the user's.

    Numba executes what it finds there, so that no folder is taken in which others can write.
    """
    key = fingerprint(sys.modules[module].__file__) + ("-bounds" if numba.config.BOUNDSCHECK else "")
    beside = Path(__file__).parent / "__pycache__" / "numba"
    bases = [Path(chosen)] if chosen else [beside, Path(user_cache_dir("rgcore")), temporary_cache()]
    for base in bases:
        if folder := private_folder(base / key):
            return folder
    warnings.warn(_NO_FOLDER.format(", ".join(map(str, bases))), stacklevel=2)
    return None
