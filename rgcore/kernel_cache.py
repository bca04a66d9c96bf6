"""Files of compiled kernels that are checked before they are used: a damaged one counts as missing."""

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from numba.core.caching import IndexDataCacheFile

__all__ = ["check_cache"]

_DIGEST = 32  # bytes of a SHA-256 at the beginning of every file


def check_cache(dispatcher: Callable) -> Callable:
    """Let a dispatcher of numba, made with ``cache=True``, compile again what is damaged in its cache; returns it.

    Numba itself stops with an UnpicklingError, or executes what it reads.
    """
    cache = getattr(dispatcher, "_cache", None)
    if cache is not None:  # there is none where NUMBA_DISABLE_JIT is set
        implementation = cache._impl
        stamp = implementation.locator.get_source_stamp()
        cache._cache_file = _CheckedFiles(cache.cache_path, implementation.filename_base, stamp)
    return dispatcher


class _CheckedFiles(IndexDataCacheFile):
    """Index and compiled code of one kernel, each behind its digest."""

    def save(self, key: object, data: object) -> None:
        with suppress(OSError):  # a full disk: the kernel is there, and is compiled again by the next process
            super().save(key, data)

    def _load_index(self) -> dict:
        try:
            version, stamp, overloads = self._read(Path(self._index_path))
        except OSError:
            return {}
        return overloads if (version, stamp) == (self._version, self._source_stamp) else {}

    def _save_index(self, overloads: dict) -> None:
        self._write(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> object:
        return self._read(Path(self._data_path(name)))  # on OSError numba compiles

    def _save_data(self, name: str, data: object) -> None:
        self._write(self._data_path(name), data)

    def _read(self, path: Path) -> object:
        """Return the content of a file; OSError if it is missing or damaged."""
        content = path.read_bytes()
        if content[:_DIGEST] != hashlib.sha256(content[_DIGEST:]).digest():
            raise OSError(f"{path} is damaged")
        return pickle.loads(content[_DIGEST:])

    def _write(self, path: str, content: object) -> None:
        dumped = self._dump(content)
        with self._open_for_write(path) as file:
            file.write(hashlib.sha256(dumped).digest() + dumped)
