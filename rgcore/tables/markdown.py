"""Tables in Markdown, for pages of docs."""

from collections.abc import Iterable, Sequence

__all__ = ["markdown_table", "with_table"]


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, a line per row, without a newline at the end."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_table(page: str, name: str, table: str) -> str:
    """Return a page (its text) with a table between ``<!-- name -->`` and ``<!-- end of name -->``.

    Raises
    ------
    ValueError
        If the page has not each of these two lines once.
    """
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, rest = page.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}{table}\n{end}{after}"
