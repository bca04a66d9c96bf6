"""Marks of missing entries, percent signs, exponents of Fortran: read as meant, or refused with what to write."""

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

VALUES = np.round(np.random.default_rng(4).standard_normal((60, 4)), 3)
FRAME = pd.DataFrame(VALUES, columns=list("abcd"))
WITHOUT_GAPS = np.delete(VALUES, [4, 50], axis=0)


def written(path, frame):
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_csv(path, index=False)
    return {"kind": "matrix", "path": str(path)}


def with_marks(mark):
    frame = FRAME.astype(object)
    frame.iloc[4, 2] = frame.iloc[50, 3] = mark
    return frame


def refused(block, *words):
    with pytest.raises(InputError) as caught:
        read_dataset("x", block)
    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("mark", ["?", "*", ".", "--", "ND", "#DIV/0!", "missing"])
def test_a_mark_of_missing_entries_is_named_and_declared(tmp_path, mark, ending):
    frame = with_marks(mark)
    block = written(tmp_path / f"x.{ending}", frame.astype(str) if ending == "parquet" else frame)
    name = mark if mark.isalpha() else f'"{mark}"'
    refused(
        block, f"found {mark} in column c, row 5: write na_values: [{name}] if it stands for a missing entry"
    )
    for keys in ({"na_values": mark}, {"na_values": ["x", mark, -1e99]}):
        dataset = read_dataset("x", block | {"missing": "drop_samples"} | keys)
        np.testing.assert_array_equal(dataset.samples, WITHOUT_GAPS)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([f"{n}th" for n in range(60)], "found 0th in column b: write numbers without their endings"),
        (
            [f"${n}.30" for n in range(60)],
            "found $0.30 in column b: write numbers without the sign of a currency",
        ),
        ([f"1.{n:03d},5 €" for n in range(60)], "write numbers without the sign of a currency"),
        ([f"[{n}, 1.5]" for n in range(60)], "write one number per entry; in pandas DataFrame(frame[col"),
        ([f"{n} days 00:00:01" for n in range(60)], "write seconds, in pandas x.dt.total_seconds()"),
        (["yes", "no"] * 30, "write 1 and 0, or true and false"),
        (["t", "f"] * 30, "write 1 and 0, or true and false"),
    ],
)
def test_entries_that_are_no_numbers_are_named_with_what_to_write(tmp_path, entries, words, ending):
    block = written(tmp_path / f"x.{ending}", FRAME.assign(b=entries))
    refused(block, "must hold numbers, found", words)


@pytest.mark.parametrize("stored", [pa.list_(pa.float64(), 4), pa.list_(pa.float64())])
def test_lists_of_one_length_are_named_with_what_makes_columns_of_them(tmp_path, stored):
    lists = pa.array([*VALUES], type=stored)
    pq.write_table(pa.table({"x": lists}), tmp_path / "x.parquet")
    block = {"kind": "matrix", "path": str(tmp_path / "x.parquet")}
    with pytest.raises(InputError, match="in column x: write one number per entry; in pandas") as caught:
        read_dataset("x", block)
    advised = re.search(r"in pandas (DataFrame.*) makes a column of every place in lists", str(caught.value))[
        1
    ]
    places = {"DataFrame": pd.DataFrame, "frame": pd.read_parquet(tmp_path / "x.parquet"), "column": "x"}
    eval(advised, places).add_prefix("v").to_parquet(tmp_path / "x.parquet")
    np.testing.assert_array_equal(read_dataset("x", block).samples, VALUES)


def test_a_long_list_is_shortened_in_the_sentence(tmp_path):
    frame = pd.DataFrame({"x": [*np.random.default_rng(1).normal(size=(60, 500))]})
    frame.to_parquet(tmp_path / "x.parquet")
    with pytest.raises(InputError) as caught:
        read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.parquet")})
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_truth_values_as_words_are_ones_and_zeros(tmp_path, ending):
    truths = VALUES[:, 1] > 0
    frame = FRAME.assign(b=np.where(truths, "True", "False"))
    found = read_dataset("x", written(tmp_path / f"x.{ending}", frame))
    np.testing.assert_array_equal(found.samples, np.where(np.arange(4) == 1, truths[:, None], VALUES))
    assert "true and false are 1 and 0 in b" in found.decisions


def test_types_of_python_are_named_in_words(tmp_path):
    for values, words in (
        (VALUES + 1j, "found complex numbers: save their size, abs(x)"),
        (VALUES.astype(str), "found text: save x.astype(float)"),
        (np.full((60, 4), np.datetime64("2021-01-01")), "found dates: save seconds from the first on"),
        (np.full((60, 4), np.timedelta64(1, "s")), "found durations: save seconds"),
    ):
        np.save(tmp_path / "x.npy", values)
        refused({"kind": "matrix", "path": str(tmp_path / "x.npy")}, "must hold real numbers", words)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_numbers_can_stand_for_missing_entries(tmp_path, ending):
    block = written(tmp_path / f"x.{ending}", with_marks(-9999.0).astype(float))
    dataset = read_dataset("x", block | {"missing": "drop_samples", "na_values": -9999})
    np.testing.assert_array_equal(dataset.samples, WITHOUT_GAPS)
    block = written(tmp_path / f"t.{ending}", with_marks(-9999.0).astype(float).T.add_prefix("t"))
    keys = {"axes": ["variable", "time"], "missing": "drop_samples", "na_values": ["?", -9999]}
    np.testing.assert_array_equal(read_dataset("x", block | keys).samples, WITHOUT_GAPS)


def test_prices_and_dates_can_be_marked_as_missing(tmp_path):
    prices = np.exp(0.01 * VALUES.cumsum(axis=0)).round(4)
    frame = pd.DataFrame(prices, columns=list("abcd"), index=pd.date_range("2020", periods=60, name="date"))
    frame = frame.astype(object)
    frame.iloc[30, 1] = "#N/A Review"
    frame.to_csv(tmp_path / "x.csv")
    block = {"kind": "prices", "path": str(tmp_path / "x.csv"), "calendar": "common"}
    refused(block, 'found #N/A Review in column b, row 31: write na_values: ["#N/A Review"]')
    expected = np.diff(np.log(np.delete(prices, 30, axis=0)), axis=0)
    found = read_dataset("x", block | {"na_values": "#N/A Review"}).samples
    np.testing.assert_allclose(found, expected, atol=1e-14)


@pytest.mark.parametrize("sign", ["%", " %"])
def test_percent_signs_are_read_and_said(tmp_path, sign):
    frame = FRAME.map(lambda value: f"{value}{sign}")
    frame.loc[7, "b"] = "NA"
    dataset = read_dataset("x", written(tmp_path / "x.csv", frame) | {"missing": "drop_samples"})
    np.testing.assert_array_equal(dataset.samples, np.delete(VALUES, 7, axis=0) / 100)
    assert "numbers with a percent sign are divided by 100" in dataset.decisions


def test_a_column_with_and_without_percent_signs_is_refused(tmp_path):
    refused(
        written(tmp_path / "x.csv", with_marks("0.7%")), "found 0.7% in column c, row 5: write all entries"
    )


def test_typographic_minus_and_exponents_of_fortran_are_read(tmp_path):
    minus = FRAME.map(lambda value: str(value).replace("-", "\u2212"))
    np.testing.assert_array_equal(read_dataset("x", written(tmp_path / "x.csv", minus)).samples, VALUES)
    fortran = FRAME.map(lambda value: f"{value:.5E}".replace("E", "D"))
    np.testing.assert_array_equal(read_dataset("x", written(tmp_path / "y.csv", fortran)).samples, VALUES)


@pytest.mark.parametrize(
    ("entry", "remedy"),
    [
        (lambda value: f"({-value})" if value < 0 else str(value), "with a minus, not in parentheses"),
        (lambda value: f"${value}", "without the sign of a currency"),
        (lambda value: f"{value}M", "in full, without letters for thousands"),
    ],
)
@pytest.mark.parametrize("kind", ["matrix", "prices"])
def test_numbers_in_other_words_are_refused_with_the_remedy(tmp_path, entry, remedy, kind):
    frame = FRAME.map(entry)
    frame.insert(0, "date", pd.date_range("2020", periods=60).strftime("%Y-%m-%d"))
    refused(written(tmp_path / "x.csv", frame) | {"kind": kind}, "must hold numbers, found", remedy)


@pytest.mark.parametrize("row", [3, 4000])
def test_true_among_numbers_is_refused(tmp_path, row):
    counts = np.random.default_rng(6).poisson(2.0, (5000, 2)).astype(str).astype(object)
    counts[row, 1] = "True"
    pd.DataFrame(counts, columns=["a", "b"]).to_csv(tmp_path / "x.csv", index=False)
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv")}
    with pytest.raises(
        InputError, match=rf"found True among numbers in column b, row {row + 1}: write 1 or 0, or na"
    ):
        read_dataset("x", block)
    kept = np.delete(counts, row, axis=0).astype(float)
    found = read_dataset("x", block | {"na_values": ["True"], "missing": "drop_samples"})
    np.testing.assert_array_equal(found.samples, kept)
