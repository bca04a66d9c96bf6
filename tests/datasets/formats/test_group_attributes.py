"""Attributes of the groups of units in HDF5 hold for the datasets in them: quality, unit of time, sampling rate."""

import h5py
import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

TRAINS = [np.sort(np.random.default_rng(n).uniform(0, 60, 400)) for n in range(5)]


@pytest.fixture
def block(tmp_path):
    def written(factor=1.0, common=(), **attributes):
        with h5py.File(tmp_path / "x.h5", "w") as file:
            for number, train in enumerate(TRAINS):
                group = file.create_group(f"units/u{number}")
                group["times"] = np.round(train * factor, 6)
                group.attrs.update({name: values[number] for name, values in attributes.items()})
                group.attrs.update(dict(common))
        return {
            "kind": "spike_times",
            "path": str(tmp_path / "x.h5"),
            "array": "units/*/times",
            "bin_width": 0.5,
        }

    return written


def test_units_of_several_qualities_are_selected_by_an_attribute_of_their_groups(block):
    found = block(quality=["good", "mua", "good", "good", "noise"], depth=[1.0, 2.0, 3.0, 4.0, 5.0])
    with pytest.raises(
        InputError, match=r"column quality \(3 good, 1 mua, 1 noise\).*select: {quality: good}"
    ):
        read_dataset("x", found)
    assert read_dataset("x", found | {"select": {"quality": "good"}}).variables == ("u0", "u2", "u3")
    deep = read_dataset("x", found | {"select": {"depth": {"min": 2}}})
    assert deep.variables == ("u1", "u2", "u3", "u4")
    assert "units are read whatever their quality, 2 good, 1 mua, 1 noise (select)" in deep.decisions


@pytest.mark.parametrize("name", ["units", "unit", "time_unit"])
def test_the_unit_of_time_of_the_groups_is_that_of_the_times(block, name):
    seconds = read_dataset("x", block()).samples
    found = read_dataset("x", block(factor=1000, common=[(name, "ms")]))
    assert "times are in ms, as the files state (time_unit: ms)" in found.decisions
    np.testing.assert_array_equal(found.samples, seconds)


def test_a_sampling_rate_of_the_groups_is_named(block):
    found = block(factor=1e6, common=[("units", "samples"), ("sampling_rate", 1e6)])
    with pytest.raises(InputError, match="if sampling_rate is theirs, write sampling_rate: 1000000"):
        read_dataset("x", found)
    np.testing.assert_array_equal(
        read_dataset("x", found | {"sampling_rate": 1e6}).samples, read_dataset("x", block()).samples
    )
