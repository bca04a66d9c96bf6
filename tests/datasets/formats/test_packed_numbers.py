"""What attributes of HDF5 state about the numbers of an array is applied and reported."""

import h5py
import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

STORED = np.random.default_rng(6).integers(-300, 300, (60, 3)).astype(np.int16)


def saved(folder, stored=STORED, place="data", beside=None, **attributes):
    path = folder / "x.h5"
    with h5py.File(path, "w") as file:
        file[place] = stored
        file[place].attrs.update(attributes)
        for name, values in (beside or {}).items():
            file[name] = values
    return {"kind": "matrix", "path": str(path), "array": place}


@pytest.mark.parametrize(
    ("place", "attributes"),
    [
        ("temperature", {"scale_factor": 0.01, "add_offset": [273.15]}),
        ("series/data", {"conversion": 0.01, "offset": 273.15, "unit": "volts"}),
    ],
)
def test_a_factor_and_a_term_are_applied_and_reported(tmp_path, place, attributes):
    dataset = read_dataset("x", saved(tmp_path, place=place, **attributes))
    np.testing.assert_allclose(dataset.samples, STORED * 0.01 + 273.15, rtol=1e-15)
    assert f"{place} is multiplied by 0.01 and 273.15 is added" in " ".join(dataset.decisions)


@pytest.mark.parametrize("mark", ["_FillValue", "missing_value"])
@pytest.mark.parametrize(("dtype", "value"), [("i2", -32768), ("f4", 9.96921e36), ("f8", 1e20)])
def test_marks_of_missing_entries_are_gaps(tmp_path, mark, dtype, value):
    stored = STORED.astype(dtype)
    stored[[5, 41], 1] = np.dtype(dtype).type(value)
    block = saved(tmp_path, stored, **{mark: np.dtype(dtype).type(value), "scale_factor": 0.5})
    with pytest.raises(InputError, match="no missing entry under missing: error, found 2"):
        read_dataset("x", block)
    dataset = read_dataset("x", block | {"missing": "drop_samples"})
    np.testing.assert_array_equal(dataset.samples, np.delete(STORED, [5, 41], axis=0) * 0.5)
    assert "in data marks a missing entry (missing)" in " ".join(dataset.decisions)


def test_columns_of_a_series_of_nwb_have_factors_of_their_own(tmp_path):
    beside = {"eeg/channel_conversion": [1.0, 2.0, 4.0]}
    block = saved(tmp_path, place="eeg/data", beside=beside, conversion=0.5) | {"exclude": ["v001"]}
    dataset = read_dataset("x", block)
    np.testing.assert_array_equal(dataset.samples, STORED[:, [0, 2]] * [0.5, 2.0])
    with pytest.raises(InputError, match=r"one factor .* per column of eeg/data, found 2"):
        read_dataset("x", saved(tmp_path, place="eeg/data", beside={"eeg/channel_conversion": [1.0, 2.0]}))


def test_a_factor_per_column_may_be_an_attribute(tmp_path):
    block = saved(tmp_path, place="lfp", conversion=[1.0, 3.0, 0.5])
    np.testing.assert_array_equal(read_dataset("x", block).samples, STORED * [1.0, 3.0, 0.5])


def test_attributes_that_change_nothing_change_nothing(tmp_path):
    dataset = read_dataset(
        "x", saved(tmp_path, place="s/data", conversion=1.0, offset=0.0, _FillValue=np.int16(999))
    )
    np.testing.assert_array_equal(dataset.samples, STORED)
    assert read_dataset("x", saved(tmp_path, offset=7.0)).decisions == ()
    with pytest.raises(InputError, match="must state a number as scale_factor of data, found 'ten'"):
        read_dataset("x", saved(tmp_path, scale_factor="ten"))


def test_records_are_refused_with_what_can_save_them(tmp_path):
    block = saved(tmp_path, np.zeros(60, dtype=[("t", float), ("x", float)]))
    with pytest.raises(InputError, match=r"found records of t, x, a table that pandas.DataFrame"):
        read_dataset("x", block)
