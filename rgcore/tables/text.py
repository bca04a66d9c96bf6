"""Short texts, such as captions."""

from pathlib import Path

from rgcore.tables.atomic import replacing

__all__ = ["read_text", "write_text"]


def read_text(path: str | Path) -> str:
    """Return the text of a UTF-8 file."""
    return Path(path).read_text(encoding="utf-8")


def write_text(text: str, path: str | Path) -> None:
    """Write a text as UTF-8, atomically."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
