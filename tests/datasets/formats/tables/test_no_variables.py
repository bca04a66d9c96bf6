"""What in a table is neither a sample nor a variable: parts of dates, counters, means and totals, other times."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

VALUES = np.round(np.random.default_rng(4).standard_normal((60, 4)), 4)
FRAME = pd.DataFrame(VALUES, columns=list("abcd"))
DAYS = pd.date_range("2020-12-15", periods=60)
ENDINGS = pytest.mark.parametrize("ending", ["csv", "parquet"])


def written(path, frame, **keys):
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_csv(path, index=False)
    return {"kind": "matrix", "path": str(path), **keys}


def refused(block, *words):
    with pytest.raises(InputError) as caught:
        read_dataset("x", block)
    assert all(word in str(caught.value) for word in words), caught.value


def check(block):
    dataset = read_dataset("x", block)
    np.testing.assert_array_equal(dataset.samples, VALUES)
    assert dataset.variables == tuple("abcd")


@ENDINGS
def test_year_month_and_day_over_a_new_year_are_no_variables(tmp_path, ending):
    frame = FRAME.assign(YEAR=DAYS.year, MO=DAYS.month, DA=DAYS.day)
    block = written(tmp_path / f"x.{ending}", frame)
    refused(block, "YEAR, MO, DA may be parts of dates: write index: [YEAR, MO, DA] if so, or index: []")
    for key in (
        {"index": ["YEAR", "MO", "DA"]},
        {"exclude": ["YEAR", "MO", "DA"]},
        {"variables": list("abcd")},
    ):
        check(block | key)


def test_variables_with_dates_of_their_own_are_no_matrix(tmp_path):
    dates = DAYS.strftime("%Y-%m-%d")
    frame = FRAME.copy()
    for place, name in enumerate("abcd"):
        frame.insert(2 * place, f"date_{name}", dates)
    block = written(tmp_path / "x.csv", frame)
    refused(
        block, "date_a, date_b, date_c and 1 more come before one each: write kind: prices or kind: returns"
    )
    check(block | {"index": [f"date_{name}" for name in "abcd"]})


@ENDINGS
@pytest.mark.parametrize("counter", [np.arange(60) % 20, np.tile([4, 1, 3], 20)])
def test_numbers_that_come_again_and_again_are_no_variable(tmp_path, ending, counter):
    block = written(tmp_path / f"x.{ending}", FRAME.assign(number=counter))
    refused(block, "number repeats the same", "write index: number if it is no variable, or index: []")
    check(block | {"index": "number"})
    assert read_dataset("x", block | {"index": []}).samples.shape == (60, 5)


@ENDINGS
@pytest.mark.parametrize(("name", "summary"), [("Average", FRAME.mean(axis=1)), ("Total", FRAME.sum(axis=1))])
def test_the_mean_or_the_sum_of_the_others_is_no_variable(tmp_path, ending, name, summary):
    block = written(tmp_path / f"x.{ending}", FRAME.assign(**{name: summary.round(3)}))
    refused(
        block,
        f"{name} is the {'mean' if name == 'Average' else 'sum'} of the others: write exclude: [{name}]",
    )
    check(block | {"exclude": [name]})
    other = written(tmp_path / f"y.{ending}", FRAME.assign(**{name: VALUES[::-1, 0]}))
    assert read_dataset("x", other).variables == (*"abcd", name)


def test_statistics_of_the_others_are_no_variables(tmp_path):
    statistics = {"mean": FRAME.mean(axis=1), "std": FRAME.std(axis=1), "max": FRAME.max(axis=1)}
    block = written(tmp_path / "x.csv", FRAME.assign(**statistics, median=FRAME.median(axis=1)))
    excluded = []
    for name in (*statistics, "median"):
        refused(
            block | {"exclude": excluded or None},
            "of the others",
            f"{', '.join([*excluded, name])}], or name all",
        )
        excluded.append(name)
    check(block | {"exclude": excluded})


def test_measures_of_behaviour_beside_cells_are_warned_of(tmp_path):
    block = written(tmp_path / "x.csv", FRAME.assign(speed=np.abs(VALUES[::-1, 0])))
    [warning] = read_dataset("x", block).warnings
    assert warning.startswith("speed: called like a measure of behaviour")
    assert not read_dataset("x", block | {"variables": ["a", "speed"]}).warnings


def test_a_file_that_was_added_to_another_one_is_refused_at_its_names(tmp_path):
    block = written(tmp_path / "x.csv", FRAME)
    text = (tmp_path / "x.csv").read_text()
    (tmp_path / "x.csv").write_text(text + text)
    refused(block, "found a in column a, row 61: the names of the columns come again")


@ENDINGS
def test_times_and_dates_in_disorder_are_no_variables(tmp_path, ending):
    times = np.round(np.random.default_rng(7).uniform(0, 100, 60), 2)
    block = written(tmp_path / f"x.{ending}", FRAME.assign(Time=times))
    refused(
        block, "Time is called like a time or a date of samples, and is in no order: write index: Time if"
    )
    check(block | {"index": "Time"})


@ENDINGS
@pytest.mark.parametrize("name", ["cell_id", "stimulus", "trial_type", "Condition"])
def test_labels_that_are_not_the_first_column_are_no_variables(tmp_path, ending, name):
    entries = np.random.default_rng(6).permutation(60)
    entries = entries if name == "cell_id" else entries % 3
    block = written(tmp_path / f"x.{ending}", FRAME.assign(**{name: entries}))
    refused(block, f"{name} is called like a", f"write index: {name} if it is no variable, or index: []")
    check(block | {"index": name})
    rates = written(tmp_path / f"y.{ending}", FRAME.assign(**{name: VALUES[::-1, 0]}))
    assert read_dataset("x", rates).variables == (*"abcd", name)


@pytest.mark.parametrize("keys", [{}, {"index": "frame"}])
def test_means_below_the_samples_are_no_samples(tmp_path, keys):
    frame = FRAME.assign(frame=np.arange(60))[["frame", *"abcd"]]
    summary = FRAME.agg(["mean", "std"]).reset_index(names="frame")
    block = written(tmp_path / "x.csv", pd.concat([frame.astype(object), summary]), **keys)
    refused(block, "its last rows contain mean, std: delete what is computed from the rows above")
    check(written(tmp_path / "x.csv", frame, index="frame"))


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("separator", [",", ", "])
def test_commas_between_numbers_and_in_them_are_refused(tmp_path, header, separator):
    lines = [separator.join(f"{value:.4f}".replace(".", ",") for value in row) for row in VALUES]
    names = [separator.join("abcd")] if header else []
    (tmp_path / "x.txt").write_text("\n".join([*names, *lines, ""]))
    block = {"kind": "matrix", "path": str(tmp_path / "x.txt")}
    refused(block, "must not have commas both between numbers and in them", 'decimal: "."')
    whole = [",".join(str(value) for value in row) for row in np.arange(240).reshape(60, 4) * 7919 % 101]
    (tmp_path / "x.txt").write_text("\n".join([*whole, ""]))
    assert read_dataset("x", block).samples.shape == (60, 4)


def test_traces_of_a_folder_must_have_the_same_times(tmp_path):
    for shift, folder in ((0.0, "same"), (5.0, "shifted")):
        (tmp_path / folder).mkdir()
        for number, name in enumerate("abcd"):
            trace = pd.DataFrame({"time": 0.1 * np.arange(60) + shift * number, "dff": VALUES[:, number]})
            trace.to_csv(tmp_path / folder / f"{name}.csv", index=False)
    check({"kind": "matrix", "path": str(tmp_path / "same"), "array": "dff"})
    refused(
        {"kind": "matrix", "path": str(tmp_path / "shifted"), "array": "dff"},
        "must hold the same samples, but column time of",
        "from 5.0 to",
    )
