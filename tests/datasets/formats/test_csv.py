"""Rows of CSV files: counted as pandas reads them, and those of another length named by their line."""

import csv
import gzip
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rgcore.datasets import read_dataset
from rgcore.datasets.formats import csv as csv_format
from rgcore.datasets.formats.open_file import read_table, table_layout
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

from ..refusals import of_matrix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3,4,5\n", "2 entries in line 3, found 3"),
        ("a,b\n1,2\n\n \n3\n", "2 entries in line 5, found 1"),
        ("a,b\r\n1,2\r\n\r\n3\r\n", "2 entries in line 4, found 1"),
        ('a,b\n"1,000.5",2\n3\n', "2 entries in line 3, found 1"),
        ("a\n1\n\n2,3\n", "1 entry in line 4, found 2"),
        ("by me\n\na,b\n1,2\n", "1 entry in line 3, found 2"),
        ("a,b\n" + "1,2\n" * 300_000 + "1\n", "2 entries in line 300002, found 1"),
        ("a,b\n" + "1,2\n\n" * 300_000 + "1\n", "2 entries in line 600002, found 1"),
    ],
)
def test_a_row_of_another_length_is_named_by_its_line(tmp_path, text, words):
    (tmp_path / "x.csv").write_bytes(text.encode())
    with pytest.raises(InputError, match=words):
        table_layout(tmp_path / "x.csv", of_matrix(tmp_path / "x.csv"))


@pytest.mark.parametrize(
    "table",
    [
        ("x.csv", "date;a;b\n2020-01-01;1,5;2\n2020-01-02;-0,25;1,5e2\n", [[1.5, 2], [-0.25, 150]]),
        ("x.csv", 'date,a,b\n1.2.2020,"12,345.5",2\n2.2.2020,7,"1,234"\n', [[12345.5, 2], [7, 1234]]),
        (
            "x.tsv",
            "date\ta\tb\n2020-01-01\tNA\t2\n2020-01-02\t-\tInfinity\n",
            [[np.nan, 2], [np.nan, np.inf]],
        ),
        ("x.txt", "  date   a b\n2020-01-01   1e3 +2\n2020-01-02 \t .5   2.\n", [[1000, 2], [0.5, 2]]),
        ("x.csv", "# by hand\n\ndate|a|b\n2020-01-01|1|2\n2020-01-02|3|\n", [[1, 2], [3, np.nan]]),
        ("x.csv", "date;a;b\n2020-01-01;12.345,5;1\n2020-01-02;1.234.567;2\n", [[12345.5, 1], [1234567, 2]]),
        (
            "x.csv",
            "date;a;b\n2020-01-01;1 234,5;1\n2020-01-02;1\u00a0234\u00a0567;2\n",
            [[1234.5, 1], [1234567, 2]],
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_dialect_is_read_off_the_lines(tmp_path, table, encoding, packed):
    name, text, values = table
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(text.encode(encoding)) if packed else text.encode(encoding))
    frame, layout = read_table(path, of_matrix(path))
    assert layout.columns == ("date", "a", "b")
    np.testing.assert_array_equal(numeric_values(frame[["a", "b"]], path), values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a;b\n1,234;2\n3,456;7\n", 'write decimal: "," or decimal: ".", thousands: ","'),
        ("a;b\n1.234;2\n3.456;7\n", 'write decimal: "." or decimal: ",", thousands: "."'),
        ("a;b\n1,5;2\n3.5;7\n", "holds 1,5 and 3.5"),
        ("a;b\n12.345,6;2\n1.234;7\n", "holds 12.345,6 and 1.234"),
    ],
)
def test_numbers_that_can_be_read_in_two_ways_are_refused(tmp_path, text, words):
    (tmp_path / "x.csv").write_text(text)
    with pytest.raises(InputError, match=re.escape(words)):
        table_layout(tmp_path / "x.csv", of_matrix(tmp_path / "x.csv"))


def test_lines_between_two_stray_quotes_are_one_entry_that_is_no_number(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n" + "1,2\n" * 30 + '"3,4\n' + "1,2\n" * 90 + '5",6\n' + "1,2\n" * 9)
    with pytest.raises(InputError, match=r"found 3,4 1,2 1,2 [^\n]*\.\.\. in column a, row 31$"):
        read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.csv")})


def test_only_the_first_rows_are_looked_at_under_a_limit(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n\n" + "1,2\n" * 30 + "3\n")
    assert table_layout(tmp_path / "x.csv", of_matrix(tmp_path / "x.csv"), 22).n_rows == 22
    with pytest.raises(InputError, match="line 33"):
        table_layout(tmp_path / "x.csv", of_matrix(tmp_path / "x.csv"), 31)


def test_lines_longer_than_what_is_parsed_at_once_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.datasets.formats.tables.text.parse_text.PARSED_BYTES", 64)
    pd.DataFrame(np.full((30, 400), 1.25)).add_prefix("v").to_csv(tmp_path / "x.csv", index=False)
    layout = table_layout(tmp_path / "x.csv", of_matrix(tmp_path / "x.csv"))
    assert (layout.n_rows, len(layout.columns)) == (30, 400)


@settings(max_examples=80, deadline=None, database=None)
@given(
    lengths=st.lists(st.integers(1, 4), min_size=1, max_size=12),
    blank=st.lists(st.sampled_from(["", "\n", "\n\n"]), min_size=12, max_size=12),
    entry=st.sampled_from(["7", "", '"1,5"', '"a ""x"" b"', "NA"]),
)
def test_rows_are_counted_as_the_csv_module_counts_them(tmp_path_factory, lengths, blank, entry):
    path = tmp_path_factory.getbasetemp() / "counted.csv"
    rows = [",".join([entry] * length) for length in lengths]
    assume(rows[0])  # blank lines before a table are no rows of it
    path.write_text("".join(f"{row}\n{gap}" for row, gap in zip(rows, blank, strict=False)))
    lines = [next(csv.reader([line]), []) for line in path.read_text().splitlines(keepends=True)]
    due = len(lines[0]) or 1
    commas = DatasetSettings(kind="matrix", path=str(path), separator=",")
    wrong = [
        (number, len(entries) or 1)
        for number, entries in enumerate(lines, start=1)
        if (entries or due == 1) and (len(entries) or 1) != due
    ]
    if wrong:
        with pytest.raises(
            InputError, match=f"{due} (entry|entries) in line {wrong[0][0]}, found {wrong[0][1]}"
        ):
            csv_format.text_layout(path, commas)
    else:
        layout = csv_format.text_layout(path, commas)
        n_rows = sum(bool(entries) or due == 1 for entries in lines[1:])
        assert layout.n_rows == n_rows + (not layout.named)
