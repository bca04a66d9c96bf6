"""What was written in any format reads back the same, bit for bit."""

import tempfile
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest
import scipy.io
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from rgcore.datasets.formats.open_file import matrix_shape, open_matrix, read_vector
from rgcore.datasets.formats.open_vectors import read_vectors

from ..refusals import of_matrix

FEW = settings(max_examples=15, deadline=None, database=None)
MATRICES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=12),
    elements=st.floats(allow_nan=False, allow_infinity=False),
)


def read_matrix(path, array, axes=("time", "variable")):
    """Return all of a matrix, however small, and the names in its file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rgcore.datasets.size_limits.MINIMUM_SAMPLES", 1)
        patch.setattr("rgcore.datasets.size_limits.MINIMUM_VARIABLES", 1)
        matrix = open_matrix(path, of_matrix(path, array, axes))
    values = np.concatenate(list(matrix.blocks))
    assert values.shape == (matrix.n_samples, matrix.n_variables)
    return values, matrix.names


NAMES = ["alpha", "beta", "gamma", "delta", "éta", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"]


def write_hdf5(path, matrix):
    with h5py.File(path, "w") as file:
        file["group/x"] = matrix
        file["other"] = np.zeros(3)


def write_matlab_73(path, matrix):
    """Write as MATLAB does: 512 bytes before the HDF5 file, contents of cells under #refs#."""
    with h5py.File(path, "w", userblock_size=512) as file:
        file["x"] = matrix
        file["#refs#/a"] = np.zeros(3)


WRITERS = {
    "csv": lambda path, matrix: named_frame(matrix).to_csv(path, index=False),
    "parquet": lambda path, matrix: named_frame(matrix).to_parquet(path),
    "npy": np.save,
    "npz": lambda path, matrix: np.savez(path, x=matrix, other=np.zeros(3)),
    "mat": lambda path, matrix: scipy.io.savemat(path, {"x": matrix, "other": np.zeros(3)}),
    "h5": write_hdf5,
    "hdf5": write_hdf5,
}
ARRAY = {"h5": "group/x", "hdf5": "/group/x"}


def named_frame(matrix):
    return pd.DataFrame(matrix, columns=NAMES[: matrix.shape[1]])


@pytest.mark.parametrize("ending", WRITERS)
@FEW
@given(matrix=MATRICES)
def test_a_matrix_reads_back_the_same(ending, matrix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"data.{ending}"
        WRITERS[ending](path, matrix)
        values, _ = read_matrix(path, ARRAY.get(ending, "x"))
        assert matrix_shape(path, of_matrix(path, ARRAY.get(ending, "x"))) == matrix.shape
    assert values.dtype == np.float64
    np.testing.assert_array_equal(values, matrix)


def test_a_matlab_73_file_is_read_as_h5py_shows_it(tmp_path):
    matrix = np.arange(6.0).reshape(3, 2)
    write_matlab_73(tmp_path / "data.mat", matrix)
    np.testing.assert_array_equal(read_matrix(tmp_path / "data.mat", None)[0], matrix)


def test_a_sparse_matlab_matrix_is_made_full(tmp_path):
    matrix = scipy.sparse.csc_matrix([[0.0, 1.0, 0.0], [2.0, 0.0, 0.0]])
    scipy.io.savemat(tmp_path / "data.mat", {"x": matrix})
    np.testing.assert_array_equal(read_matrix(tmp_path / "data.mat", "x")[0], matrix.toarray())


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_give_their_column_names_and_mark_missing_entries(tmp_path, ending):
    path = tmp_path / f"data.{ending}"
    WRITERS[ending](path, np.array([[1.0, np.nan], [3.0, 4.0]]))
    values, names = read_matrix(path, None)
    assert names == ("alpha", "beta")
    np.testing.assert_array_equal(values, [[1.0, np.nan], [3.0, 4.0]])


def test_a_csv_without_names_keeps_its_first_line(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("5,6.5\n7,8\n")
    values, names = read_matrix(path, None)
    assert names == ("v000", "v001")
    np.testing.assert_array_equal(values, [[5, 6.5], [7, 8]])


def test_a_csv_whose_names_count_its_columns_is_not_taken_for_numbers(tmp_path):
    path = tmp_path / "data.csv"
    pd.DataFrame(np.full((2, 3), 7.0)).to_csv(path, index=False)
    values, names = read_matrix(path, None)
    assert names == ("0", "1", "2")
    np.testing.assert_array_equal(values, np.full((2, 3), 7.0))


def test_a_stored_index_is_not_a_variable(tmp_path):
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]}, index=pd.Index(["x", "y"], name="day"))
    frame.to_parquet(tmp_path / "data.parquet")
    values, names = read_matrix(tmp_path / "data.parquet", None)
    assert names == ("a", "b")
    assert matrix_shape(tmp_path / "data.parquet", of_matrix(tmp_path / "data.parquet")) == (2, 2)
    np.testing.assert_array_equal(values, [[1, 3], [2, 4]])


def test_a_vector_may_have_axes_of_length_one(tmp_path):
    np.save(tmp_path / "row.npy", np.array([[1, 2, 3]]))
    np.testing.assert_array_equal(
        read_vector(tmp_path / "row.npy", of_matrix(tmp_path / "row.npy")), [1, 2, 3]
    )


TIMES = {"a": np.array([0.5, 1.5]), "b": np.array([]), "c": np.array([2.0])}


def write_cell_array(path):
    cells = np.empty((1, 3), dtype=object)
    for index, times in enumerate(TIMES.values()):
        cells[0, index] = times
    scipy.io.savemat(path, {"cells": cells, "rate": 3.0})


def write_cell_array_73(path):
    with h5py.File(path, "w", userblock_size=512) as file:
        references = []
        for name, times in TIMES.items():
            stored = times[None] if times.size else np.array([0, 0], dtype=np.uint64)  # MATLAB's empty array
            item = file.create_dataset(f"#refs#/{name}", data=stored)
            item.attrs["MATLAB_empty"] = np.uint8(times.size == 0)
            references.append(item.ref)
        file.create_dataset("cells", data=np.array([references], dtype=h5py.ref_dtype), dtype=h5py.ref_dtype)
        file["rate"] = 3.0


def write_group(path):
    with h5py.File(path, "w") as file:
        for name, times in TIMES.items():
            file[f"cells/{name}"] = times
        file["rate"] = 3.0


@pytest.mark.parametrize(
    ("file", "write"),
    [
        ("data.npz", lambda path: np.savez(path, **TIMES)),
        ("data.mat", write_cell_array),
        ("data_73.mat", write_cell_array_73),
        ("data.h5", write_group),
    ],
)
def test_vectors_of_different_length_are_read_from_one_file(tmp_path, file, write):
    write(tmp_path / file)
    array = None if file == "data.npz" else "cells"
    found = read_vectors(tmp_path / file, of_matrix(tmp_path / file, array)).by_name
    assert [list(times) for times in found.values()] == [[0.5, 1.5], [], [2.0]]
