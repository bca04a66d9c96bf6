"""Marks in pages, and the numbers that stand in them.

In a page of docs stands, invisible to its readers,

    <!-- numbers of STUDY -->

once, and around every number of a run

    <!-- = TABLE COLUMN KEY=VALUE ... -->1.02 ± 0.02<!-- . -->

(:class:`rgcore.report.page_numbers.query.Query`). ``python -m rgcore.report.page_numbers.pages STUDY RESULTS PAGE...``
fills in what the tables in the folder RESULTS contain, and keeps them in ``tests/reference/studies/STUDY.json``, with
which a test compares the pages. Marks of tables that are not in RESULTS stay as they are: a page may have numbers of
several runs. Tables of a page are kept as digests.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from rgcore.errors import InputError
from rgcore.report.page_numbers.cells import QueryError
from rgcore.report.page_numbers.query import Query
from rgcore.tables.frames import read_table
from rgcore.tables.text import read_text, write_text

__all__ = ["STORE", "filled", "kept", "numbers_in", "study_of"]

STORE = Path("tests/reference/studies")
_MARK = re.compile(r"(<!-- = (?P<query>[^>]*?) -->)(?P<text>.*?)(<!-- \. -->)", re.DOTALL)
_STUDY = re.compile(r"^<!-- numbers of (\w+) -->$", re.MULTILINE)


def study_of(page: str) -> str | None:
    """Return the study that the numbers of a page (its text) are of; None if it has none.

    Raises
    ------
    InputError
        If it has numbers of no study, or of several.
    """
    studies = _STUDY.findall(page)
    if len(studies) > 1 or (_MARK.search(page) and not studies):
        raise InputError(f"a page with numbers must name one study, but it names {studies or 'none'}")
    return studies[0] if studies else None


def numbers_in(page: str) -> dict[str, str]:
    """Return the numbers that stand in a page (its text), by their questions."""
    return {mark["query"]: mark["text"] for mark in _MARK.finditer(page)}


def filled(page: str, read: Callable[[str], pd.DataFrame | None]) -> str:
    """Return the text of a page with the numbers of tables.

    Parameters
    ----------
    page : str
    read : callable
        Returns a table by its name; None if it is not there: its numbers stay as they are.
    """

    def answered(mark: re.Match[str]) -> str:
        query = Query.parsed(mark["query"])
        return mark[0] if read(query.table) is None else mark[1] + query.answer(read) + mark[4]

    return _MARK.sub(answered, page)


def kept(text: str) -> str:
    """Return what is kept of a number: a table of a page as its digest."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:16]}" if "\n" in text else text


def stored(study: str, folder: Path = STORE) -> dict[str, str]:
    """Return the numbers that are kept of a study, by their questions."""
    path = folder / f"{study}.json"
    return json.loads(read_text(path)) if path.is_file() else {}


def _store(study: str, pages: Iterable[Path]) -> None:
    """Keep the numbers of a study that stand in these pages, the README and docs, and no others."""
    texts = [
        read_text(path) for path in sorted({*pages, *Path().glob("README.md"), *Path("docs").glob("*.md")})
    ]
    now = {
        question: kept(text)
        for page in texts
        if study_of(page) == study
        for question, text in numbers_in(page).items()
    }
    STORE.mkdir(parents=True, exist_ok=True)
    write_text(
        json.dumps(dict(sorted(now.items())), indent=1, ensure_ascii=False) + "\n", STORE / f"{study}.json"
    )


def main(arguments: list[str]) -> None:
    """Fill in the numbers of one study."""
    study, results, *pages = arguments
    folder = Path(results) / "tables"

    @cache
    def read(name: str) -> pd.DataFrame | None:
        path = folder / f"{name}.parquet"
        return read_table(path) if path.is_file() else None

    for path in map(Path, pages):
        before = read_text(path)
        if study_of(before) != study:
            raise InputError(f"{path} must have the line <!-- numbers of {study} -->")
        tables = {Query.parsed(question).table for question in numbers_in(before)}
        missing = sorted(name for name in tables if read(name) is None)
        if set(missing) == tables:
            raise InputError(f"{folder} must have a table of {path} ({', '.join(missing)}), but it has none")
        try:
            after = filled(before, read)
        except QueryError as mistake:
            raise InputError(f"{path}: {mistake}") from mistake
        write_text(after, path)
        left = f"; not in {folder}, left as they are: numbers of {', '.join(missing)}" if missing else ""
        print(f"{path}: {len(numbers_in(after))} numbers{left}")
    _store(study, map(Path, pages))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")
