"""Tables of text without a line break at their end: whole where their last entry shows it, else refused."""

import re

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset

from ...refusals import refused

RNG = np.random.default_rng(31)
VALUES = RNG.normal(0, 20, (40, 3))
DAYS = pd.date_range("2021-01-01", periods=40).strftime("%Y-%m-%d")
FIXED = pd.DataFrame(VALUES.round(2), columns=list("abc"))
COUNTS = pd.DataFrame(RNG.integers(0, 13, (40, 3)), columns=list("abc"))
COUNTS.loc[[38, 39], "c"] = [7, 12]


def text(frame, **keys):
    return frame.to_csv(index=False, **keys).removesuffix("\n")


FILES = {
    "fixed decimals": text(FIXED, float_format="%.2f"),
    "decimal commas": text(FIXED, float_format="%.2f", sep=";", decimal=","),
    "exponents": text(FIXED, float_format="%.5e"),
    "counts": text(COUNTS),
    "truths": text(FIXED > 0),
    "dates": text(FIXED.assign(day=DAYS), float_format="%.2f"),
    "CRLF": text(FIXED, float_format="%.2f").replace("\n", "\r\n"),
}


def write(path, content):
    path.write_bytes(content.encode())
    return {"kind": "matrix", "path": str(path)}


@pytest.mark.parametrize("name", FILES)
def test_a_last_line_that_is_whole_is_read(tmp_path, name):
    found = read_dataset("d", write(tmp_path / "x.csv", FILES[name]))
    ended = read_dataset("d", write(tmp_path / "y.csv", FILES[name] + "\n"))
    assert np.array_equal(found.samples, ended.samples)
    assert len(found.samples) == 40
    assert any("no line break ends the last line" in decision for decision in found.decisions)
    assert not any("no line break" in decision for decision in ended.decisions)


@pytest.mark.parametrize("name", FILES)
def test_a_last_line_that_has_lost_a_character_is_refused(tmp_path, name):
    refused(write(tmp_path / "x.csv", FILES[name][:-1]), "x.csv", at_parse_time=False)


def test_a_number_of_any_number_of_digits_needs_the_key(tmp_path):
    block = write(tmp_path / "x.csv", text(pd.DataFrame(VALUES, columns=list("abc"))))
    refused(
        block, "must end with a line break", "write complete: true if that line is whole", at_parse_time=False
    )
    found = read_dataset("d", block | {"complete": True})
    assert np.array_equal(found.samples, VALUES)
    assert "no line break ends the last line, which is whole (complete: true)" in found.decisions


@pytest.mark.parametrize("last", ["1", ""])
def test_a_count_that_may_have_been_longer_is_refused(tmp_path, last):
    content = re.sub(r"12$", last, FILES["counts"])
    refused(write(tmp_path / "x.csv", content), "must end with a line break", at_parse_time=False)
    complete = {"complete": True, "missing": "drop_samples"}
    n_samples = len(read_dataset("d", write(tmp_path / "x.csv", content) | complete).samples)
    assert n_samples == (40 if last else 39)


def test_the_key_has_no_meaning_for_other_formats(tmp_path):
    np.save(tmp_path / "x.npy", VALUES)
    refused(
        {"kind": "matrix", "path": str(tmp_path / "x.npy"), "complete": True}, "complete must have an effect"
    )
