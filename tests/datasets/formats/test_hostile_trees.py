"""Nested arrays and tables that contain themselves, point elsewhere or declare too much are refused at once."""

import struct
import time

import h5py
import numpy as np
import pytest
import scipy.io

from rgcore.datasets.select_variables import VariableTable

from ..refusals import GOOD, refused
from .matlab_files import cells, save_v73, structs
from .nwb_files import IDS, write_table, write_units

SPIKES = {"kind": "spike_times", "bin_width": 0.5}


@pytest.fixture
def quickly():
    """Fail where refusing takes longer than any user would wait."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 10


def matrix(path, **keys):
    return {"kind": "matrix", "path": str(path)} | keys


def spikes(path, **keys):
    return {"path": str(path)} | SPIKES | keys


def cell_of(file, name, *items):
    """Write a cell array that leads to any items of the file."""
    references = np.array([[item.ref for item in items]], dtype=h5py.ref_dtype)
    found = file.create_dataset(name, data=references, dtype=h5py.ref_dtype)
    found.attrs["MATLAB_class"] = np.bytes_("cell")
    return found


@pytest.mark.usefixtures("quickly")
def test_a_cell_array_that_contains_itself_is_refused(tmp_path):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        own = cell_of(file, "c", file.create_group("s"), file["s"])
        own[0, 0] = own.ref
        own[0, 1] = own.ref
    refused(spikes(tmp_path / "x.mat", array="c"), "x.mat", "contains itself")
    refused(matrix(tmp_path / "x.mat", array="c"), "x.mat", "contains itself")


@pytest.mark.usefixtures("quickly")
def test_a_cell_of_one_entry_that_contains_itself_is_refused(tmp_path):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        own = cell_of(file, "c", file.create_group("s"))
        own[0, 0] = own.ref
    refused(spikes(tmp_path / "x.mat", array="c"), "x.mat", "contains itself")
    refused(matrix(tmp_path / "x.mat", array="c"), "x.mat", "contains itself")


@pytest.mark.usefixtures("quickly")
def test_groups_that_link_to_one_another_are_refused(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name in "ab":
            group = file.create_group(name)
            group["up"], group["over"] = h5py.SoftLink("/a"), h5py.SoftLink("/b")
    refused(spikes(tmp_path / "x.h5", array="a/*/up"), "x.h5")
    refused(spikes(tmp_path / "x.h5", array="a"), "x.h5", "holds groups")
    refused(matrix(tmp_path / "x.h5", array="a/*"), "x.h5")


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("array", ["huge/*/x", "huge", "cells", "cells(1)", "huge/a/x"])
def test_what_a_path_leads_to_declares_no_more_than_is_allowed(tmp_path, array):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        for name in "ab":
            file.create_dataset(f"huge/{name}/x", (10**12,), "f8", chunks=(1000,), fillvalue=1.0)
        cell_of(file, "cells", file["huge/a/x"], file["huge/b/x"])
    refused(matrix(tmp_path / "x.mat", array=array), "max_numbers", "declare")
    refused(spikes(tmp_path / "x.mat", array=array), "max_numbers", "declare")


@pytest.mark.usefixtures("quickly")
def test_a_sparse_matrix_of_v73_declares_its_full_size(tmp_path):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        group = file.create_group("S")
        group.attrs["MATLAB_sparse"] = np.uint64(10**12)
        group["data"], group["ir"], group["jc"] = [1.0], np.array([0], "u8"), np.array([0, 1, 1, 1], "u8")
    refused(matrix(tmp_path / "x.mat", array="S"), "max_numbers", "declare 3000000000000")


@pytest.mark.parametrize(
    ("key", "values"), [("ir", [0, 40]), ("jc", [0, 1, 9, 9, 9]), ("jc", [0, 2, 1, 2, 2]), ("ir", [0])]
)
def test_a_sparse_matrix_with_a_wrong_index_is_refused(tmp_path, key, values):
    parts = {"data": [1.0, 2.0], "ir": [0, 1], "jc": [0, 1, 2, 2, 2]} | {key: values}
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        group = file.create_group("S")
        group.attrs["MATLAB_sparse"] = np.uint64(40)
        for name, entries in parts.items():
            group[name] = np.array(entries, dtype="f8" if name == "data" else "u8")
    block = matrix(tmp_path / "x.mat", array="S", axes=["variable", "time"])
    refused(block, "x.mat must be a whole .mat file", at_parse_time=False)


def test_a_cell_that_leads_to_another_file_is_refused(tmp_path):
    save_v73(tmp_path / "x.mat", {"c": cells(np.arange(30.0), np.arange(40.0))})
    with h5py.File(tmp_path / "x.mat", "a") as file:
        outside = file.create_dataset("o", (30,), "f8", external=[(str(tmp_path / "raw.bin"), 0, 240)])
        file["c"][0, 0] = outside.ref
    refused(spikes(tmp_path / "x.mat", array="c"), "itself", "external storage", at_parse_time=False)
    refused(matrix(tmp_path / "x.mat", array="c(1)"), "itself", "external storage")


def test_a_struct_array_with_a_missing_field_is_refused(tmp_path):
    units = structs({"t": np.arange(30.0), "n": np.arange(3.0)}, {"t": np.arange(40.0), "n": np.arange(3.0)})
    save_v73(tmp_path / "x.mat", {"units": units})
    with h5py.File(tmp_path / "x.mat", "a") as file:
        file["units/t"][1, 0] = h5py.Reference()
    refused(spikes(tmp_path / "x.mat", array="units/t"), "x.mat")


@pytest.mark.parametrize("n_bytes", [0, 1, 130, 2**32 - 9])
def test_a_variable_of_a_matlab_file_with_a_wrong_length_is_refused(tmp_path, n_bytes):
    scipy.io.savemat(tmp_path / "x.mat", {"x": GOOD})
    whole = bytearray((tmp_path / "x.mat").read_bytes())
    whole[132:136] = struct.pack("<I", n_bytes)
    (tmp_path / "x.mat").write_bytes(whole)
    refused(matrix(tmp_path / "x.mat"), "x.mat must be a whole .mat file")


@pytest.mark.parametrize("place", ["units/quality", "units/obs_intervals", "units/electrodes"])
def test_a_column_that_is_a_link_to_another_file_is_refused(tmp_path, place):
    block = write_units(tmp_path / "x.nwb", obs_intervals=[np.array([[0.0, 50.0]])] * 3)
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        if place in file:
            del file[place]
        file[place] = h5py.ExternalLink("other.nwb", "/x")
    refused(block, "itself", f"{place} is a link to other.nwb")


@pytest.mark.parametrize("column", ["id", "start_time", "condition"])
def test_trials_that_are_a_link_to_another_file_are_refused(tmp_path, column):
    block = write_units(tmp_path / "x.nwb") | {"during": {"trials": {"condition": "left"}}}
    trials = {
        "id": [0, 1],
        "start_time": [0.0, 20.0],
        "stop_time": [9.0, 40.0],
        "condition": ["left", "left"],
    }
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        write_table(file, "intervals/trials", trials)
        del file[f"intervals/trials/{column}"]
        file[f"intervals/trials/{column}"] = h5py.ExternalLink("other.nwb", "/x")
    refused(block, "itself", f"intervals/trials/{column} is a link to other.nwb", at_parse_time=False)


@pytest.mark.parametrize(
    ("rows", "index", "words"),
    [
        ([0, 1, 4], [1, 2, 3], "rows of a table of 4 in electrodes, found 0 to 4"),
        ([0, 1, -1], [1, 2, 3], "rows of a table of 4 in electrodes, found -1 to 1"),
        ([0, 1, 2], [1, 2, 2], "electrodes_index that ends with the number of electrodes, 3, found 2"),
        ([0, 1, 2], [2, 1, 3], "electrodes_index that never falls"),
    ],
)
def test_electrodes_with_a_wrong_index_are_refused(tmp_path, rows, index, words):
    block = write_units(tmp_path / "x.nwb", electrodes=rows, electrodes_index=index)
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        table = write_table(file, "general/electrodes", {"id": range(4), "location": ["CA1"] * 4})
        file["units/electrodes"].attrs["table"] = table.ref
    refused(block, words)


def test_a_table_cut_short_is_refused(tmp_path):
    block = write_units(tmp_path / "x.nwb", quality=["good"] * 3)
    with h5py.File(tmp_path / "x.nwb", "a") as file:
        del file["units/id"]
        file["units/id"] = IDS[:2]
    refused(block, "one spike_times_index per id", at_parse_time=False)


def test_columns_about_variables_have_one_entry_for_each():
    with pytest.raises(ValueError, match="quality has 1 entries for 2 variables"):
        VariableTable(names=("a", "b"), columns={"quality": ["good"]})
