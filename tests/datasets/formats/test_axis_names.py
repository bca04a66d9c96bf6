"""What an HDF5 file calls the axes of an array is not contradicted in silence."""

import h5py
import numpy as np
import pytest

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
    with pytest.raises(InputError, match=r"calls them cell, time: write axes: \[variable, time\], or axes"):
        read_dataset("x", block)
    samples = read_dataset("x", block | {"axes": ["variable", "time"]}).samples
    np.testing.assert_array_equal(samples, WIDE.T)
    np.testing.assert_array_equal(read_dataset("x", block | {"axes": ["time", "variable"]}).samples, WIDE)


@pytest.mark.parametrize("names", [("Time", "cell"), ("y", "x"), ("time", "frame")])
def test_names_that_agree_or_say_nothing_change_nothing(tmp_path, names):
    np.testing.assert_array_equal(read_dataset("x", written(tmp_path, labels, names)).samples, WIDE)
