"""Names, shapes and classes of the variables of a .mat file up to v7, from the first bytes of each.

See the MAT-File Level 5 format: after 128 bytes of header, every variable is an element of type 14 (or of type 15,
which is compressed and begins with the former): its flags, its extents and its name. Objects of classes have no
extents, and the names of their classes come after their own; scipy's ``whosmat`` fails at a file with one of them.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NUMBERS", "Variable", "listed_variables", "unpacked_bytes"]

CLASSES = {1: "cell", 2: "struct", 3: "object", 4: "char", 16: "function_handle", 17: "opaque"}
NUMBERS = "numbers"
TYPES = {
    7: "f4",
    8: "i1",
    9: "u1",
    10: "i2",
    11: "u2",
    12: "i4",
    13: "u4",
    14: "i8",
    15: "u8",
}  # others are double
COMPLEX = 0x08  # among the flags
COMPRESSED = 15
FIRST_BYTES = 2**16  # of a variable: names and extents of arrays take less


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of a file; ``kind`` is "numbers", or another class of MATLAB's, such as "cell" or "table".

    ``dtype`` is the type of numbers that the class stands for; a file may store them in fewer bytes.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    n_bytes: int
    dtype: str = "f8"


def listed_variables(path: Path) -> list[Variable]:
    """Return the variables in the order of the file; those of version 4, which holds but matrices, through scipy.

    Raises
    ------
    ValueError
        If a variable ends after the file.
    """
    order = _byte_order(path)
    if order is not None:
        return [variable for variable in _variables(path, order) if variable.name]
    from scipy.io import whosmat  # noqa: PLC0415  (slow to import, seldom needed)

    size = path.stat().st_size
    return [
        Variable(name=name, kind="char" if kind == "char" else NUMBERS, shape=shape, n_bytes=size)
        for name, shape, kind in whosmat(path, appendmat=False)
    ]


def unpacked_bytes(path: Path) -> int:
    """Return how many bytes the variables take unpacked, as their own first bytes declare."""
    order = _byte_order(path)
    if order is None:
        return path.stat().st_size  # version 4, which is not compressed
    return sum(variable.n_bytes for variable in _variables(path, order))


def _byte_order(path: Path) -> str | None:
    """Return how numbers of several bytes are stored; None for version 4."""
    with path.open("rb") as handle:
        handle.seek(126)
        return {b"IM": "<", b"MI": ">"}.get(handle.read(2))


def _variables(path: Path, order: str) -> Iterator[Variable]:
    size = path.stat().st_size
    with path.open("rb") as handle:
        handle.seek(128)
        while len(tag := handle.read(8)) == 8:
            kind, n_bytes = struct.unpack(f"{order}II", tag)
            end = handle.tell() + n_bytes
            if end > size:
                raise ValueError(f"a variable ends at byte {end}, the file at {size}")
            first = handle.read(min(n_bytes, FIRST_BYTES))
            if kind == COMPRESSED:
                first = zlib.decompressobj().decompress(first, FIRST_BYTES)
                n_bytes, first = struct.unpack(f"{order}I", first[4:8])[0], first[8:]
            yield _described(first, order, n_bytes)
            handle.seek(end)


def _described(first: bytes, order: str, n_bytes: int) -> Variable:
    parts = _elements(first, order)
    flags = struct.unpack(f"{order}I", next(parts)[:4])[0]
    number = flags & 0xFF
    dtype = "c16" if flags >> 8 & COMPLEX else TYPES.get(number, "f8")
    kind, shape = CLASSES.get(number, NUMBERS), ()
    if kind != "opaque":
        extents = next(parts)
        shape = struct.unpack(f"{order}{len(extents) // 4}i", extents)
        if min(shape) < 0:
            raise ValueError(f"a variable has the extents {shape}")
    name = next(parts).decode("latin1")
    if kind == "opaque":
        next(parts)  # the system of classes
    if kind in ("opaque", "object"):
        kind = next(parts).decode("latin1")
    return Variable(name=name, kind=kind, shape=shape, n_bytes=n_bytes, dtype=dtype)


def _elements(data: bytes, order: str) -> Iterator[bytes]:
    """Yield the contents of elements one after the other; those of at most 4 bytes share a word with their type."""
    start = 0
    while start < len(data):
        word, n_bytes = struct.unpack(f"{order}II", data[start : start + 8])
        if word >> 16:
            n_bytes, begin, start = word >> 16, start + 4, start + 8
        else:
            begin, start = start + 8, start + 8 + n_bytes + -n_bytes % 8
        yield data[begin : begin + n_bytes]
