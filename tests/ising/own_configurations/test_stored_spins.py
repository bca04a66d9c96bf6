"""Spins in files of the user, in every layout that is taken, and what is refused."""

import re

import h5py
import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.own_configurations.stored_spins import open_spins

SPINS = np.random.default_rng(3).choice([-1, 1], size=(30, 6, 6)).astype(np.int8)  # 36 spins: 4.5 bytes
BITS = SPINS > 0
LAYOUTS = {
    "-1 and +1": SPINS,
    "floating point": SPINS.astype(float),
    "0 and 1": BITS.astype(np.uint8),
    "booleans": BITS,
    "a row each": SPINS.reshape(30, 36),
    "8 to a byte": np.packbits(BITS.reshape(30, 36), axis=1),
    "Fortran order": np.asfortranarray(SPINS),
}


def write(path, values):
    if path.suffix == ".npy":
        np.save(path, values)
    else:
        with h5py.File(path, "w") as file:
            file["T2.0/spins"] = values
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["x.npy", "x.h5"])
def test_every_layout_gives_the_same_spins(tmp_path, layout, name):
    stored = open_spins(write(tmp_path / name, LAYOUTS[layout]), None, 6, 2.0)
    assert stored.n_samples == 30
    read = np.concatenate([stored.spins(0, 7), stored.spins(7, 30)])
    np.testing.assert_array_equal(read, SPINS)
    assert read.dtype == np.int8


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (SPINS[:, :5], "found shape (30, 5, 6) of type int8"),
        (SPINS.transpose(1, 2, 0), "found shape (6, 6, 30)"),
        (np.where(SPINS == 1, 1, 2), "must hold spins, -1 and +1 or 0 and 1, found 2 in configuration 1"),
        (SPINS * 0.5, "must hold spins"),
        (np.where(np.arange(6) == 0, 0, SPINS), "must hold -1 and +1, or 0 and 1, found -1 and 0"),
    ],
)
def test_what_is_no_set_of_spins_of_this_side_is_refused(tmp_path, values, words):
    with pytest.raises(InputError, match=re.escape(words)):
        open_spins(write(tmp_path / "x.npy", values), None, 6, 2.0).spins(0, len(values))


@pytest.mark.parametrize(
    ("name", "value", "agrees"),
    [
        ("temperature", 2.0, True),
        ("temperature", 2.3, False),
        ("beta", 0.5, True),
        ("K", 2.0, False),
        ("note", "hot", True),
    ],
)
def test_an_attribute_must_not_contradict_the_temperature(tmp_path, name, value, agrees):
    path = write(tmp_path / "x.h5", SPINS)
    with h5py.File(path, "a") as file:
        file["T2.0/spins"].attrs[name] = value
    if agrees:
        assert open_spins(path, "T2.0/spins", 6, 2.0).n_samples == 30
    else:
        with pytest.raises(
            InputError, match=f"must be of temperature 2 .* its attribute {name} is {value:g}"
        ):
            open_spins(path, "T2.0/spins", 6, 2.0)
    assert open_spins(path, "T2.0/spins", 6, None).n_samples == 30


def test_several_arrays_must_be_told_apart(tmp_path):
    path = write(tmp_path / "x.h5", SPINS)
    with h5py.File(path, "a") as file:
        file["energies"] = np.zeros(30)
    with pytest.raises(InputError, match=r"array must name the array .* it holds T2.0/spins, energies"):
        open_spins(path, None, 6, 2.0)
    with pytest.raises(InputError, match="must hold the array nothing itself, but its arrays are"):
        open_spins(path, "nothing", 6, 2.0)


@pytest.mark.parametrize("array", ["spins", "folder/T2.0/spins", "by_way_of", "./spins"])
def test_spins_in_another_file_are_refused_by_whichever_link(tmp_path, array):
    write(tmp_path / "other.h5", SPINS)
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["spins"] = h5py.ExternalLink("other.h5", "T2.0/spins")
        file["folder"] = h5py.ExternalLink("other.h5", "/")
        file["by_way_of"] = h5py.SoftLink("/folder/T2.0/spins")
    with pytest.raises(InputError, match=f"must hold the array {array} itself"):
        open_spins(tmp_path / "x.h5", array, 6, 2.0)


@pytest.mark.parametrize(
    "array", ["nothing/spins", "T2.0/nothing", "T2.0", "T2.0/spins/more", "/", "gone", "round"]
)
def test_a_path_that_leads_to_no_array_is_refused(tmp_path, array):
    path = write(tmp_path / "x.h5", SPINS)
    with h5py.File(path, "a") as file:
        file["gone"] = h5py.ExternalLink("missing.h5", "/")
        file["round"] = h5py.SoftLink("/round")
    with pytest.raises(InputError, match=r"but its arrays are T2\.0/spins"):
        open_spins(path, array, 6, 2.0)


def test_a_link_within_the_file_is_followed(tmp_path):
    path = write(tmp_path / "x.h5", SPINS)
    with h5py.File(path, "a") as file:
        file["spins"] = h5py.SoftLink("/T2.0/spins")
    np.testing.assert_array_equal(open_spins(path, "spins", 6, 2.0).spins(0, 30), SPINS)


@pytest.mark.parametrize("name", ["x.npy", "x.h5"])
def test_a_file_cut_short_is_refused(tmp_path, name):
    path = write(tmp_path / name, SPINS)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(InputError, match="must be a whole"):
        open_spins(path, None, 6, 2.0)


def test_pickled_objects_are_not_loaded(tmp_path):
    np.save(tmp_path / "x.npy", np.array([{}], dtype=object))
    with pytest.raises(InputError, match=r"must be a whole \.npy file of numbers"):
        open_spins(tmp_path / "x.npy", None, 6, 2.0)


def test_zero_and_minus_one_in_different_batches_are_refused(tmp_path):
    spins = np.where(np.random.default_rng(3).random((20, 4, 4)) < 0.5, 1, -1)
    spins[10:][spins[10:] == -1] = 0
    np.save(tmp_path / "x.npy", spins)
    stored = open_spins(tmp_path / "x.npy", None, 4, None)
    stored.spins(0, 10)
    with pytest.raises(InputError, match="found -1 and 0 up to configuration 20"):
        stored.spins(10, 20)
