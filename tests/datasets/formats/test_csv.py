"""Rows of CSV files: counted as pandas reads them, and those of another length named by their line."""

import csv

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgcore.datasets import read_dataset
from rgcore.datasets.formats import csv as csv_format
from rgcore.datasets.formats.open_file import table_layout
from rgcore.errors import InputError

from ..refusals import of_matrix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3,4,5\n", "2 entries in line 3, found 3"),
        ("a,b\n1,2\n\n \n3\n", "2 entries in line 5, found 1"),
        ("a,b\r\n1,2\r\n\r\n3\r\n", "2 entries in line 4, found 1"),
        ('a,b\n"1,000",2\n3\n', "2 entries in line 3, found 1"),
        ("a\n1\n\n2,3\n", "1 entries in line 4, found 2"),
        ("date;a;b\n2020-01-01;1,5;2\n", "1 entries in line 2, found 2"),
        ("a,b\n" + "1,2\n" * 300_000 + "1\n", "2 entries in line 300002, found 1"),
        ("a,b\n" + "1,2\n\n" * 300_000 + "1\n", "2 entries in line 600002, found 1"),
    ],
)
def test_a_row_of_another_length_is_named_by_its_line(tmp_path, text, words):
    (tmp_path / "x.csv").write_bytes(text.encode())
    with pytest.raises(InputError, match=words):
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
    monkeypatch.setattr(csv_format, "PARSED_BYTES", 64)
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
    path.write_text("".join(f"{row}\n{gap}" for row, gap in zip(rows, blank, strict=False)))
    lines = [next(csv.reader([line]), []) for line in path.read_text().splitlines(keepends=True)]
    due = len(lines[0]) or 1
    wrong = [
        (number, len(entries) or 1)
        for number, entries in enumerate(lines, start=1)
        if (entries or due == 1) and (len(entries) or 1) != due
    ]
    if wrong:
        with pytest.raises(InputError, match=f"{due} entries in line {wrong[0][0]}, found {wrong[0][1]}"):
            csv_format.csv_layout(path, of_matrix(path))
    else:
        layout = csv_format.csv_layout(path, of_matrix(path))
        n_rows = sum(bool(entries) or due == 1 for entries in lines[1:])
        assert layout.n_rows == n_rows + (not layout.named)
