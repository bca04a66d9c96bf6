"""A file that reaches outside itself, declares more than it holds or holds code is refused in one sentence."""

import pickle
import time
import zipfile

import h5py
import numpy as np
import pandas as pd
import pytest
import scipy.io
import scipy.sparse

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.matlab import unpacked_bytes
from rgcore.datasets.size_limits import check_memory
from rgcore.errors import InputError

from ..refusals import GOOD, refused, saved

TRAINS = {f"c{index}": np.sort(np.random.default_rng(index).uniform(0, 50, 80)) for index in range(3)}
SPIKES = {"kind": "spike_times", "bin_width": 0.5}


def matrix(path, **keys):
    return {"kind": "matrix", "path": str(path)} | keys


@pytest.fixture
def other(tmp_path):
    """A file of numbers that the data file points to."""
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = GOOD
        for name, times in TRAINS.items():
            file[f"units/{name}"] = times
    return tmp_path / "other.h5"


def test_external_storage_is_refused(tmp_path):
    GOOD.tofile(tmp_path / "raw.bin")
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_dataset(
            "x", GOOD.shape, GOOD.dtype, external=[(str(tmp_path / "raw.bin"), 0, GOOD.nbytes)]
        )
    refused(matrix(tmp_path / "x.h5"), "itself", "external storage", "raw.bin", "one file")


def test_a_virtual_dataset_is_refused(tmp_path, other):
    layout = h5py.VirtualLayout(GOOD.shape, GOOD.dtype)
    layout[:] = h5py.VirtualSource(str(other), "x", GOOD.shape)
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file.create_virtual_dataset("x", layout)
    refused(matrix(tmp_path / "x.h5"), "itself", "virtual dataset", "other.h5")


def test_a_train_in_external_storage_is_refused(tmp_path):
    TRAINS["c1"].tofile(tmp_path / "raw.bin")
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["units/c0"] = TRAINS["c0"]
        file.create_dataset("units/c1", (80,), "f8", external=[(str(tmp_path / "raw.bin"), 0, 640)])
    refused({"path": str(tmp_path / "x.h5"), "array": "units"} | SPIKES, "units/c1", "external storage")


@pytest.mark.parametrize("array", ["x", "folder/x", "twin"])
def test_a_matrix_may_be_named_by_a_link_within_the_file(tmp_path, array):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["stored/x"] = GOOD
        file["x"] = h5py.SoftLink("/stored/x")
        file["folder"] = h5py.SoftLink("stored")
        file["twin"] = file["stored/x"]
    check_before_run("x", matrix(tmp_path / "x.h5", array=array))
    np.testing.assert_array_equal(
        read_dataset("x", matrix(tmp_path / "x.h5", array=array)).samples,
        read_dataset("y", saved(tmp_path / "y.npy")).samples,
    )


def test_a_link_does_not_hide_how_much_is_declared(tmp_path):
    huge_hdf5(tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5", "a") as file:
        file["link"] = h5py.SoftLink("/x")
    refused(matrix(tmp_path / "x.h5", array="link"), "declare 1000000000000")


@pytest.mark.parametrize("keys", [{}, {"array": "x"}])
def test_a_matrix_behind_a_link_to_another_file_is_refused(tmp_path, other, keys):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["x"] = h5py.ExternalLink(str(other), "/x")
    refused(matrix(tmp_path / "x.h5", **keys), "itself", "x is a link to", "other.h5")


@pytest.mark.parametrize("soft", [False, True])
def test_a_link_to_another_file_is_refused_and_not_followed(tmp_path, soft):  # it leads to no file
    with h5py.File(tmp_path / "x.h5", "w") as file:
        file["units/a"] = TRAINS["c0"]
        file["away"] = h5py.ExternalLink(str(tmp_path / "other.h5"), "/units")
        file["units/b"] = (
            h5py.SoftLink("/away/c1") if soft else h5py.ExternalLink(str(tmp_path / "other.h5"), "/units/c1")
        )
    refused({"path": str(tmp_path / "x.h5"), "array": "units"} | SPIKES, "itself", "a link to", "other.h5")


def test_links_within_a_file_are_followed(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, times in TRAINS.items():
            file[f"stored/{name}"] = times
        file["units/c0"] = h5py.SoftLink("/stored/c0")
        file["units/c1"] = h5py.SoftLink("/stored/c1")
        file["units/lost"] = h5py.SoftLink("/stored/none")
    found = read_dataset("x", {"path": str(tmp_path / "x.h5"), "array": "units"} | SPIKES)
    assert found.variables == ("c0", "c1")


def test_arrays_of_variable_length_are_spike_trains(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        spikes = file.create_dataset("spikes", (3,), h5py.vlen_dtype(np.float64))
        for index, times in enumerate(TRAINS.values()):
            spikes[index] = times
    np.savez(tmp_path / "x.npz", **TRAINS)
    found = read_dataset("x", {"path": str(tmp_path / "x.h5"), "array": "spikes"} | SPIKES)
    expected = read_dataset("x", {"path": str(tmp_path / "x.npz")} | SPIKES)
    np.testing.assert_array_equal(found.samples, expected.samples)


def test_a_dataset_declared_empty_is_a_train_without_spikes(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, times in TRAINS.items():
            file[f"units/{name}"] = times
        file["units/silent"] = h5py.Empty("f8")
    block = {"path": str(tmp_path / "x.h5"), "array": "units", "constant": "drop_variables"} | SPIKES
    found = read_dataset("x", block)
    assert found.variables == ("c0", "c1", "c2")
    assert list(found.report["variable"]) == ["c0", "c1", "c2", "silent"]


def huge_hdf5(path):
    with h5py.File(path, "w") as file:
        file.create_dataset("x", (10**9, 1000), "f8", chunks=(1000, 1000), fillvalue=1.0)


def huge_npz(path):
    header = np.lib.format.header_data_from_array_1_0(np.zeros(1)) | {"shape": (10**6, 10**4)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("x.npy", "w") as handle:
        np.lib.format.write_array_header_1_0(handle, header)


def test_an_hdf5_file_that_declares_more_than_it_holds_is_refused_at_once(tmp_path):
    huge_hdf5(tmp_path / "x.h5")
    assert (tmp_path / "x.h5").stat().st_size < 5000
    started = time.monotonic()
    refused(matrix(tmp_path / "x.h5"), "max_numbers = 1000000000", "declare 1000000000000", "8e+03 GB")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("ending", "write"),
    [
        ("npz", lambda path, values: np.savez_compressed(path, x=values)),
        ("mat", lambda path, values: scipy.io.savemat(path, {"x": values}, do_compression=True)),
        ("parquet", lambda path, values: pd.DataFrame(values, columns=list("abcd")).to_parquet(path)),
    ],
)
def test_a_small_file_that_unpacks_to_a_large_array_is_read_only_if_allowed(tmp_path, ending, write):
    values = np.zeros((100_000, 4))
    values[:40] = GOOD
    path = tmp_path / f"x.{ending}"
    write(path, values)
    n_numbers = 10 * path.stat().st_size + 1
    assert n_numbers < values.size
    refused(matrix(path, max_numbers=1000), path.name, "max_numbers = 1000", "declare 400")
    assert read_dataset("x", matrix(path, max_numbers=500_000)).samples.shape == values.shape


def test_a_file_may_hold_what_its_size_explains_whatever_the_limit(tmp_path):
    assert read_dataset("x", saved(tmp_path / "x.npy") | {"max_numbers": 1}).samples.shape == GOOD.shape


def test_a_npz_array_shorter_than_its_header_declares_is_refused(tmp_path):
    huge_npz(tmp_path / "x.npz")
    refused(matrix(tmp_path / "x.npz"), "whole .npz file", "should have 80000000128 bytes, it has 128")


def test_a_header_longer_than_numpy_writes_is_not_read(tmp_path):
    path = tmp_path / "x.npy"
    path.write_bytes(b"\x93NUMPY\x02\x00" + (2**32 - 1).to_bytes(4, "little") + 100 * b" ")
    refused(matrix(path), "header should have at most 10000 bytes")


def test_a_sparse_matrix_that_would_fill_the_memory_is_refused(tmp_path):
    sparse = scipy.sparse.csc_matrix(([1.0], ([0], [0])), shape=(10**7, 1000))
    scipy.io.savemat(tmp_path / "x.mat", {"x": sparse})
    refused(matrix(tmp_path / "x.mat"), "max_numbers", "declare 10000000000 (80 GB)")
    refused(
        matrix(tmp_path / "x.mat", max_numbers=10**12), "half of the memory", "80 GB", at_parse_time=False
    )


@pytest.mark.parametrize("n", [1, 30, 3000])
@pytest.mark.parametrize("digits", [0, 2, 15])
def test_the_size_of_a_matlab_file_is_that_without_compression(tmp_path, n, digits):
    rng = np.random.default_rng(n)
    cells = np.empty((1, 5), dtype=object)
    for index in range(5):
        cells[0, index] = np.sort(rng.uniform(0, 100, n)).round(digits)
    sizes = []
    for compressed in (True, False):
        scipy.io.savemat(tmp_path / "x.mat", {"c": cells, "t": "text"}, do_compression=compressed)
        sizes.append(unpacked_bytes(tmp_path / "x.mat"))
    assert sizes[0] == sizes[1]
    assert sizes[1] == pytest.approx((tmp_path / "x.mat").stat().st_size, abs=200)


def test_what_must_be_read_whole_must_fit_into_memory():
    check_memory(1000, "x")
    with pytest.raises(InputError, match=r"x must fit into half of the memory, .* but holds 1e\+09 GB"):
        check_memory(10**18, "x")


class Attack:
    """Writes a file when it is unpickled."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return open, (self.path, "w")


def test_an_array_of_objects_does_not_block_the_others_and_is_not_unpickled(tmp_path):
    np.savez(tmp_path / "x.npz", **TRAINS, meta=np.array([Attack(tmp_path / "executed")], dtype=object))
    found = read_dataset("x", {"path": str(tmp_path / "x.npz")} | SPIKES)
    assert found.variables == ("c0", "c1", "c2")
    assert "left out meta: it holds objects, which are no numbers" in found.decisions
    assert not (tmp_path / "executed").exists()
    with zipfile.ZipFile(tmp_path / "x.npz") as archive:  # the attack would work
        stored = archive.read("meta.npy")
    pickle.loads(stored[stored.index(b"\n") + 1 :])[0].close()
    assert (tmp_path / "executed").exists()


def test_objects_alone_are_refused_with_a_remedy(tmp_path):
    np.savez(tmp_path / "x.npz", spikes=np.array(list(TRAINS.values()), dtype=object))
    refused(
        {"path": str(tmp_path / "x.npz")} | SPIKES,
        "spikes holds pickled objects",
        "numpy.savez(file, **arrays)",
    )
