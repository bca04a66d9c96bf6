"""Pages of docs/reference: the note at their top, and tables."""

from collections.abc import Iterable

__all__ = ["NOTE", "table_of"]

NOTE = "<!-- Written by `make reference` from the models and schemas in rgcore: do not edit. -->\n"


def table_of(
    rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = ("key", "value", "must be", "meaning")
) -> str:
    """Return a table in Markdown, a line per row."""
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
