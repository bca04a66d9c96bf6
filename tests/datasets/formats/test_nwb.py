"""Units tables of NWB files become spike counts of cells named by their ids."""

import tempfile
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.open_vectors import read_vectors
from rgcore.errors import InputError

from ..refusals import of_matrix

RNG = np.random.default_rng(17)
TRAINS = [np.sort(RNG.uniform(0, 50, n)) for n in (300, 40, 90)]
IDS = [7, 12, 3]


def write_units(path, table="units", **columns):
    """Write the columns of a units table as pynwb does; those given replace the good ones, None leaves one out."""
    good = {
        "id": np.array(IDS),
        "spike_times": np.concatenate(TRAINS),
        "spike_times_index": np.cumsum([len(train) for train in TRAINS]).astype(np.uint16),
    }
    with h5py.File(path, "w") as file:
        file.attrs["nwb_version"] = "2.7.0"
        file["session_start_time"] = "2024-01-01T00:00:00"
        file["acquisition/voltage/data"] = np.zeros((4, 3))
        for name, values in (good | columns).items():
            if values is not None:
                file[f"{table}/{name}"] = values
    return {"kind": "spike_times", "path": str(path), "bin_width": 0.5}


def test_units_become_cells_named_by_id(tmp_path):
    block = write_units(tmp_path / "x.nwb")
    check_before_run("cells", block)
    dataset = read_dataset("cells", block)
    assert dataset.variables == ("unit_7", "unit_12", "unit_3")
    first, last = np.ceil(np.concatenate(TRAINS).min() / 0.5), np.floor(np.concatenate(TRAINS).max() / 0.5)
    edges = 0.5 * np.arange(first, last + 1)
    expected = np.column_stack([np.histogram(train, edges)[0] for train in TRAINS])
    np.testing.assert_array_equal(dataset.samples, expected)


@settings(max_examples=30, deadline=None, database=None)
@given(
    lengths=st.lists(st.integers(0, 30), min_size=1, max_size=12),
    kind=st.sampled_from(["u1", "u2", "i4", "u8"]),
    dtype=st.sampled_from(["f4", "f8"]),
)
def test_every_train_reads_back_as_written(lengths, kind, dtype):
    if kind == "u1" and sum(lengths) > 255:
        return
    trains = [np.sort(RNG.uniform(0, 50, n)).astype(dtype) for n in lengths]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.nwb"
        index = np.cumsum(lengths).astype(kind)
        write_units(
            path, id=np.arange(len(trains)), spike_times=np.concatenate(trains), spike_times_index=index
        )
        found = read_vectors(path, of_matrix(path)).by_name
    assert list(found) == [f"unit_{number}" for number in range(len(trains))]
    for written, train in zip(trains, found.values(), strict=True):
        np.testing.assert_array_equal(train, written.astype(np.float64))


def test_a_units_table_elsewhere_is_named_by_array(tmp_path):
    block = write_units(tmp_path / "x.nwb", table="processing/ecephys/sorted")
    assert read_dataset("cells", block).samples.shape[1] == 3  # the only one
    assert read_dataset("cells", block | {"array": "processing/ecephys/sorted"}).samples.shape[1] == 3
    with pytest.raises(InputError, match="must hold the array unit, but it holds processing/ecephys/sorted"):
        read_dataset("cells", block | {"array": "unit"})


def test_another_table_of_units_is_left_out_and_named(tmp_path):
    block = write_units(tmp_path / "x.nwb")
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        file["processing/ecephys/other/id"] = np.arange(2)
        file["processing/ecephys/other/spike_times"] = np.arange(0.0, 40.0, 0.5)
        file["processing/ecephys/other/spike_times_index"] = [40, 80]
    left_out = "left out processing/ecephys/other: array is units"
    assert left_out in read_dataset("cells", block).decisions
    named = read_dataset("cells", block | {"array": "processing/ecephys/other"})
    assert named.variables == ("unit_0", "unit_1")
    assert left_out not in named.decisions


def test_a_matrix_of_an_nwb_file_is_read_as_from_hdf5(tmp_path):
    write_units(tmp_path / "x.nwb")
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        file["processing/rates/data"] = RNG.standard_normal((30, 4))
    block = {"kind": "matrix", "path": str(tmp_path / "x.nwb"), "array": "processing/rates/data"}
    assert read_dataset("x", block).samples.shape == (30, 4)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"spike_times_index": [300, 200, 430]}, r"never falls, found 200 after 300 in row 2 \(unit_12\)"),
        ({"spike_times_index": [300, 340, 429]}, "ends with the number of spike_times, 430, found 429"),
        ({"spike_times_index": [300, 430]}, r"one spike_times_index per id .* \(2,\), \(3,\)"),
        ({"spike_times_index": [300.0, 340.0, 430.0]}, "spike_times_index"),
        ({"spike_times_index": None}, "must have the column spike_times_index, found id, spike_times"),
        ({"id": None}, "must have the column id"),
        ({"spike_times": None}, "must have a table of units with spike_times"),
        ({"id": [7, 7, 3]}, "id 7 comes twice"),
        (
            {"spike_times": np.array([b"1.5"] * 430)},
            r"array unit_7 of .*x\.nwb must hold real numbers, found text: save",
        ),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(tmp_path, columns, words):
    block = write_units(tmp_path / "x.nwb", **columns)
    with pytest.raises(InputError, match=rf"data set cells: .*{words}") as caught:
        read_dataset("cells", block)
    assert "x.nwb" in str(caught.value)


def test_an_nwb_file_cut_anywhere_is_refused(tmp_path):
    block = write_units(tmp_path / "x.nwb")
    whole = (tmp_path / "x.nwb").read_bytes()
    for length in np.linspace(1, len(whole) - 1, 40).astype(int):
        (tmp_path / "x.nwb").write_bytes(whole[:length])
        with pytest.raises(InputError, match=r"x\.nwb"):
            read_dataset("cells", block)
