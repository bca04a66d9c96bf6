"""Rows that are not in the order of their dates, and gaps between them, are reported."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset

DAYS = pd.date_range("2020-01-01", periods=60, freq="D", name="day")
FRAME = pd.DataFrame(np.random.default_rng(4).standard_normal((60, 3)), columns=list("abc"), index=DAYS)


def warnings(folder, ending, frame):
    path = folder / f"x.{ending}"
    frame.to_csv(path) if ending == "csv" else frame.to_parquet(path)
    dataset = read_dataset("x", {"kind": "matrix", "path": str(path)})
    np.testing.assert_array_equal(dataset.samples, frame.to_numpy())
    return dataset.warnings


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_dates_that_go_back_are_reported_with_the_row(tmp_path, ending):
    mixed = FRAME.iloc[[*range(10), 30, *range(10, 30), *range(31, 60)]]
    [warning] = warnings(tmp_path, ending, mixed)
    assert warning.startswith(
        "1 of 59 steps of day go back, first that to row 12: rows are read in their order"
    )
    assert warnings(tmp_path, ending, FRAME) == ()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_gap_is_reported_with_its_length_and_weekends_are_none(tmp_path, ending):
    [warning] = warnings(tmp_path, ending, FRAME.drop(DAYS[20:35]))
    assert (
        "1 of 44 steps of day are longer than 5 times the usual one (1 days 00:00:00), the longest is 16 days"
        in warning
    )
    assert "after 2020-01-20" in warning
    assert warnings(tmp_path, ending, FRAME[FRAME.index.day_of_week < 5]) == ()


def test_a_shuffled_number_of_rows_is_reported(tmp_path):
    shuffled = FRAME.reset_index(drop=True).sample(frac=1, random_state=1).rename_axis("frame")
    shuffled.to_csv(tmp_path / "x.csv")
    [warning] = read_dataset(
        "x", {"kind": "matrix", "path": str(tmp_path / "x.csv"), "index": "frame"}
    ).warnings
    assert "steps of frame go back" in warning
