"""Short texts, such as captions."""

from pathlib import Path

from rgcore.arguments.objects import a_path, an_instance
from rgcore.errors import InputError
from rgcore.tables.atomic import replacing

__all__ = ["read_text", "write_text"]


def read_text(path: str | Path) -> str:
    """Return the text of a UTF-8 file; InputError if it is none."""
    file = Path(a_path("path", path))
    if file.is_dir():
        raise InputError(f"path must be that of a file, but {file} is a folder")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{file} must hold text in UTF-8, but it does not") from None


def write_text(text: str, path: str | Path) -> None:
    """Write a text as UTF-8, atomically."""
    an_instance("text", text, str)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
