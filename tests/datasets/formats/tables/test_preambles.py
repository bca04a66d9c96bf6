"""Lines before a table: counted and named with the key that skips them; with it the numbers are right."""

import gzip

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at

VALUES = np.round(np.random.default_rng(4).standard_normal((60, 4)), 3)
FRAME = pd.DataFrame(VALUES, columns=list("abcd"))
TABLE = FRAME.to_csv(index=False)
TABS = FRAME.to_csv(index=False, sep="\t")


def written(path, text):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return {"kind": "matrix", "path": str(path)}


@pytest.mark.parametrize(
    ("n_lines", "text"),
    [
        (1, "Exported on Monday\n" + TABLE),
        (2, "Title, of two parts\n\n" + TABLE),
        (3, "Title,,,\nUnit,mV,,\n,,,\n" + TABLE),
        (30, "".join(f"Key {n}: {n}, {n}\n" for n in range(30)) + TABLE),
        (5, 'Prose "in quotes".\nMissing are -99.99.\n\n\n  Daily\n' + TABLE),
        (1, "Title: one\n" + TABLE.split("\n", 1)[1]),
        (2, "#1.2\n60\t4\n" + TABS),
        (3, "Interval=\t0.1 s\nStart=\t1\t2\t3\nFormat=\tBlock\n" + TABS),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "csv.gz"])
def test_lines_before_a_table_are_counted_and_skipped_by_their_key(tmp_path, n_lines, text, ending):
    block = written(tmp_path / f"x.{ending}", text)
    for call in (check_before_run, read_dataset):
        with pytest.raises(InputError, match=f"write skip_rows: {n_lines} if line"):
            call("x", block)
    for keys in ({}, {"comment": "#"}):
        dataset = read_dataset("x", block | {"skip_rows": n_lines} | keys)
        np.testing.assert_array_equal(dataset.samples, VALUES)
        assert any(f"after line {n_lines} (skip_rows: {n_lines})" in made for made in dataset.decisions)


@pytest.mark.parametrize("n_attributes", [2, 3, 4])
@pytest.mark.parametrize("values", ["NUMERIC", "{x,y}"])
def test_the_declarations_of_arff_are_lines_before_a_table(tmp_path, n_attributes, values):
    names = [f"@ATTRIBUTE a{n} {values}" for n in range(n_attributes)]
    lines = ["% Title, of data", "@RELATION r", *names, "@DATA"]
    numbers = FRAME.iloc[:, :n_attributes].to_csv(index=False, header=False)
    block = written(tmp_path / "x.txt", "\n".join(lines) + "\n" + numbers)
    with pytest.raises(
        InputError, match=f"write skip_rows: {len(lines)} if lines 1 to {len(lines)} are no part"
    ):
        read_dataset("x", block)
    read = read_dataset("x", block | {"skip_rows": len(lines)})
    np.testing.assert_array_equal(read.samples, VALUES[:, :n_attributes])


@pytest.mark.parametrize("row", [0, 1, 20, 58])
@pytest.mark.parametrize("entry", ["1.5,", "1,234.5,"])
def test_a_line_of_another_length_within_a_table_does_not_end_a_preamble(tmp_path, row, entry):
    lines = TABLE.splitlines()
    lines[row + 1] = entry + lines[row + 1]
    block = written(tmp_path / "x.csv", "\n".join(lines) + "\n")
    with pytest.raises(InputError, match=r"in line \d+, found \d|unlike|skip") as caught:
        read_dataset("x", block)
    assert "skip_rows" not in str(caught.value)
    assert "skip_rows" not in look_at(tmp_path / "x.csv")


def test_names_over_more_than_three_lines_are_refused(tmp_path):
    first, rest = TABLE.split("\n", 1)
    block = written(tmp_path / "x.csv", f"{first}\nA,B,C,D\nA,B,C,D\n,(s),(m),\n{rest}")
    with pytest.raises(
        InputError, match="in at most 3 lines, but line 4 has no numbers, too: write skip_rows: 1"
    ):
        read_dataset("x", block)
    np.testing.assert_array_equal(read_dataset("x", block | {"skip_rows": 1}).samples, VALUES)


def test_more_lines_than_there_are_cannot_be_skipped(tmp_path):
    block = written(tmp_path / "x.csv", TABLE) | {"skip_rows": 100}
    with pytest.raises(InputError, match="must have a table below the lines that skip_rows: 100 skips"):
        read_dataset("x", block)


def test_a_second_table_below_the_first_is_named_by_its_line(tmp_path):
    block = written(tmp_path / "x.csv", f"Title\n{TABLE}\n\nMonthly\n{TABLE}") | {"skip_rows": 1}
    with pytest.raises(
        InputError,
        match=r"4 entries in line 65, found 1: if a second table or a note begins there, .* file is incomplete",
    ):
        read_dataset("x", block)


def test_pandas_name_of_the_key_leads_to_it(tmp_path):
    with pytest.raises(InputError, match="unknown key 'skiprows': did you mean 'skip_rows'"):
        read_dataset("x", written(tmp_path / "x.csv", TABLE) | {"skiprows": 1})


@pytest.mark.parametrize(
    ("start", "remedy"),
    [
        (b"\x1f\x8b\x08\x00\x00", r"text packed by gzip does: let its name end in \.gz"),
        (b"\x89HDF\r\n\x1a\n\x00", r"a file of HDF5 does: let its name end in \.h5"),
        (b"PK\x03\x04\x14\x00", r"a sheet of Excel or an archive does: save the sheet as \.csv"),
    ],
)
def test_a_file_of_another_format_under_the_name_of_text_is_named(tmp_path, start, remedy):
    (tmp_path / "x.csv").write_bytes(start + bytes(200))
    with pytest.raises(InputError, match=remedy):
        read_dataset("mine", {"kind": "matrix", "path": str(tmp_path / "x.csv")})
