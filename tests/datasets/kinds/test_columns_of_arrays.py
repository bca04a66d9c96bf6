"""Spikes in the columns of one array, and in the lists of a table: a row per spike, or a row per cell."""

import h5py
import numpy as np
import pandas as pd
import pytest
from scipy.io import savemat

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError
from rgcore.look import look_at

from ...printed_blocks import blocks_in
from ..refusals import refused

RNG = np.random.default_rng(29)
LABELS = np.sort(RNG.integers(1, 5, 600))
TIMES = RNG.uniform(0, 60, 600)
EDGES = np.arange(1, 120) * 0.5
COUNTS = np.stack([np.histogram(TIMES[label == LABELS], EDGES)[0] for label in range(1, 5)], axis=1)
BLOCK = {"kind": "spike_times", "bin_width": 0.5}


def transposed_mat(path):
    with h5py.File(path, "w", userblock_size=512) as file:
        file.create_dataset("spk", data=np.stack([TIMES, LABELS]))  # MATLAB shows 600 x 2
    with open(path, "r+b") as raw:
        raw.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM")


def text(path):
    np.savetxt(path, np.stack([LABELS, TIMES], axis=1))


WRITERS = {
    "x.npy": lambda path: np.save(path, np.stack([LABELS, TIMES], axis=1)),
    "x.npz": lambda path: np.savez(path, spikes=np.stack([TIMES, LABELS], axis=1)),
    "x.mat": lambda path: savemat(path, {"spk": np.stack([TIMES, LABELS], axis=1)}),
    "y.mat": transposed_mat,
    "x.txt": text,
}


@pytest.mark.parametrize("name", WRITERS)
def test_look_offers_the_columns_of_times_and_cells(tmp_path, name):
    WRITERS[name](tmp_path / name)
    [block] = [each for each in blocks_in(look_at(tmp_path / name)) if each["kind"] == "spike_times"]
    found = read_dataset("mine", block | {"bin_width": 0.5})
    assert found.variables == ("unit_1", "unit_2", "unit_3", "unit_4")
    assert np.array_equal(found.samples, COUNTS)


def test_a_row_per_spike_is_refused_until_its_columns_are_named(tmp_path):
    np.save(tmp_path / "x.npy", np.stack([LABELS, TIMES], axis=1))
    refused(BLOCK | {"path": str(tmp_path / "x.npy")}, "write times: v001 and labels: v000")
    wrong = BLOCK | {"path": str(tmp_path / "x.npy"), "times": "v001", "labels": "v002"}
    refused(wrong, "must hold the column v002 of labels, but its columns are v000, v001")


def test_a_third_column_that_may_be_part_of_the_label_is_not_ignored(tmp_path):
    probe = RNG.integers(0, 2, 600)
    np.save(tmp_path / "x.npy", np.stack([probe, LABELS, TIMES], axis=1))
    block = BLOCK | {"path": str(tmp_path / "x.npy"), "times": "v002"}
    refused(
        block | {"labels": "v001"},
        "write times: v002 and labels: [v000, v001], or exclude: [v000]",
        at_parse_time=False,
    )
    assert len(read_dataset("d", block | {"labels": ["v000", "v001"]}).variables) == 8
    assert np.array_equal(read_dataset("d", block | {"labels": "v001", "exclude": ["v000"]}).samples, COUNTS)


def table_of_lists(path, **columns):
    trains = [TIMES[label == LABELS] for label in range(1, 5)]
    frame = pd.DataFrame({"unit_id": [1, 2, 3, 4, 9], "t": [*trains, np.empty(0)], **columns})
    frame.to_parquet(path)
    return BLOCK | {"path": str(path), "times": "t", "labels": "unit_id"}


def test_lists_of_a_row_per_cell_are_its_spike_times(tmp_path):
    block = table_of_lists(tmp_path / "x.parquet", quality=["good"] * 3 + ["mua", "good"])
    refused(block, "units of several kinds in column quality", at_parse_time=False)
    good = read_dataset("d", block | {"select": {"quality": "good"}})
    assert np.array_equal(good.samples, COUNTS[:, :3])
    assert (
        "each row is a cell, and the list in column t holds its spike times, 1 of them empty"
        in good.decisions
    )


def test_lists_of_words_are_no_spike_times(tmp_path):
    pd.DataFrame({"unit_id": [1, 2], "t": [["a", "b"], ["c"]]}).to_parquet(tmp_path / "x.parquet")
    block = BLOCK | {"path": str(tmp_path / "x.parquet"), "times": "t", "labels": "unit_id"}
    refused(block, "must hold lists of numbers in column t", "found 'a'", at_parse_time=False)


@pytest.mark.parametrize("separator", [",", " "])
@pytest.mark.parametrize("label", ["", "cell{}"])
def test_a_line_per_cell_is_refused_with_what_to_save(tmp_path, separator, label):
    trains = [np.sort(TIMES[cell == LABELS])[: 90 + 9 * cell] for cell in range(1, 5)]
    lines = [
        separator.join([label.format(cell)] * bool(label) + [f"{time:.4f}" for time in train])
        for cell, train in enumerate(trains)
    ]
    (tmp_path / "x.txt").write_text("\n".join(lines) + "\n", "utf-8")
    extra = bool(label)
    for block in (BLOCK, {"kind": "matrix"}):
        with pytest.raises(
            InputError, match=f"found {99 + extra} in line 1 and {108 + extra} in line 2: if each line"
        ):
            check_before_run("d", block | {"path": str(tmp_path / "x.txt")})
