"""Every mistake in a data-set block or a data file gets one sentence that names it."""

import os

import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import scipy.io

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.errors import InputError

GOOD = np.random.default_rng(5).poisson(0.5, (40, 4)).astype(float)


def refused(block, *words, at_parse_time=True):
    """Check that reading, and the check of headers if that suffices, ends in one sentence that holds the words."""
    for call in [check_before_run, read_dataset] if at_parse_time else [read_dataset]:
        with pytest.raises(InputError) as caught:
            call("my_cells", block)
        text = str(caught.value)
        assert "\n" not in text
        for word in ("my_cells", *words):
            assert word in text
    if not at_parse_time:
        check_before_run("my_cells", block)


def saved(path, matrix=GOOD):
    np.save(path, matrix)
    return {"kind": "matrix", "path": str(path)}


def test_an_unknown_key_is_named_with_the_nearest(tmp_path):
    refused(saved(tmp_path / "x.npy") | {"bin_widht": 1.0}, "bin_widht", "did you mean 'bin_width'")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "spike_binned"}, ["kind", "one of", "did you mean 'spikes_binned'"]),
        ({"missing": "drop_sample"}, ["missing", "drop_samples"]),
        ({"axes": ["time", "cell"]}, ["axes", "time and variable"]),
        ({"axes": "time"}, ["axes"]),
        ({"path": 3}, ["path"]),
        ({"array": 3}, ["array"]),
        ({"bin_width": -0.02}, ["bin_width", "positive"]),
        ({"kind": "spike_times"}, ["bin_width", "seconds"]),
    ],
)
def test_an_impossible_value_is_named(tmp_path, change, words):
    refused(saved(tmp_path / "x.npy") | change, *words)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"kind": "neural_like", "n_variables": 1}, ["n_variables", "at least 2"]),
        ({"kind": "neural_like", "n_samples": 1e4}, ["n_samples", "integer"]),
        ({"kind": "neural_like", "gian": 1.0}, ["gian", "did you mean 'gain'"]),
        ({"kind": "stock_like", "garch_shock": 0.5, "garch_memory": 0.6}, ["at most 0.999", "1.1"]),
        ({"kind": "stock_like", "market_share": 0.8}, ["market_share", "residual"]),
    ],
)
def test_an_impossible_model_is_refused_before_the_run(block, words):
    with pytest.raises(InputError) as caught:
        check_before_run("made", block)
    assert all(word in str(caught.value) for word in ["made", *words])


def test_a_missing_file_is_named_with_its_nearest_sibling(tmp_path):
    block = saved(tmp_path / "cells.npy")
    refused(block | {"path": str(tmp_path / "cell.npy")}, "cell.npy must exist", "cells.npy")
    refused(block | {"path": str(tmp_path / "no" / "cell.npy")}, "not even the folder")
    with pytest.raises(InputError, match="must exist"):
        input_files(block | {"path": str(tmp_path / "cell.npy")})


@pytest.mark.parametrize("ending", ["parquet", "csv", "npy", "npz", "mat", "h5"])
def test_an_empty_file_is_refused(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.touch()
    refused({"kind": "matrix", "path": str(path)}, path.name, "empty")


@pytest.mark.parametrize("ending", ["parquet", "npy", "npz", "mat", "h5"])
def test_a_file_that_is_not_of_its_type_is_refused(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n" * 9
    )
    refused({"kind": "matrix", "path": str(path)}, path.name, f"whole .{ending} file")


def test_a_csv_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(os.urandom(4000) + b"\xff\xfe\n")
    refused({"kind": "matrix", "path": str(path)}, "whole .csv file")


def test_an_unknown_ending_is_refused(tmp_path):
    (tmp_path / "x.xlsx").write_text("a")
    refused({"kind": "matrix", "path": str(tmp_path / "x.xlsx")}, "must end in one of .csv .h5")


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


def test_a_number_of_axes_that_does_not_fit_is_refused(tmp_path):
    block = saved(tmp_path / "x.npy", GOOD.reshape(2, 20, 4))
    refused(block, "2 axes", "(2, 20, 4)")
    assert read_dataset("ok", block | {"axes": ["repeat", "time", "variable"]}).samples.shape == (40, 4)


def test_pickled_objects_are_refused(tmp_path):
    np.save(tmp_path / "x.npy", np.array([{}, None]), allow_pickle=True)
    refused({"kind": "matrix", "path": str(tmp_path / "x.npy")}, "pickled")


def test_complex_numbers_are_refused(tmp_path):
    refused(saved(tmp_path / "x.npy", GOOD * 1j), "real numbers", at_parse_time=False)


def test_a_word_among_numbers_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "1,2\n" * 15 + "1,two\n" + "1,2\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "found two in column b, row 16", at_parse_time=False)


def test_columns_without_a_name_or_with_the_same_are_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(",a,b\n" + "1,2,3\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "column 1 has no name")
    path.write_text("a,b,a\n" + "1,2,3\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "a comes twice")


def test_missing_and_infinite_entries_are_refused_by_default(tmp_path):
    matrix = GOOD.copy()
    matrix[6, 2] = np.nan
    refused(
        saved(tmp_path / "x.npy", matrix), "x.npy", "v002", "sample 7", "missing: error", at_parse_time=False
    )
    matrix[6, 2] = np.inf
    refused(
        saved(tmp_path / "x.npy", matrix) | {"missing": "drop_variables"}, "inf", "v002", at_parse_time=False
    )


def test_a_constant_variable_is_named(tmp_path):
    matrix = GOOD.copy()
    matrix[:, 3] = 0.1
    refused(saved(tmp_path / "x.npy", matrix), "constant", "v003", at_parse_time=False)


def test_too_few_variables_or_samples_are_refused(tmp_path):
    refused(saved(tmp_path / "x.npy", GOOD[:, :1]), "at least 2 variables, found 1")
    refused(saved(tmp_path / "x.npy", GOOD[:19]), "at least 20 samples, found 19")


def test_axes_the_wrong_way_round_are_suspected(tmp_path):
    block = saved(tmp_path / "x.npy", np.zeros((30_000, 12)))
    refused(block | {"axes": ["variable", "time"]}, "30000", "axes named in the right order")


def test_too_little_left_after_dropping_is_refused(tmp_path):
    matrix = GOOD.copy()
    matrix[0, 1:] = np.nan
    block = saved(tmp_path / "x.npy", matrix) | {"missing": "drop_variables"}
    refused(block, "found 1", "after missing: drop_variables", at_parse_time=False)


@pytest.mark.parametrize("value", [-1.0, 0.5])
def test_spike_counts_must_be_counts(tmp_path, value):
    matrix = GOOD.copy()
    matrix[2, 1] = value
    block = saved(tmp_path / "x.npy", matrix) | {"kind": "spikes_binned"}
    refused(block, "spike counts", "v001", "sample 3", f"{value:g}", at_parse_time=False)


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


def test_a_word_in_a_parquet_file_is_named_with_its_row_in_the_file(tmp_path):
    column = ["1.5"] * 40
    column[29] = "1,5"
    frame = pd.DataFrame({"a": np.arange(40.0), "b": column})
    frame.to_parquet(tmp_path / "x.parquet", row_group_size=12)
    block = {"kind": "matrix", "path": str(tmp_path / "x.parquet")}
    refused(block, "found 1,5 in column b, row 30", at_parse_time=False)


def test_a_word_far_down_a_csv_file_is_named_with_its_row(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 160)
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "1,2\n" * 37 + "3,n.v.t.\n" + "1,2\n" * 15)
    refused({"kind": "matrix", "path": str(path)}, "found n.v.t. in column b, row 38", at_parse_time=False)


def test_an_entry_far_into_a_file_is_named_with_its_sample(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 160)
    for value, words in ((np.inf, "found inf"), (np.nan, "found 1, the first"), (0.5, "found 0.5 in")):
        matrix = GOOD.copy()
        matrix[33, 1] = value
        block = saved(tmp_path / "x.npy", matrix) | {"kind": "spikes_binned"}
        refused(block, "x.npy", words, "v001, sample 34", at_parse_time=False)


def test_columns_of_a_parquet_file_with_the_same_name_are_refused(tmp_path):
    table = pa.Table.from_arrays([pa.array(GOOD[:, index]) for index in range(3)], names=["a", "b", "a"])
    pq.write_table(table, tmp_path / "x.parquet")
    refused({"kind": "matrix", "path": str(tmp_path / "x.parquet")}, "a comes twice")


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
    refused(block, "array rates/mine of", "x.h5 must hold real numbers, found", at_parse_time=False)


def test_objects_in_a_npz_file_are_refused(tmp_path):
    np.savez(tmp_path / "x.npz", x=np.array([[1.0, "a"]] * 30, dtype=object))
    refused({"kind": "matrix", "path": str(tmp_path / "x.npz")}, "x.npz", "pickled objects")


def test_text_in_a_matlab_file_is_refused(tmp_path):
    scipy.io.savemat(tmp_path / "x.mat", {"x": np.array([["a", "b"]] * 30)})
    refused(
        {"kind": "matrix", "path": str(tmp_path / "x.mat")}, "array x of", "real numbers", at_parse_time=False
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "binry"}, ["value", "one of", "did you mean 'binary'"]),
        ({"kind": "matrix", "value": "binary"}, ["value is for spikes alone", "matrix"]),
        ({"axes": ["trial", "time", "variable"]}, ["axes", "repeat"]),
    ],
)
def test_an_impossible_way_to_read_spikes_is_named(tmp_path, change, words):
    refused(saved(tmp_path / "x.npy") | {"kind": "spikes_binned"} | change, *words)


def test_text_in_a_matlab_73_file_is_not_taken_for_numbers(tmp_path):
    with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
        file["x"] = np.full((30, 4), 65, dtype=np.uint16)
        file["x"].attrs["MATLAB_class"] = np.bytes_("char")
    refused(
        {"kind": "matrix", "path": str(tmp_path / "x.mat")}, "array x of", "MATLAB text", at_parse_time=False
    )
