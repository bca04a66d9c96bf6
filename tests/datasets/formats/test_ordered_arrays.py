"""A column of times or numbers of rows inside an array is refused, with the key to write."""

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
