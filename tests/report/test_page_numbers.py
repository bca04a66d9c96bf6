"""Numbers of runs in pages of docs."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.claims.claims_table import all_claims
from rgcore.claims.schemas import CLAIMS
from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.report.page_numbers.cells import QueryError
from rgcore.report.page_numbers.pages import STORE, filled, kept, main, numbers_in, stored
from rgcore.report.page_numbers.query import Query
from rgcore.tables.frames import write_table
from rgcore.tables.schema import Column, Schema

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if numbers_in(path.read_text())
]
WIDTHS = pd.DataFrame(
    {
        "source": ["ising"] * 4 + ["copy"] * 2,
        "temperature": [2.0, 2.0, 2.6, 2.6, 2.0, 2.6],
        "replica": [0, 1, 0, 1, 0, 0],
        "epoch": [5, 5, 5, 5, 5, 7],
        "fwhm": [2.0, 4.0, 5.0, float("nan"), 1.5, 1.25],
        "fwhm_err": [0.1, 0.1, 0.2, 0.2, 0.25, 0.5],
        "g": [2.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        "g_low": [0.0] * 6,
        "g_high": [3.92] * 6,
        "samples": [12345] * 6,
        "both": [1.0, 1.0 + 1e-9, float("nan"), float("nan"), 1.0, 1.0],
        "agrees": [True, True, False, True, True, False],
    }
)

WORDS = [column.name for column in CLAIMS.columns if column.kind == "string"][3:]

MEANS = pd.DataFrame(
    {
        "hidden": ["sign", "sampled", "not sampled"],
        "n_replicas": [5, 4, 3],
        "y": [1.0, 0.5, 0.25],
        "y_err": [0.02, 0.03, np.nan],
        "k": [0.44, np.inf, 0.0],
        "k_low": [0.4386, 0.43, 0.0],
        "k_high": [0.4412, np.inf, 0.0],
        "verdict": ["passes", "open", "open"],
    }
)


def answer(question):
    return Query.parsed(question).answer({"widths": WIDTHS, "means": MEANS}.__getitem__)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("widths fwhm source=copy temperature=2", "1.50 ± 0.25 (one run)"),  # of its samples
        ("widths g source=copy temperature=2", "1.0 (0.0 to 3.9; one run)"),
        ("widths fwhm source=ising temperature=2", "3.0 ± 1.0 (2 runs)"),  # between runs: sd 1.41 / sqrt 2
        ("widths fwhm source=ising temperature=2.6", "5 (1 of 2 runs)"),  # no scatter is known
        ("widths both source=ising temperature=2.6", "none (2 runs)"),
        ("widths both source=ising temperature=2", "1 (2 runs)"),  # runs that differ by rounding
        ("widths fwhm source=ising,copy temperature=2 replica=1", "4.00 ± 0.10 (one run)"),
        ("widths source source=copy epoch=last", "copy"),
        ("widths replica source=copy temperature=2", "0"),
        ("widths samples source=copy temperature=2", "12,345"),
        ("widths fwhm source=ising temperature=2 less=temperature:2.6", "-3 (1 of 2 runs)"),
        ("widths g source=ising temperature=2 less=temperature:2.6", "0.50 ± 0.50 (2 runs)"),  # 1 and 0
        ("means y hidden=sign", "1.000 ± 0.020 (5 runs)"),
        ("means k hidden=sign", "0.4400 (0.4386 to 0.4412; 5 runs)"),
        ("means k hidden=sampled", "inf (0.43 to inf; 4 runs)"),
        ("means verdict hidden=sampled", "open"),
        ('means y hidden="not sampled"', "0.25 (3 runs)"),
        ("widths fwhm show=range source=ising", "2 to 5"),  # of three that have a number
        ("widths samples show=range source=ising", "12,300"),  # all alike, to three digits
        ("widths agrees show=count source=ising", "3 of 4"),
        ("widths agrees show=count epoch=5 of=another", "4 of 5"),
        ("widths source show=count", "4 ising, 2 copy"),
        ("widths replica show=positive source=ising", "2 of 4"),  # 0, 1, 0, 1
        ("widths fwhm show=positive source=ising", "3 of 4"),  # one has no number
    ],
)
def test_an_answer_is_an_entry_or_the_mean_over_replicas_and_says_of_how_many_runs(question, text):
    assert answer(question) == text


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "widths fwhm,g by=temperature source=copy",
            [
                "| `temperature` | `fwhm` | `g` | runs |",
                "| --- | --- | --- | --- |",
                "| 2 | 1.50 ± 0.25 | 1.0 (0.0 to 3.9) | 1 |",
                "| 2.6 | 1.25 ± 0.50 | 1.0 (0.0 to 3.9) | 1 |",
            ],
        ),
        (
            "widths fwhm by=source across=temperature",
            [
                "| `source` \\ `temperature` | 2 | 2.6 | runs |",
                "| --- | --- | --- | --- |",
                "| copy | 1.50 ± 0.25 | 1.25 ± 0.50 | 1 |",
                "| ising | 3.0 ± 1.0 | 5 (1 of 2 runs) | 2 |",
            ],
        ),
        (
            "widths g by=source source=ising temperature=2 less=temperature:2.6",
            ["| `source` | `g` | runs |", "| --- | --- | --- |", "| ising | 0.50 ± 0.50 | 2 |"],
        ),
        (
            "means verdict by=hidden",
            [
                "| `hidden` | `verdict` |",
                "| --- | --- |",
                "| not sampled | open |",
                "| sampled | open |",
                "| sign | passes |",
            ],
        ),
        (
            "means y,k,verdict by=hidden hidden=sign",
            [
                "| `hidden` | `y` | `k` | `verdict` | runs |",
                "| --- | --- | --- | --- | --- |",
                "| sign | 1.000 ± 0.020 | 0.4400 (0.4386 to 0.4412) | passes | 5 |",
            ],
        ),
        (
            "widths fwhm by=source across=epoch show=range",
            [
                "| `source` \\ `epoch` | 5 | 7 |",
                "| --- | --- | --- |",
                "| copy | 1.5 | 1.25 |",
                "| ising | 2 to 5 |  |",
            ],
        ),
    ],
)
def test_a_table_has_a_row_per_value(question, lines):
    assert answer(question).strip().splitlines() == lines


def test_the_standard_error_is_that_of_the_runs_that_have_a_number():
    some = pd.DataFrame({"replica": range(4), "fwhm": [1.0, np.nan, 3.0, np.nan]})
    text = Query.parsed("some fwhm").answer({"some": some}.__getitem__)
    assert text == "2.0 ± 1.0 (2 of 4 runs)"  # sd 1.41 / sqrt 2


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("widths", "TABLE COLUMN"),
        ("widths fwhm source", "TABLE COLUMN"),
        ('widths fwhm source="copy', "in pairs"),
        ("widths fwhm,g source=copy", "by=COLUMN"),
        ("widths fwhm source=copy across=temperature", "by=COLUMN"),
        ("widths fwhm,g by=source across=temperature", "without across"),
        ("widths fwhm show=mean", "show must be range or count or positive"),
        ("widths fwhm show=count", "what is counted must be true or false, or texts, but fwhm"),
        ("widths agrees show=range", "agrees has none"),
        ("widths source show=positive", "source has none"),
        ("widths fwhm show=range temperature=2.6 source=ising replica=1", "fwhm has none"),
        ("widths fwhm source=copy less=temperature", "less=KEY:VALUE"),
        ("widths width source=copy", "no column width"),
        ("widths fwhm by=source across=width", "no column width"),
        ("widths fwhm source=xy", "no row with source = xy"),
        (
            "widths fwhm source=copy temperature=2 less=temperature:3",
            "no row with source = copy, temperature = 3",
        ),
        (
            "widths fwhm source=ising",
            "source = ising: there must be one row, or one per replica, but there are 4",
        ),
        ("widths fwhm source=ising less=temperature:2", "must be one per replica with source = ising"),
        ("widths source source=ising temperature=2", "source is no number"),
        ("widths source source=ising temperature=2 less=temperature:2.6", "only numbers can be subtracted"),
    ],
)
def test_what_is_no_question_is_refused(question, message):
    with pytest.raises(QueryError, match=message):
        answer(question)


TABLE = "widths fwhm by=temperature source=copy"
PAGE = (
    "<!-- numbers of widths_study -->\nWidth <!-- = widths fwhm source=copy temperature=2 -->old<!-- . -->.\n"
    f"<!-- = {TABLE} --><!-- . -->\nSpeed <!-- = speeds v -->of another run<!-- . -->.\n"
)


def put_widths(results, frame=WIDTHS, root_seed=None):
    """Write the widths as a table of a run."""
    units = {"source": "string", "agrees": "bool", **dict.fromkeys(("replica", "epoch", "samples"), "int64")}
    columns = [Column(name, units.get(name, "float64"), "1", name) for name in WIDTHS]
    schema = Schema(
        name="widths", version=1, keys=("source", "temperature", "replica"), columns=tuple(columns)
    )
    (results / "tables").mkdir(parents=True)
    stamp = Stamp(root_seed=root_seed)
    write_table(frame, results / "tables/widths.parquet", schema=schema, stamp=stamp)


def found_in(path, study="widths_study"):
    return numbers_in(path.read_text())[study]


def test_a_page_is_filled_and_its_numbers_are_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put_widths(tmp_path / "results")
    (tmp_path / "page.md").write_text(PAGE)
    main(["widths_study", "results", "page.md"])
    assert "-->1.50 ± 0.25 (one run)<!-- . -->." in (tmp_path / "page.md").read_text()
    assert "-->of another run<!-- . -->." in (tmp_path / "page.md").read_text()  # its table is not there
    assert "runs |\n" in found_in(tmp_path / "page.md")[TABLE]
    found = stored("widths_study")
    assert found["widths fwhm source=copy temperature=2"] == "1.50 ± 0.25 (one run)"
    assert len(found[TABLE]) == len("sha256:") + 16
    (tmp_path / "page.md").write_text(PAGE.replace(f"<!-- = {TABLE} --><!-- . -->", ""))
    main(["widths_study", "results", "page.md"])
    assert stored("widths_study") == {name: text for name, text in found.items() if name != TABLE}
    readme = "<!-- numbers of widths_study -->\n<!-- = speeds w -->7<!-- . -->"
    (tmp_path / "README.md").write_text(readme)
    main(["widths_study", "results", "page.md"])
    assert stored("widths_study")["speeds w"] == "7"


def test_claims_stand_in_the_order_of_the_essay(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [(one.name, one.place, one.kind) for one in reversed(all_claims())]
    table = pd.DataFrame(rows, columns=["claim", "place", "kind"]).assign(**dict.fromkeys(WORDS, "w"))
    numbers = dict.fromkeys(("value", "value_err", "reference"), np.nan)
    (tmp_path / "results/tables").mkdir(parents=True)
    path = tmp_path / "results/tables/claims.parquet"
    write_table(table.assign(**numbers), path, schema=CLAIMS, stamp=Stamp(root_seed=1))
    question = "claims verdict by=place,claim"
    (tmp_path / "page.md").write_text(f"<!-- numbers of a -->\n<!-- = {question} --><!-- . -->")
    main(["a", "results", "page.md"])
    lines = found_in(tmp_path / "page.md", "a")[question].strip().splitlines()[2:]
    named = [tuple(line.strip("| ").split(" | ")[:2]) for line in lines]
    assert sorted(named) == sorted((place, name) for name, place, _ in rows)
    places = list(dict.fromkeys(one.place for one in all_claims()))
    assert named == [(one.place, one.name) for place in places for one in all_claims() if one.place == place]


def test_a_page_has_numbers_of_several_studies_and_each_is_filled_from_its_own_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put_widths(tmp_path / "results")
    page, own, other = tmp_path / "page.md", "widths fwhm source=copy epoch=5", "widths g source=copy epoch=5"
    marks = f"<!-- = {own} -->a<!-- . -->, <!-- = {other} of=cold -->b<!-- . -->"
    page.write_text(f"<!-- numbers of warm -->\n{marks}")
    main(["cold", "results", "page.md"])
    assert found_in(page, "warm") == {own: "a"}
    assert found_in(page, "cold") == {f"{other} of=cold": "1.0 (0.0 to 3.9; one run)"} == stored("cold")
    assert stored("warm") == {}
    main(["warm", "results", "page.md"])
    assert found_in(page, "warm") == {own: "1.50 ± 0.25 (one run)"} == stored("warm")
    assert stored("cold") == found_in(page, "cold")


def test_a_study_of_several_root_seeds_has_the_rows_of_all_its_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put_widths(tmp_path / "one", root_seed=1)
    put_widths(tmp_path / "two", WIDTHS.assign(fwhm=WIDTHS["fwhm"] + 1), root_seed=2)
    put_widths(tmp_path / "same", root_seed=1)
    mean, ends = "widths fwhm source=copy temperature=2", "widths fwhm source=copy temperature=2 show=range"
    (tmp_path / "page.md").write_text(
        f"<!-- numbers of seeds -->\n<!-- = {mean} -->a<!-- . --> <!-- = {ends} -->b<!-- . -->"
    )
    main(["seeds", "one:two", "page.md"])
    assert stored("seeds") == {mean: "2.00 ± 0.50 (2 runs)", ends: "1.5 to 2.5"}
    with pytest.raises(InputError, match=r"root seeds of their own, got \[1, 1\] for widths"):
        main(["seeds", "one:same", "page.md"])


@pytest.mark.parametrize(
    ("study", "page", "message"),
    [
        ("another", "<!-- numbers of a -->\n<!-- = speeds v of=b -->1<!-- . -->", "numbers of another"),
        ("a", "<!-- numbers of a -->\n<!-- = speeds v of=b -->1<!-- . -->", "numbers of a:"),
        (
            "a",
            "<!-- numbers of a -->\n<!-- = speeds v -->1<!-- . -->",
            r"results must have a table of page.md \(speeds\)",
        ),
        ("b", "<!-- = speeds v of=b -->1<!-- . --><!-- = speeds w -->1<!-- . -->", "have a study.*speeds w"),
        ("a", "<!-- numbers of a -->\n<!-- numbers of b -->", "names a, b"),
    ],
)
def test_a_page_without_numbers_of_the_study_is_refused(tmp_path, monkeypatch, study, page, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(page)
    with pytest.raises(InputError, match=message):
        main([study, "results", "page.md"])
    assert not (tmp_path / STORE).exists()


def test_a_page_may_have_no_number():
    assert numbers_in("text") == {}
    assert filled("no number", "a", {}.__getitem__) == "no number"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_numbers_in_a_page_are_those_that_are_kept(path):
    for study, numbers in numbers_in(path.read_text()).items():
        known = stored(study, ROOT / STORE)
        for question, text in numbers.items():
            assert known[question] in (text, kept(text)), question


def test_numbers_that_are_kept_stand_in_a_page():
    used = {
        (study, question)
        for path in PAGES
        for study, numbers in numbers_in(path.read_text()).items()
        for question in numbers
    }
    known = {
        (path.stem, question)
        for path in (ROOT / STORE).glob("*.json")
        for question in stored(path.stem, ROOT / STORE)
    }
    assert known == used
