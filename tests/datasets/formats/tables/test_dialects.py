"""Any sensible table that pandas writes is read back to the same numbers or refused; with its keys it is read."""

import csv
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rgcore.datasets.formats.open_file import open_matrix
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

KEYS = (
    *(
        "separator",
        "decimal",
        "thousands",
        "encoding",
        "header",
        "index",
        "comment",
        "skip_rows",
        "na_values",
    ),
)
MARKS = ["?", "*", ".", "--", "missing", "-9999", "#DIV/0!"]
NAMES = {
    "words": ["dF/F", "b", "Zelle ä", "AAPL", "x.1", "roi_7", "n°8"],
    "counted": [str(n) for n in range(7)],
    "from one": [str(n) for n in range(1, 8)],
    "years": [str(n) for n in range(1990, 1997)],
    "times": [f"{0.033 * n:.3f}" for n in range(7)],
}
PLAIN = {
    "sep": ",",
    "decimal": ".",
    "header": True,
    "index": False,
    "na_rep": "",
    "quoting": csv.QUOTE_MINIMAL,
    "lineterminator": "\n",
    "encoding": "utf-8",
}


@st.composite
def dialects(draw):
    """Return arguments of pandas' ``to_csv``, and the ending of a file."""
    separator = draw(st.sampled_from([",", ";", "\t", "|", " "]))
    how = {
        "sep": separator,
        "decimal": draw(st.sampled_from([".", ","])),
        "header": draw(st.booleans()),
        "index": draw(st.booleans()),
        "na_rep": draw(st.sampled_from(["NA", "nan", "NaN", "null", "-"] + [""] * (separator != " "))),
        "quoting": draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        "lineterminator": draw(st.sampled_from(["\n", "\r\n"])),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
    }
    return how, draw(st.sampled_from(["csv", "tsv", "txt", "csv.gz"]))


@st.composite
def frames(draw):
    """Return 25 to 40 rows of 2 to 7 columns, whole or not, small or large, a few entries of some missing."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    shape = draw(st.integers(25, 40)), draw(st.integers(2, 7))
    values = {
        "normal": lambda: rng.standard_normal(shape),
        "rounded": lambda: rng.standard_normal(shape).round(draw(st.integers(1, 4))),
        "counts": lambda: rng.poisson(2.0, shape),
        "prices": lambda: np.exp(rng.normal(8.0, 2.0, shape)).round(3),
        "tiny": lambda: rng.standard_normal(shape) * 1e-9,
    }[draw(st.sampled_from(["normal", "rounded", "counts", "prices", "tiny"]))]()
    kinds = list(NAMES)[: None if shape[1] > 2 else -1]  # two numbers with decimals are read as data
    frame = pd.DataFrame(values, columns=NAMES[draw(st.sampled_from(kinds))][: shape[1]])
    return frame.mask(rng.random(shape) < 0.05) if draw(st.booleans()) else frame


@st.composite
def exports(draw):
    """Return lines before a table, what separates thousands, a mark of missing entries, and another sign of numbers."""
    preamble = draw(st.sampled_from([[], ["Exported on Monday"], ["Title; of two, parts", "", "Unit: mV"]]))
    thousands = draw(st.sampled_from(["", "", ",", ".", " ", "'"]))
    return (
        preamble,
        thousands,
        draw(st.sampled_from(MARKS)),
        draw(st.sampled_from(["", "", "%", "minus", "D"])),
    )


def in_words(value, decimal, thousands, sign):
    """Return a number as a program may write it."""
    text = f"{value:,.4f}" if sign != "D" else f"{value:.10E}".replace("E", "D")
    text = text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    return {"%": f"{text}%", "minus": text.replace("-", "\u2212")}.get(sign, text)


@settings(max_examples=60, deadline=None, database=None)
@given(data=st.data(), export=exports(), separator=st.sampled_from([",", ";", "\t", "|"]))
def test_an_export_is_read_as_written_or_refused(data, export, separator):
    preamble, thousands, mark, sign = export
    decimal = data.draw(st.sampled_from([mark for mark in ".," if mark != thousands]), label="decimal")
    rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    values = (rng.standard_normal((30, 3)) * data.draw(st.sampled_from([1, 5e4]))).round(4)
    gaps = rng.random(values.shape) < 0.05
    rows = [
        [mark if gap else in_words(value, decimal, thousands, sign) for value, gap in zip(*row, strict=True)]
        for row in zip(values, gaps, strict=True)
    ]
    keys = {
        "separator": separator,
        "decimal": decimal,
        "skip_rows": len(preamble),
        "header": True,
        "index": (),
    }
    keys |= {"na_values": (float(mark),) if mark == "-9999" else (mark,)}
    keys |= {"thousands": thousands} if thousands else {}
    expected = np.where(gaps, np.nan, values / 100 if sign == "%" else values)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in preamble)
            csv.writer(file, delimiter=separator).writerows([["a", "b", "c"], *rows])
        np.testing.assert_allclose(samples(path, **keys), expected, rtol=1e-10, atol=1e-14)
        try:
            found = samples(path)
        except InputError as refusal:
            assert any(f"{key}: " in str(refusal) for key in KEYS), refusal  # noqa: PT017  (either is right)
        else:
            expected = np.where(gaps, -9999.0, expected) if mark == "-9999" else expected
            np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-14)


def samples(path, **keys):
    matrix = open_matrix(path, DatasetSettings(kind="matrix", path=str(path), **keys))
    return np.concatenate(list(matrix.blocks))


@settings(max_examples=150, deadline=None, database=None)
@example(frame=pd.DataFrame(np.eye(30, 3) + 0.25, columns=list("abc")), dialect=(PLAIN, "csv"))
@given(frame=frames(), dialect=dialects())
def test_a_table_in_any_dialect_is_read_as_written_or_refused(frame, dialect):
    how, ending = dialect
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{ending}"
        frame.to_csv(path, **how)
        expected = frame.to_numpy(dtype=np.float64)
        try:
            found = samples(path)
        except InputError as refusal:
            assert any(f"{key}: " in str(refusal) for key in KEYS), refusal  # noqa: PT017  (either is right)
        else:
            np.testing.assert_array_equal(found, expected)
        first = "Unnamed: 0" if how["header"] else "v000"
        keys = {"separator": how["sep"], "decimal": how["decimal"], "header": how["header"]}
        keys |= {"encoding": how["encoding"], "index": (first,) if how["index"] else ()}
        np.testing.assert_array_equal(samples(path, **keys), expected)


def test_most_tables_need_no_key():
    """Else the test above could pass by refusing them."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.standard_normal((30, 4)).round(4), columns=NAMES["words"][:4])
    for separator, decimal in [
        (",", "."),
        (";", "."),
        (";", ","),
        ("\t", "."),
        ("\t", ","),
        (" ", "."),
        ("|", "."),
    ]:
        for header, index in [(True, False), (True, True), (False, False)]:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "x.csv"
                frame.to_csv(path, sep=separator, decimal=decimal, header=header, index=index)
                np.testing.assert_array_equal(samples(path), frame)
