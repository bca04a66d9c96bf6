"""Times, numbers of rows, labels, sums and means inside an array are refused, with the key to write."""

import h5py
import numpy as np
import pytest
import scipy.io

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

COUNTS = np.random.default_rng(3).poisson(2.0, (60, 4)).astype(np.float64)
ROWS = np.arange(60.0)
JITTERED = np.cumsum(np.random.default_rng(4).uniform(0.01, 0.02, 60))


def save(folder, ending, matrix):
    path = folder / f"x.{ending}"
    if ending == "npy":
        np.save(path, matrix)
    elif ending == "npz":
        np.savez(path, counts=matrix)
    elif ending == "mat":
        scipy.io.savemat(path, {"counts": matrix})
    else:
        with h5py.File(path, "w") as file:
            file["counts"] = matrix
    return str(path)


@pytest.mark.parametrize("ending", ["npy", "npz", "mat", "h5"])
@pytest.mark.parametrize(("kind", "labels"), [("matrix", JITTERED), ("spikes_binned", ROWS)])
def test_a_column_of_times_is_refused_and_left_out_as_the_sentence_says(tmp_path, ending, kind, labels):
    block = {"kind": kind, "path": save(tmp_path, ending, np.column_stack([labels, COUNTS]))}
    with pytest.raises(InputError, match=r"v000 rises from the first.*exclude: \[v000\].*index: \[\]"):
        read_dataset("x", block)
    dataset = read_dataset("x", block | {"exclude": ["v000"]})
    np.testing.assert_array_equal(dataset.samples, COUNTS)
    assert dataset.variables == ("v001", "v002", "v003", "v004")
    assert read_dataset("x", block | {"index": []}).samples.shape == (60, 5)


def test_a_row_of_times_is_refused_where_rows_are_variables(tmp_path):
    path = save(tmp_path, "npy", np.vstack([COUNTS.T, -ROWS, 2 * ROWS]))
    block = {"kind": "matrix", "path": path, "axes": ["variable", "time"], "exclude": ["v005"]}
    with pytest.raises(InputError, match=r"v004 falls .*exclude: \[v005, v004\]"):
        read_dataset("x", block)


def test_a_file_of_times_beside_those_of_variables_is_refused(tmp_path):
    for name, values in [("a", COUNTS[:, 0]), ("b", COUNTS[:, 1]), ("time", ROWS)]:
        np.save(tmp_path / f"{name}.npy", values)
    block = {"kind": "matrix", "path": str(tmp_path)}
    with pytest.raises(InputError, match=r"time rises .*exclude: \[time\]"):
        read_dataset("x", block)
    np.testing.assert_array_equal(read_dataset("x", block | {"exclude": ["time"]}).samples, COUNTS[:, :2])


NO_VARIABLES = {
    "is the mean of the others": COUNTS.mean(axis=1),
    "is the sum of the others": COUNTS.sum(axis=1),
    "begins anew 2 times": ROWS % 20 * 0.1 - 1,
    "repeats the same 4 numbers": ROWS % 4,
}


@pytest.mark.parametrize("ending", ["npy", "npz", "mat", "h5"])
@pytest.mark.parametrize("phrase", NO_VARIABLES)
def test_what_is_no_variable_is_refused_in_every_format(tmp_path, ending, phrase):
    block = {
        "kind": "matrix",
        "path": save(tmp_path, ending, np.column_stack([COUNTS, NO_VARIABLES[phrase]])),
    }
    with pytest.raises(
        InputError, match=rf"v004 .*{phrase}.*exclude: \[v004\] if .*index: \[\] if it is one"
    ):
        read_dataset("x", block)
    np.testing.assert_array_equal(read_dataset("x", block | {"exclude": ["v004"]}).samples, COUNTS)
    assert read_dataset("x", block | {"index": []}).samples.shape == (60, 5)


def test_codes_of_labels_in_runs_are_refused_and_others_are_warned_of(tmp_path):
    traces, codes = np.random.default_rng(5).standard_normal((60, 4)), np.repeat([3, 1, 2, 1, 3, 2], 10)
    block = {"kind": "matrix", "path": save(tmp_path, "npy", np.column_stack([traces, codes]))}
    with pytest.raises(
        InputError, match=r"v004 may label the samples.*exclude: \[v004\] if so, or index: \[\]"
    ):
        read_dataset("x", block)
    np.testing.assert_array_equal(read_dataset("x", block | {"exclude": ["v004"]}).samples, traces)
    assert read_dataset("x", block | {"index": []}).warnings == ()
    save(tmp_path, "npy", np.column_stack([traces, np.random.default_rng(6).permutation(codes)]))
    [warning] = read_dataset("x", block).warnings
    assert warning.startswith("v004: holds whole numbers from 1 to 3 alone, 3 different ones")
