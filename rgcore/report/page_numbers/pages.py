"""Marks in pages, and the numbers that stand in them.

In a page of docs stands, invisible to its readers,

    <!-- numbers of STUDY -->

once, and around every number of a run

    <!-- = TABLE COLUMN KEY=VALUE ... -->1.02 ± 0.02<!-- . -->

(:class:`rgcore.report.page_numbers.query.Query`). A number of another study has ``of=OTHER`` among
its keys. ``python -m rgcore.report.page_numbers.pages STUDY RESULTS PAGE...`` fills in the numbers of STUDY from the
tables in the folder RESULTS, and keeps them in ``tests/reference/studies/STUDY.json``, with which a test compares the
pages. Marks of tables that are not in RESULTS stay as they are. Tables of a page are kept as digests. A study of runs
that differ in their root seeds has several folders, FOLDER:FOLDER: their tables are put one below the other, with the
root seed in the column ``seed``.
"""

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from rgcore.claims.claims_table import in_order_of_essay
from rgcore.errors import InputError
from rgcore.report.page_numbers.cells import QueryError
from rgcore.report.page_numbers.query import Query
from rgcore.tables.footers import read_stamp
from rgcore.tables.frames import read_table
from rgcore.tables.text import read_text, write_text

__all__ = ["STORE", "filled", "kept", "numbers_in", "stored"]

STORE = Path("tests/reference/studies")
_MARK = re.compile(r"(<!-- = (?P<query>[^>]*?) -->)(?P<text>.*?)(<!-- \. -->)", re.DOTALL)
_STUDY = re.compile(r"^<!-- numbers of (\w+) -->$", re.MULTILINE)


def numbers_in(page: str) -> dict[str, dict[str, str]]:
    """Return the numbers that stand in a page (its text), by their studies and questions.

    Raises
    ------
    InputError
        If there is a number of no study, or if the page names several.
    """
    named, found = _STUDY.findall(page), defaultdict(dict)
    if len(named) > 1:
        raise InputError(
            f"a page must name one study, and of=STUDY in marks of others, but it names {', '.join(named)}"
        )
    for mark in _MARK.finditer(page):
        study = Query.parsed(mark["query"]).study or "".join(named)
        if not study:
            raise InputError(
                f"a number must have a study, <!-- numbers of STUDY --> or of=STUDY: {mark['query']}"
            )
        found[study][mark["query"]] = mark["text"]
    return dict(found)


def filled(page: str, study: str, read: Callable[[str], pd.DataFrame | None]) -> str:
    """Return the text of a page with the numbers of tables.

    Parameters
    ----------
    page : str
    study : str
        Numbers of other studies stay as they are.
    read : callable
        Returns a table of the study by its name; None if it is not there: its numbers stay as they are.
    """
    questions = numbers_in(page).get(study, {})

    def answered(mark: re.Match[str]) -> str:
        query = Query.parsed(mark["query"])
        if mark["query"] not in questions or read(query.table) is None:
            return mark[0]
        return mark[1] + query.answer(read) + mark[4]

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
        question: kept(text) for page in texts for question, text in numbers_in(page).get(study, {}).items()
    }
    STORE.mkdir(parents=True, exist_ok=True)
    write_text(
        json.dumps(dict(sorted(now.items())), indent=1, ensure_ascii=False) + "\n", STORE / f"{study}.json"
    )


def _reader(results: str) -> Callable[[str], pd.DataFrame | None]:
    """Return what reads a table of the run in a folder, or of the runs in several."""

    @cache
    def read(name: str) -> pd.DataFrame | None:
        paths = [Path(folder) / "tables" / f"{name}.parquet" for folder in results.split(":")]
        if not all(path.is_file() for path in paths):
            return None
        if len(paths) == 1:
            return _in_order(read_table(paths[0]), name)
        seeds = [read_stamp(path)["root_seed"] for path in paths]
        if None in seeds or len({*seeds}) < len(seeds):
            raise InputError(f"runs of one study must have root seeds of their own, got {seeds} for {name}")
        return pd.concat(
            [read_table(path).assign(seed=seed) for path, seed in zip(paths, seeds, strict=True)]
        )

    return read


def _in_order(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table whose lines on a page are in another order than that of the alphabet with this order."""
    if name != "claims":
        return table
    rows = in_order_of_essay(table)
    return rows.assign(**{key: pd.Categorical(rows[key], rows[key].unique()) for key in ("place", "claim")})


def main(arguments: list[str]) -> None:
    """Fill in the numbers of one study."""
    study, results, *pages = arguments
    read = _reader(results)
    for path in map(Path, pages):
        before = read_text(path)
        questions = numbers_in(before).get(study)
        if not questions:
            raise InputError(
                f"{path} must have numbers of {study}: <!-- numbers of {study} -->, or of={study} in a mark"
            )
        tables = {Query.parsed(question).table for question in questions}
        missing = sorted(name for name in tables if read(name) is None)
        if set(missing) == tables:
            raise InputError(f"{results} must have a table of {path} ({', '.join(missing)}), but it has none")
        try:
            after = filled(before, study, read)
        except QueryError as mistake:
            raise InputError(f"{path}: {mistake}") from mistake
        write_text(after, path)
        left = f"; not in {results}, left as they are: numbers of {', '.join(missing)}" if missing else ""
        print(f"{path}: {len(questions)} numbers{left}")
    _store(study, map(Path, pages))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")
