"""Columns that label rows are left out and named, or refused with the key to write; with it the numbers are right."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

VALUES = np.round(np.random.default_rng(4).standard_normal((40, 4)), 3)
COUNT = np.arange(40)
DAYS = pd.date_range("2021-01-05", periods=40)
FRAME = pd.DataFrame(VALUES, columns=list("abcd"))


def written(folder, ending, labels=None, name="label", **how):
    """Write the values with a first column of labels, and return the block of a config."""
    path, frame = folder / f"x.{ending}", FRAME.copy()
    if labels is not None:
        frame.insert(0, name, labels)
    frame.to_parquet(path) if ending == "parquet" else frame.to_csv(path, index=False, **how)
    return {"kind": "matrix", "path": str(path)}


def check(block, *phrases, names=tuple("abcd")):
    dataset = read_dataset("x", block)
    np.testing.assert_array_equal(dataset.samples, VALUES)
    assert dataset.variables == names
    said = " | ".join(dataset.decisions)
    assert all(phrase in said for phrase in phrases), said


@pytest.mark.parametrize("ending", ["csv", "tsv", "csv.gz", "parquet"])
@pytest.mark.parametrize(
    ("labels", "name"),
    [
        (COUNT, "frame"),
        (COUNT + 1, "1st"),
        (np.delete(np.arange(43), [3, 17, 30]), "row"),
        (np.round(COUNT * 0.0333, 3), "t"),
        (DAYS.strftime("%Y%m%d").astype(int), "date"),
        (1_600_000_000 + 86_400 * COUNT, "unix"),
        (COUNT // 5, "trial"),
        (-np.sqrt(COUNT), "on"),
    ],
)
def test_numbers_in_order_are_refused_until_the_config_says(tmp_path, ending, labels, name):
    block = written(tmp_path, ending, labels, name, **({"sep": "\t"} if ending == "tsv" else {}))
    key = f'"{name}"' if name in {"1st", "on"} else name
    with pytest.raises(InputError, match=rf"x\.{ending}.*write index: {key} if.*or index: \[\] if it is"):
        read_dataset("x", block)
    check(block | {"index": name}, f"left out {name}: named under index")
    check(block | {"exclude": [name]})
    check(block | {"variables": list("abcd")})
    assert read_dataset("x", block | {"index": []}).variables == (name, *"abcd")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("labels", [DAYS.strftime("%Y-%m-%d"), DAYS.strftime("%d.%m.%Y %H:%M"), DAYS])
def test_dates_are_left_out_and_named(tmp_path, ending, labels):
    check(written(tmp_path, ending, labels, "day"), "left out day: it contains dates (index: day)")


@pytest.mark.parametrize("start", [0, 1])
def test_an_index_without_a_name_that_counts_is_left_out_and_named(tmp_path, start):
    FRAME.set_axis(COUNT + start).to_csv(tmp_path / "x.csv")
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv")}
    check(block, 'left out Unnamed: 0: it counts the rows (index: "Unnamed: 0")')
    FRAME.set_axis(COUNT * 2).to_csv(tmp_path / "x.csv")
    with pytest.raises(InputError, match='write index: "Unnamed: 0"'):
        read_dataset("x", block)
    check(block | {"index": "Unnamed: 0"})


def test_the_index_that_pandas_stored_is_left_out_and_named(tmp_path):
    FRAME.set_index(DAYS.rename("day")).to_parquet(tmp_path / "x.parquet")
    check(
        {"kind": "matrix", "path": str(tmp_path / "x.parquet")}, "left out day: the index that pandas stored"
    )


def test_rows_that_r_names_without_a_name_for_their_names_are_read(tmp_path):
    text = FRAME.set_axis(COUNT + 1).to_csv(sep=" ", quoting=2).partition(" ")[2]
    (tmp_path / "x.txt").write_text(text)
    check({"kind": "matrix", "path": str(tmp_path / "x.txt")}, "Unnamed: 0")


def test_a_column_of_text_is_refused_until_the_config_says(tmp_path):
    block = written(tmp_path, "csv", ["run", "rest"] * 20, "state")
    with pytest.raises(InputError, match=r"write index: state if it does, or exclude: \[state\]"):
        read_dataset("x", block)
    check(block | {"index": "state"})
    check(block | {"exclude": ["state"]})
    with pytest.raises(InputError, match="must hold column stat, which index names, but it holds state"):
        read_dataset("x", block | {"index": "stat"})


def test_blank_columns_at_the_ends_of_lines_are_no_variables(tmp_path):
    text = FRAME.to_csv(index=False).replace("\n", ",,\n")
    (tmp_path / "x.csv").write_text(text)
    check({"kind": "matrix", "path": str(tmp_path / "x.csv")}, "2 blank columns without a name are left out")
    (tmp_path / "x.csv").write_text(text.replace("d,,", "d", 1).replace(",,\n", ",\n"))
    check({"kind": "matrix", "path": str(tmp_path / "x.csv")}, "1 blank columns")


@pytest.mark.parametrize(
    ("header", "labels", "index"),
    [
        (None, ["p", "q", "r", "s"], None),
        (None, ["3", "7", "12", "15"], "v000"),
        (["cell", *range(40)], ["3", "7", "12", "15"], None),
        (["cell", *(f"{0.033 * k:.3f}" for k in range(40))], ["p", "q", "r", "s"], None),
        (["", *range(1, 41)], ["0", "1", "2", "3"], None),
        (["", *(f"t{k}" for k in range(40))], ["3", "7", "12", "15"], "Unnamed: 0"),
    ],
)
def test_rows_may_be_variables_with_names_in_the_first_column(tmp_path, header, labels, index):
    rows = [[label, *map(str, row)] for label, row in zip(labels, VALUES.T, strict=True)]
    lines = rows if header is None else [list(map(str, header)), *rows]
    (tmp_path / "x.csv").write_text("".join(",".join(line) + "\n" for line in lines))
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv"), "axes": ["variable", "time"]}
    if index is not None:
        with pytest.raises(InputError, match=f'write index: "?{index}"? if it does, or index: '):
            read_dataset("x", block)
        block["index"] = index
    check(block, names=tuple(labels))


def test_a_row_of_times_is_refused(tmp_path):
    rows = [
        ["t", *(f"{0.5 * k}" for k in range(40))],
        *([n, *map(str, row)] for n, row in zip("abcd", VALUES.T, strict=True)),
    ]
    (tmp_path / "x.csv").write_text(
        "".join(",".join(line) + "\n" for line in [["name", *map(str, range(40))], *rows])
    )
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv"), "axes": ["variable", "time"]}
    with pytest.raises(InputError, match=r"t rises from the first sample.*write exclude: \[t\]"):
        read_dataset("x", block)
    check(block | {"exclude": ["t"]})


def test_true_and_false_are_one_and_zero_and_named(tmp_path):
    frame = FRAME.assign(d=np.arange(40) % 3 == 0)
    frame.to_csv(tmp_path / "x.csv", index=False)
    dataset = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.csv")})
    np.testing.assert_array_equal(dataset.samples[:, 3], frame["d"])
    assert "true and false are 1 and 0 in d" in dataset.decisions


@pytest.mark.parametrize("name", ["id", "ID", "mouse_id", "SampleID", "Row", "index", "obs"])
def test_different_whole_numbers_called_id_are_refused_until_the_config_says(tmp_path, name):
    block = written(tmp_path, "csv", np.random.default_rng(5).permutation(40) + 1, name)
    with pytest.raises(InputError, match=rf"write index: {name} if it does, or index: \[\]"):
        read_dataset("x", block)
    check(block | {"index": name})


@pytest.mark.parametrize(("name", "labels"), [("fluid", 3 * COUNT**2 % 97), ("id", 3 * COUNT**2 % 7)])
def test_whole_numbers_that_name_no_row_are_a_variable(tmp_path, name, labels):
    assert read_dataset("x", written(tmp_path, "csv", labels, name)).variables == (name, *"abcd")


def test_a_table_with_variables_as_rows_is_refused_with_the_order_of_axes(tmp_path):
    FRAME.T.to_csv(tmp_path / "x.csv", header=False, index=False)
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv")}
    with pytest.raises(
        InputError, match=r"found 4: if time is the other axis, write axes: \[variable, time\]"
    ):
        read_dataset("x", block)
    check(block | {"axes": ["variable", "time"]}, names=("v000", "v001", "v002", "v003"))
