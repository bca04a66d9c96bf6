"""Every file that is damaged, empty or of another type is refused in one sentence that names it."""

import os
import time
import zipfile

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.io

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

from ..refusals import GOOD, refused, saved


def of_one_array(path):
    return {"kind": "matrix", "path": str(path)}


@pytest.mark.parametrize("ending", ["parquet", "csv", "npy", "npz", "mat", "h5"])
def test_an_empty_file_is_refused(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.touch()
    refused({"kind": "matrix", "path": str(path)}, path.name, "empty")


@pytest.mark.parametrize("ending", ["parquet", "npy", "npz", "mat", "h5"])
def test_a_file_that_is_not_of_its_type_is_refused(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text("These bytes are prose, and no file of numbers.\n" * 9)
    refused({"kind": "matrix", "path": str(path)}, path.name, f"whole .{ending} file", "download it again")


def test_a_csv_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(os.urandom(4000) + b"\xff\xfe\n")
    refused({"kind": "matrix", "path": str(path)}, "whole .csv file")


def test_an_unknown_ending_is_refused(tmp_path):
    (tmp_path / "x.xlsx").write_text("a")
    refused({"kind": "matrix", "path": str(tmp_path / "x.xlsx")}, "must end in one of .csv .tsv")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "prices",
            ("found no ending: let its name end in that of its format, in .csv if it is a table of text",),
        ),
        ("prices.csv.tmp", ("found '.tmp': if it is a whole .csv file, call it prices.csv",)),
        ("trace.npy.part", ("found '.part': if it is a whole .npy file, call it trace.npy",)),
        ("prices.csv.bz2", ("found '.bz2': unpack it",)),
        ("prices.docx", ("found '.docx'",)),
    ],
)
def test_an_ending_of_no_format_gets_its_remedy(tmp_path, name, words):
    (tmp_path / name).write_text("a,b\n1,2\n")
    refused({"kind": "matrix", "path": str(tmp_path / name)}, f"{tmp_path / name} must end in one of", *words)


@pytest.mark.parametrize("kind", ["prices", "returns"])
def test_a_file_without_a_row_holds_no_sample(tmp_path, kind):
    np.save(tmp_path / "x.npy", np.empty((0, 3)))
    (tmp_path / "x.csv").write_text("date,a,b,c\n")
    for name, keys in (("x.npy", {"date_column": []}), ("x.csv", {"date_column": "date"})):
        with pytest.raises(InputError, match=r"must hold at least 20 samples, found 0$"):
            check_before_run("d", {"kind": kind, "path": str(tmp_path / name)} | keys)


def write_hdf5(path):
    with h5py.File(path, "w") as file:
        file["x"] = GOOD


def write_truncatable(path, compressed=False):
    writers = {
        ".parquet": lambda: pd.DataFrame(GOOD, columns=list("abcd")).to_parquet(path),
        ".npy": lambda: np.save(path, GOOD),
        ".npz": lambda: np.savez(path, x=GOOD),
        ".mat": lambda: scipy.io.savemat(path, {"x": GOOD}, do_compression=compressed),
        ".h5": lambda: write_hdf5(path),
    }
    writers[path.suffix]()


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("ending", ["parquet", "npy", "npz", "mat", "h5"])
def test_a_truncated_file_is_refused_wherever_it_was_cut(tmp_path, ending, compressed):
    path = tmp_path / f"x.{ending}"
    write_truncatable(path, compressed)
    whole = path.read_bytes()
    for length in np.linspace(1, len(whole) - 1, 60).astype(int):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError, match=path.name):
            read_dataset("cut", {"kind": "matrix", "path": str(path)})


def test_a_csv_cut_within_a_line_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    pd.DataFrame(GOOD, columns=list("abcd")).to_csv(path, index=False)
    path.write_text(path.read_text()[:-9])
    refused({"kind": "matrix", "path": str(path)}, "4 entries in line 41", at_parse_time=False)


@pytest.mark.parametrize("ending", ["npz", "mat", "h5"])
def test_a_missing_array_is_named_with_those_that_are_there(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    arrays = {"rate": GOOD, "spikes50": GOOD}
    if ending == "h5":
        with h5py.File(path, "w") as file:
            file.update(arrays)
    else:
        (np.savez if ending == "npz" else scipy.io.savemat)(
            path, **({"mdict": arrays} if ending == "mat" else arrays)
        )
    block = {"kind": "matrix", "path": str(path)}
    refused(block | {"array": "spike50"}, "must hold the array spike50", "holds spikes50, rate")
    refused(block, "array must name the array of", "spikes50")


def test_pickled_objects_are_refused(tmp_path):
    np.save(tmp_path / "x.npy", np.array([{}, None]), allow_pickle=True)
    refused({"kind": "matrix", "path": str(tmp_path / "x.npy")}, "pickled")


def test_columns_without_a_name_or_with_the_same_are_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,,b\n" + "1,2,3\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "column 2 has no name")
    path.write_text(",a,b\n" + "1,2,3\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "column Unnamed: 0 (1, 1, 1, ...)", 'index: "Unnamed: 0"')
    path.write_text("a,b,a\n" + "1,2,3\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "a comes twice")


def test_a_folder_must_hold_several_files_of_one_type_and_length(tmp_path):
    block = {"kind": "matrix", "path": str(tmp_path)}
    refused(block, "data files of one type, found none")
    np.save(tmp_path / "a.npy", GOOD[:, 0])
    refused(block, "one file per variable, at least two")
    np.save(tmp_path / "b.npy", GOOD[:-1, 1])
    refused(block, "equally many samples", "40", "39", at_parse_time=False)
    (tmp_path / "b.npy").unlink()
    (tmp_path / "b.csv").write_text("b\n1\n")
    refused(block, "found .csv and .npy")


def test_columns_of_a_parquet_file_with_the_same_name_are_refused(tmp_path):
    table = pa.Table.from_arrays([pa.array(GOOD[:, index]) for index in range(3)], names=["a", "b", "a"])
    pq.write_table(table, tmp_path / "x.parquet")
    refused({"kind": "matrix", "path": str(tmp_path / "x.parquet")}, "a comes twice")


def test_an_array_after_the_first_one_of_a_npy_file_is_not_dropped_in_silence(tmp_path):
    with (tmp_path / "x.npy").open("wb") as file:
        for _ in range(2):
            np.save(file, GOOD)
    refused(
        of_one_array(tmp_path / "x.npy"), "one array and no more", "1408 bytes follow", "numpy.concatenate"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_arrays_of_one_name_in_a_npz_file_are_refused(tmp_path):
    np.save(tmp_path / "x.npy", GOOD)
    with zipfile.ZipFile(tmp_path / "x.npz", "w") as archive:
        for _ in range(2):
            archive.write(tmp_path / "x.npy", "x.npy")
    refused(of_one_array(tmp_path / "x.npz"), "it holds two arrays x")


@pytest.mark.parametrize("ending", ["npy", "h5"])
def test_variables_that_no_sample_has_are_not_named_one_by_one(tmp_path, ending):
    shape = (0, 2**40)  # an empty array, whose numbers are none
    with (tmp_path / "x.npy").open("wb") as file:
        np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": shape})
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset("x", shape, "f8", maxshape=(None, None), chunks=(1, 1))
    started = time.process_time()
    refused(of_one_array(tmp_path / f"x.{ending}"), "at most 20000 variables, found 1099511627776")
    assert time.process_time() - started < 5


def test_files_that_hold_no_entries_are_refused(tmp_path):
    refused(saved(tmp_path / "x.npy", np.zeros((0, 4))), "at least 20 samples, found 0")
    refused(saved(tmp_path / "y.npy", np.zeros((40, 0))), "at least 2 variables, found 0")
    pd.DataFrame({"a": [], "b": []}).to_parquet(tmp_path / "x.parquet")
    refused({"kind": "matrix", "path": str(tmp_path / "x.parquet")}, "at least 20 samples, found 0")
    (tmp_path / "x.csv").write_text("a,b\n")
    refused({"kind": "matrix", "path": str(tmp_path / "x.csv")}, "at least 20 samples, found 0")


@pytest.mark.parametrize(
    "values",
    [np.array([[b"1.5"] * 4] * 30), np.zeros((30, 4), dtype=complex), np.zeros((30, 4), dtype="f8,i4")],
)
def test_what_is_not_a_number_in_an_hdf5_file_is_named_with_its_array(tmp_path, values):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["rates/mine"] = values
    block = {"kind": "matrix", "path": str(tmp_path / "x.h5")}
    records = values.dtype.names is not None  # which headers show
    refused(block, "array rates/mine of", "x.h5 must hold real numbers, found", at_parse_time=records)


def test_names_of_an_enumeration_are_not_taken_for_numbers_and_truth_values_are(tmp_path):
    values = np.arange(120).reshape(40, 3) % 7 % 2
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset(
            "x", data=values, dtype=h5py.enum_dtype({"running": 0, "resting": 1}, basetype="i4")
        )
    block = {"kind": "matrix", "path": str(tmp_path / "x.h5")}
    refused(block, "array x of", "found numbers that stand for resting, running", "x.astype(float)")
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["x"] = values.astype(bool)
    assert np.array_equal(read_dataset("mine", block).samples, values)


def test_objects_in_a_npz_file_are_refused(tmp_path):
    np.savez(tmp_path / "x.npz", x=np.array([[1.0, "a"]] * 30, dtype=object))
    refused({"kind": "matrix", "path": str(tmp_path / "x.npz")}, "x.npz", "pickled objects")


def test_text_in_a_matlab_file_is_refused(tmp_path):
    scipy.io.savemat(tmp_path / "x.mat", {"x": np.array([["a", "b"]] * 30)})
    refused({"kind": "matrix", "path": str(tmp_path / "x.mat")}, "array x of", "real numbers")


def test_text_in_a_matlab_73_file_is_not_taken_for_numbers(tmp_path):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        file["x"] = np.full((30, 4), 65, dtype=np.uint16)
        file["x"].attrs["MATLAB_class"] = np.bytes_("char")
    refused({"kind": "matrix", "path": str(tmp_path / "x.mat")}, "array x of", "MATLAB text")
