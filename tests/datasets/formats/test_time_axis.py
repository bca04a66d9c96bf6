"""What a file shows about which axis is time is not contradicted in silence."""

import h5py
import numpy as np
import pytest
import scipy.io

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

WIDE = np.random.default_rng(6).standard_normal((60, 200))  # cell, time


def labels(file, data, names):
    for dim, name in zip(data.dims, names, strict=True):
        dim.label = name


def scales(file, data, names):
    for dim, name, extent in zip(data.dims, names, data.shape, strict=True):
        file[name] = np.arange(float(extent))
        file[name].make_scale(name)
        dim.attach_scale(file[name])


def written(folder, name_axes, names):
    with h5py.File(folder / "x.h5", "w") as file:
        name_axes(file, file.create_dataset("dff", data=WIDE), names)
    return {"kind": "matrix", "path": str(folder / "x.h5"), "array": "dff"}


@pytest.mark.parametrize("name_axes", [labels, scales])
def test_an_axis_called_time_is_not_read_as_that_of_the_variables(tmp_path, name_axes):
    block = written(tmp_path, name_axes, ("cell", "time"))
    with pytest.raises(
        InputError, match=r"axis 2, which the file calls time: write axes: \[variable, time\] if so, or"
    ):
        read_dataset("x", block)
    samples = read_dataset("x", block | {"axes": ["variable", "time"]}).samples
    np.testing.assert_array_equal(samples, WIDE.T)
    np.testing.assert_array_equal(read_dataset("x", block | {"axes": ["time", "variable"]}).samples, WIDE)


def test_a_name_that_agrees_settles_that_there_are_more_variables_than_samples(tmp_path):
    np.testing.assert_array_equal(
        read_dataset("x", written(tmp_path, labels, ("Time", "cell"))).samples, WIDE
    )


@pytest.mark.parametrize("names", [("y", "x"), ("time", "frame")])
def test_where_no_name_says_which_axis_is_time_more_variables_than_samples_ask_for_it(tmp_path, names):
    block = written(tmp_path, labels, names)
    asks = (
        r"60 samples of 200 variables: write axes: \[variable, time\] if time is axis 2, or axes: \[time, var"
    )
    with pytest.raises(InputError, match=asks):
        read_dataset("x", block)
    np.testing.assert_array_equal(read_dataset("x", block | {"axes": ["variable", "time"]}).samples, WIDE.T)
    np.testing.assert_array_equal(read_dataset("x", block | {"axes": ["time", "variable"]}).samples, WIDE)


def test_an_array_without_names_and_with_more_samples_is_read_as_it_is(tmp_path):
    np.save(tmp_path / "x.npy", WIDE.T)
    np.testing.assert_array_equal(
        read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")}).samples, WIDE.T
    )


TALL = {"dff": WIDE.T, "t": np.arange(60) * 0.1, "ids": np.arange(200.0)}  # cell, time: more cells than times


def save_hdf5(path, arrays):
    with h5py.File(path, "w") as file:
        for name, values in arrays.items():
            file[f"plane/{name}"] = values


SAVERS = {
    "npz": (lambda path, arrays: np.savez(path, **arrays), "dff"),
    "mat": (scipy.io.savemat, "dff"),
    "struct.mat": (lambda path, arrays: scipy.io.savemat(path, {"plane": arrays}), "plane/dff"),
    "h5": (save_hdf5, "plane/dff"),
}


@pytest.mark.parametrize("ending", SAVERS)
def test_an_axis_as_long_as_the_times_beside_it_is_not_read_as_that_of_the_variables(tmp_path, ending):
    save, array = SAVERS[ending]
    save(tmp_path / f"x.{ending}", TALL)
    block = {"kind": "matrix", "path": str(tmp_path / f"x.{ending}"), "array": array}
    with pytest.raises(
        InputError, match=r"axis 2, which is as long as t: write axes: \[variable, time\] if so"
    ):
        read_dataset("x", block)
    samples = read_dataset("x", block | {"axes": ["variable", "time"]}).samples
    np.testing.assert_array_equal(samples, WIDE)
    save(tmp_path / f"x.{ending}", TALL | {"dff": WIDE})
    np.testing.assert_array_equal(read_dataset("x", block).samples, WIDE)
