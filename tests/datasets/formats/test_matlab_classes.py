"""What MATLAB alone can unpack is refused with the way to save it, and does not hide the arrays beside it."""

import h5py
import numpy as np
import pandas as pd
import pytest
import scipy.io

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.arrays.trees.matlab_headers import listed_variables
from rgcore.datasets.formats.matlab import matlab_shapes

from ..refusals import GOOD, refused
from .matlab_files import cells, save_objects, structs

CLASSES = {
    "table": "a MATLAB table, which MATLAB alone can unpack: save its numbers by X = T{:, :}",
    "timetable": "a MATLAB timetable, which MATLAB alone can unpack: save its numbers by X = T{:, :}",
    "string": "MATLAB strings",
    "datetime": "MATLAB dates, which MATLAB alone can unpack: save them by posixtime",
    "categorical": "MATLAB categories",
    "my.Session": "a MATLAB object of class my.Session, which MATLAB alone can unpack: save its arrays alone",
}


def save_v7(path, matlab_class, **variables):
    save_objects(path, variables or {"x": GOOD}, {"T": matlab_class})


def save_v73(path, matlab_class, **variables):
    with h5py.File(path, "w", userblock_size=512) as file:
        for name, values in (variables or {"x": GOOD}).items():
            file[name] = values
        file["T"] = np.array([[0xDD000000, 2, 1, 1, 1, 1]], dtype=np.uint32)
        file["T"].attrs["MATLAB_class"] = np.bytes_(matlab_class)
        file["T"].attrs["MATLAB_object_decode"] = np.int32(3)


@pytest.mark.parametrize("save", [save_v7, save_v73])
@pytest.mark.parametrize("matlab_class", CLASSES)
def test_an_object_is_refused_with_the_way_to_save_it(tmp_path, save, matlab_class):
    save(tmp_path / "x.mat", matlab_class)
    block = {"kind": "matrix", "path": str(tmp_path / "x.mat")}
    refused(block | {"array": "T"}, "array T of", "must hold real numbers, found", CLASSES[matlab_class])
    refused(block, "array must name the array", "x, T")
    block |= {"array": "x"}
    check_before_run("x", block)
    np.testing.assert_array_equal(read_dataset("x", block).samples, GOOD)


@pytest.mark.parametrize("save", [save_v7, save_v73])
def test_an_object_is_no_spike_train(tmp_path, save):
    save(tmp_path / "x.mat", "string", a=np.arange(50.0) ** 1.1, b=np.arange(40.0) ** 1.2)
    block = {"kind": "spike_times", "path": str(tmp_path / "x.mat"), "bin_width": 0.5}
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == ("a", "b")
    assert "left out T: it holds MATLAB strings" in found.decisions


@pytest.mark.parametrize("compressed", [False, True])
def test_variables_are_listed_as_scipy_lists_them(tmp_path, compressed):
    variables = {"x": GOOD, "n": np.int16(3), "long_name_of_a_cell": cells(GOOD, GOOD), "text": "word"}
    variables |= {"s": structs({"a": GOOD}, {"a": GOOD}), "b": GOOD > 1, "c4": np.zeros((2, 3, 4))}
    scipy.io.savemat(tmp_path / "x.mat", variables, do_compression=compressed)
    found = [(each.name, each.shape) for each in listed_variables(tmp_path / "x.mat") if each.name != "text"]
    expected = [(name, shape) for name, shape, _ in scipy.io.whosmat(tmp_path / "x.mat") if name != "text"]
    assert found == expected
    kinds = {each.name: each.kind for each in listed_variables(tmp_path / "x.mat")}
    assert kinds["text"] == "char"
    assert kinds["s"] == "struct"
    assert kinds["long_name_of_a_cell"] == "cell"
    assert kinds["b"] == kinds["n"] == kinds["x"] == "numbers"


def test_variables_of_version_4_are_read(tmp_path):
    scipy.io.savemat(tmp_path / "x.mat", {"x": GOOD, "y": GOOD}, format="4")
    block = {"kind": "matrix", "path": str(tmp_path / "x.mat"), "array": "y"}
    np.testing.assert_array_equal(read_dataset("x", block).samples, GOOD)


def test_objects_of_numpy_are_refused_with_the_way_to_save_them(tmp_path):
    trains = np.empty(2, dtype=object)
    trains[:] = [np.arange(30.0), np.arange(40.0)]
    np.save(tmp_path / "x.npy", trains, allow_pickle=True)
    refused(
        {"kind": "matrix", "path": str(tmp_path / "x.npy")},
        "x.npy must hold an array of numbers, but it holds pickled objects",
        "numpy.savez(file, **arrays)",
    )


def test_records_with_dates_as_objects_are_read_as_the_table_that_the_sentence_asks_for(tmp_path):
    days = pd.bdate_range("2021-01-04", periods=60)
    prices = np.exp(np.cumsum(np.random.default_rng(46).normal(0, 0.02, (60, 2)), axis=0))
    records = np.array(
        [(day.date(), *row) for day, row in zip(days, prices, strict=True)],
        dtype=[("date", object), ("AAA", float), ("BBB", float)],
    )
    np.save(tmp_path / "x.npy", records, allow_pickle=True)
    block = {"kind": "prices", "path": str(tmp_path / "x.npy")}
    advice = "pandas.DataFrame(numpy.load(file, allow_pickle=True)).to_parquet(name)"
    refused(
        block,
        "it holds records of date, AAA, BBB with pickled objects",
        f"where you trust it, save a table: {advice}",
    )
    names = {"pandas": pd, "numpy": np, "file": tmp_path / "x.npy", "name": tmp_path / "x.parquet"}
    exec(advice, names)
    found = read_dataset("x", block | {"path": str(tmp_path / "x.parquet")})
    np.testing.assert_allclose(found.samples, np.diff(np.log(prices), axis=0))


def test_an_array_of_objects_that_is_named_is_refused_and_the_others_are_read(tmp_path):
    objects = np.array([{"rate": 3.0}], dtype=object)
    np.savez(tmp_path / "x.npz", x=GOOD, meta=objects)
    block = {"kind": "matrix", "path": str(tmp_path / "x.npz")}
    refused(block | {"array": "meta"}, "meta holds pickled objects", "numpy.savez(file, **arrays)")
    np.testing.assert_array_equal(read_dataset("x", block | {"array": "x"}).samples, GOOD)


def test_one_array_of_an_npz_file_is_no_list_of_spike_trains(tmp_path):
    np.savez(tmp_path / "x.npz", unit_1=np.arange(50.0) ** 1.1, unit_2=np.arange(40.0) ** 1.2)
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 0.5}
    refused(block | {"array": "unit_1"}, "each array of", "leave it out, or write")
    refused(block | {"array": "spikes"}, "must hold the array spikes, but it holds unit_1, unit_2")
    assert read_dataset("x", block).variables == ("unit_1", "unit_2")


def test_the_headers_give_shapes_and_types_without_unpacking_a_number(tmp_path, monkeypatch):
    variables = {
        "doubles": GOOD,
        "singles": GOOD.astype(np.float32),
        "words": GOOD.astype(np.int16),
        "waves": GOOD + 1j,
        "thin": scipy.sparse.csc_matrix(GOOD),
    }
    scipy.io.savemat(tmp_path / "x.mat", variables, do_compression=True)
    scipy.io.savemat(tmp_path / "one.mat", {"x": GOOD})
    shapes = dict.fromkeys(variables, GOOD.shape)
    listed = {each.name: each.dtype for each in listed_variables(tmp_path / "x.mat")}
    assert listed == {"doubles": "f8", "singles": "f4", "words": "i2", "waves": "c16", "thin": "f8"}
    monkeypatch.setattr(scipy.io, "loadmat", None)
    assert matlab_shapes(tmp_path / "x.mat") == shapes
    check_before_run("x", {"kind": "matrix", "path": str(tmp_path / "one.mat")})
