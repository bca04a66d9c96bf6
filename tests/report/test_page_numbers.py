"""Numbers of runs in pages of docs."""

from pathlib import Path

import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.report.page_numbers.pages import STORE, filled, main, numbers_in, stored, study_of
from rgcore.report.page_numbers.query import Query, QueryError
from rgcore.tables.frames import write_table
from rgcore.tables.schema import Column, Schema

ROOT = Path(__file__).parents[2]
PAGES = [path for path in sorted((ROOT / "docs").glob("*.md")) if numbers_in(path.read_text())]
WIDTHS = pd.DataFrame(
    {
        "source": ["ising"] * 4 + ["copy"] * 2,
        "temperature": [2.0, 2.0, 2.6, 2.6, 2.0, 2.6],
        "replica": [0, 1, 0, 1, 0, 0],
        "epoch": [5, 5, 5, 5, 5, 7],
        "fwhm": [2.0, 4.0, 5.0, float("nan"), 1.5, 1.25],
        "fwhm_err": [0.1, 0.1, 0.2, 0.2, 0.25, 0.5],
        "g": [1.0] * 6,
        "g_low": [0.0] * 6,
        "g_high": [3.92] * 6,
    }
)


def answer(question):
    return Query.parsed(question).answer({"widths": WIDTHS}.__getitem__)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("widths fwhm source=copy temperature=2", "1.50 ± 0.25"),
        ("widths g source=copy temperature=2", "1.0 ± 1.0"),
        ("widths fwhm source=ising temperature=2", "3.0 ± 1.0"),  # sd 1.41 / sqrt 2
        ("widths fwhm source=ising temperature=2.6", "5"),  # one replica has a number: no scatter is known
        ("widths source source=copy epoch=last", "copy"),
        ("widths replica source=copy temperature=2", "0"),
    ],
)
def test_an_answer_is_an_entry_or_the_mean_over_replicas(question, text):
    assert answer(question) == text


def test_a_table_has_a_row_per_value():
    assert answer("widths fwhm,g by=temperature source=copy").strip().splitlines() == [
        "| `temperature` | `fwhm` | `g` |",
        "| --- | --- | --- |",
        "| 2 | 1.50 ± 0.25 | 1.0 ± 1.0 |",
        "| 2.6 | 1.25 ± 0.50 | 1.0 ± 1.0 |",
    ]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("widths", "TABLE COLUMN"),
        ("widths fwhm source", "TABLE COLUMN"),
        ("widths fwhm,g source=copy", "by=COLUMN"),
        ("widths width source=copy", "no column width"),
        ("widths fwhm source=xy", "no row with source = xy"),
        ("widths fwhm source=ising", "one per replica"),
    ],
)
def test_what_is_no_question_is_refused(question, message):
    with pytest.raises(QueryError, match=message):
        answer(question)


PAGE = (
    "<!-- numbers of widths_study -->\nWidth <!-- = widths fwhm source=copy temperature=2 -->old<!-- . -->.\n"
)


def test_a_page_is_filled_and_its_numbers_are_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    units = {"source": "string", "replica": "int64", "epoch": "int64"}
    columns = [Column(name, units.get(name, "float64"), "1", name) for name in WIDTHS]
    schema = Schema(
        name="widths", version=1, keys=("source", "temperature", "replica"), columns=tuple(columns)
    )
    (tmp_path / "results/tables").mkdir(parents=True)
    write_table(WIDTHS, tmp_path / "results/tables/widths.parquet", schema=schema, stamp=Stamp())
    (tmp_path / "page.md").write_text(PAGE)
    main(["widths_study", "results", "page.md"])
    assert "-->1.50 ± 0.25<!-- . -->." in (tmp_path / "page.md").read_text()
    assert stored("widths_study") == {"widths fwhm source=copy temperature=2": "1.50 ± 0.25"}
    with pytest.raises(InputError, match="numbers of another"):
        main(["another", "results", "page.md"])


def test_a_page_names_the_study_of_its_numbers():
    assert study_of(PAGE) == "widths_study"
    assert study_of("text") is None
    with pytest.raises(InputError, match="names none"):
        study_of(PAGE.split("\n", 1)[1])
    assert filled("no number", {}.__getitem__) == "no number"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_numbers_in_a_page_are_those_that_are_kept(path):
    page = path.read_text()
    kept = stored(study_of(page), ROOT / STORE)
    assert numbers_in(page).items() <= kept.items()


def test_numbers_that_are_kept_stand_in_a_page():
    used = {question for path in PAGES for question in numbers_in(path.read_text())}
    kept = {
        question for path in (ROOT / STORE).glob("*.json") for question in stored(path.stem, ROOT / STORE)
    }
    assert kept <= used
