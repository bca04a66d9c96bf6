"""Tables of text as a stream of UTF-8 bytes: unpacked, without comments, a single space for any number of them."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.formats.suffixes import data_suffix
from rgcore.datasets.keys.tables import SPACES
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["first_lines", "open_text", "text_encoding", "without_comments"]

LOOKED_AT = 2**16  # bytes of a file whose encoding is to be found
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # of the order of bytes
_OTHER_FORMATS = {  # the first bytes of a file, what it is, and what to do
    b"\x1f\x8b": ("text packed by gzip", "let its name end in .gz"),
    b"\x89HDF\r\n": ("a file of HDF5", "let its name end in .h5"),
    b"PAR1": ("a table of Parquet", "let its name end in .parquet"),
    b"\x93NUMPY": ("an array of numpy", "let its name end in .npy"),
    b"PK\x03\x04": ("a sheet of Excel or an archive", "save the sheet as .csv, or unpack the archive"),
}


def text_encoding(path: Path, declared: str | None) -> str:
    """Return the encoding of a file: what the config declares, or UTF-8, or what a byte order mark shows.

    Raises
    ------
    InputError
        If the beginning of the file is of another encoding, or not of the one that is declared.
    """
    with _unpacked(path) as source:
        beginning = source.read(LOOKED_AT)
    for start, (found, remedy) in _OTHER_FORMATS.items():
        if beginning.startswith(start):
            raise InputError(
                f"{path} must be a {data_suffix(path)} file of text, but it begins as {found} does: {remedy}"
            )
    encoding = declared or next(
        (name for mark, name in _MARKS.items() if beginning.startswith(mark)), "utf-8"
    )
    if declared is None and encoding == "utf-8" and b"\0" in beginning:
        raise InputError(
            f"{path} must be a whole {data_suffix(path)} file of text in utf-8, but it holds zero bytes: write "
            "encoding: utf-16 if it is text in UTF-16"
        )
    try:
        _decoded(beginning, encoding)
    except UnicodeError as error:
        wrong = beginning[error.start : error.start + 1] if isinstance(error, UnicodeDecodeError) else b""
        raise InputError(
            f"{path} must be a whole {data_suffix(path)} file of text in {encoding}, but it holds the byte "
            f"{wrong.hex()}: write its encoding, such as encoding: cp1252 for files of Western European Windows"
        ) from None
    return encoding


def _decoded(beginning: bytes, encoding: str) -> None:
    import codecs  # noqa: PLC0415

    codecs.getincrementaldecoder(encoding)().decode(beginning)  # the last character may be cut


def open_text(path: Path, encoding: str, separator: str | None, comment: str | None) -> "pa.NativeFile":
    """Return the stream; spaces are joined if they are the separator."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)

    stream = _unpacked(path)
    if encoding not in {"utf-8", "utf-8-sig", "ascii"}:
        stream = pa.transcoding_input_stream(stream, encoding, "utf-8")
    if comment is not None:
        stream = pa.TransformInputStream(stream, _ByLines(_without_comments(comment)))
    if separator == SPACES:
        stream = pa.TransformInputStream(stream, _ByLines(_with_single_spaces))
    return stream


def _unpacked(path: Path) -> "pa.NativeFile":
    import pyarrow as pa  # noqa: PLC0415

    file = pa.OSFile(str(path))
    return pa.CompressedInputStream(file, "gzip") if path.suffix.lower() == ".gz" else file


def first_lines(stream: "pa.NativeFile", n_rows: int, n_skipped: int = 0) -> list[str]:
    """Return lines, with their ends, up to the ``n_rows``-th that is not blank after the ``n_skipped``-th."""
    kept, text = [], b""
    if not n_skipped and not n_rows:
        return kept
    while True:
        more = stream.read(LOOKED_AT)
        text += more
        *whole, text = text.splitlines(keepends=True) or [b""]
        if not more and text:
            whole.append(text)
        for line in whole:
            kept.append(line.decode("utf-8-sig" if not kept else "utf-8", errors="replace"))
            n_rows -= bool(line.strip()) and len(kept) > n_skipped
            if n_rows == 0 and len(kept) >= n_skipped:
                return kept
        if not more:
            return kept


def without_comments(lines: list[str], comment: str) -> list[str]:
    """Return the lines, each with its end, that are not comments throughout, the others without theirs."""
    text = _without_comments(comment)("".join(lines).encode()).decode()
    return text.splitlines(keepends=True)


class _ByLines:
    """Changes a stream of bytes line by line."""

    def __init__(self, change) -> None:
        self._change, self._rest = change, b""

    def __call__(self, piece: bytes) -> bytes:
        text = self._rest + bytes(piece)
        end = text.rfind(b"\n") + 1 if len(piece) else len(text)
        self._rest = text[end:]
        return self._change(text[:end])


def _without_comments(comment: str):
    mark = re.escape(comment.encode())
    whole_lines = re.compile(rb"(?m)^[ \t]*" + mark + rb"[^\r\n]*(\r\n|\r|\n|\Z)")
    ends = re.compile(rb'("[^"\r\n]*")|[ \t]*' + mark + rb"[^\r\n]*")

    def change(text: bytes) -> bytes:
        return ends.sub(rb"\1", whole_lines.sub(b"", text))

    return change


def _with_single_spaces(text: bytes) -> bytes:
    return re.sub(rb"(?m)^ | ?$", b"", re.sub(rb"[ \t]+", b" ", text))
