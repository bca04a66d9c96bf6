"""Arrays inside structs, struct arrays, cell arrays and groups have one path, however MATLAB saved the file."""

import h5py
import numpy as np
import pytest
import scipy.sparse

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.formats.open_vectors import read_vectors

from ..refusals import GOOD, of_matrix, refused
from .matlab_files import SAVERS, cells, structs

TRAINS = [np.sort(np.random.default_rng(index).uniform(0, 50, 60 + 20 * index))[None] for index in range(3)]
SPIKES = {"kind": "spike_times", "bin_width": 0.5}


@pytest.fixture(params=SAVERS)
def save(request, tmp_path):
    """Save variables in one of MATLAB's two formats, and return the path."""

    def write(**variables):
        SAVERS[request.param](tmp_path / "x.mat", variables)
        return tmp_path / "x.mat"

    return write


def vectors(path, array=None):
    return [list(values) for values in read_vectors(path, of_matrix(path, array)).by_name.values()]


TIMES = [list(train[0]) for train in TRAINS]
FS = np.array([[30000.0]])
SESSION = {"spikes": {"times": cells(*TRAINS), "UID": np.array([[4.0, 5, 9]])}, "name": "mouse"}
UNITS = structs(*({"times": train, "id": FS, "quality": "good"} for train in TRAINS))


@pytest.mark.parametrize(
    ("variables", "array"),
    [
        ({"spikes": {"times": cells(*TRAINS), "sr": FS}}, "spikes/times"),
        ({"spikes": {"times": cells(*TRAINS), "sr": FS}}, "/spikes/times"),
        ({"session": SESSION, "fs": FS}, "session/spikes/times"),
        ({"session": SESSION, "fs": FS}, None),  # the only cell array
        ({"units": UNITS}, "units/times"),
        ({"units": cells(*({"times": train, "id": FS} for train in TRAINS))}, "units/times"),
        ({"units": structs(*({"times": cells(train)} for train in TRAINS))}, "units/times"),
        ({"day": cells(cells(TRAINS[0]), cells(*TRAINS))}, "day(2)"),
        ({"day": cells(FS, cells(*TRAINS))}, "day{2}"),
        ({"data": structs({"u": FS}, {"u": cells(*TRAINS)})}, "data(2)/u"),
        ({"spikes": {f"c{i}": {"t": train, "fs": FS} for i, train in enumerate(TRAINS)}}, "spikes/*/t"),
        ({"spikes": {f"c{i}": {"t": train} for i, train in enumerate(TRAINS)}}, "spikes"),
        ({"spikes": {f"c{i}": train for i, train in enumerate(TRAINS)}, "fs": FS}, "spikes"),
    ],
)
def test_spike_trains_have_one_path(save, variables, array):
    assert vectors(save(**variables), array) == TIMES


def test_an_empty_field_is_a_train_without_spikes(save):
    path = save(units=structs({"t": TRAINS[0], "n": FS}, {"t": np.empty((0, 0)), "n": FS}))
    assert vectors(path, "units/t") == [TIMES[0], []]


@pytest.mark.parametrize(
    ("variables", "array"),
    [
        ({"data": {"dff": GOOD, "fs": FS}}, "data/dff"),
        ({"data": {"day": {"dff": GOOD}, "name": "a"}}, "data/day/dff"),
        ({"trials": cells(FS, GOOD)}, "trials(2)"),
        ({"data": structs({"F": FS}, {"F": GOOD})}, "data(2)/F"),
        ({"data": cells(GOOD)}, "data"),  # a cell of 1 x 1
    ],
)
def test_a_matrix_has_one_path(save, variables, array):
    path = save(**variables)
    transposed = h5py.is_hdf5(path)  # as h5py shows it
    block = {"kind": "matrix", "path": str(path), "array": array}
    block["axes"] = ["variable", "time"] if transposed else ["time", "variable"]
    check_before_run("x", block)
    found = read_dataset("x", block)
    np.testing.assert_array_equal(found.samples, GOOD)
    reversed_axes = (
        f"array {array} has the axes (4, 40) in a file of v7.3, which MATLAB shows as (40, 4) (axes)"
    )
    assert found.decisions == ((reversed_axes,) if transposed else ())


@pytest.mark.parametrize(
    ("array", "words"),
    [
        ("units", ["a field of the entries of units", "a struct array: units/"]),
        ("units/tmes", ["the array units/tmes, but it holds ", "units"]),
        ("units(4)/times", ["units(4) must lie within 1 to 3"]),
        ("units/quality", ["entry 1 of units/quality", "found MATLAB text"]),
        ("session", ["session is a struct", "several: session/cells"]),
        ("alone", ["alone is a struct with several: alone/times"]),
        ("fs", ["the array fs, but it holds "]),
    ],
)
def test_what_is_no_list_of_trains_is_refused(save, array, words):
    alone = {"times": cells(*TRAINS)}
    path = save(units=UNITS, session={"cells": cells(*TRAINS), "fs": FS}, fs=FS, alone=alone)
    at_parse_time = array != "units/quality"
    refused({"path": str(path), "array": array} | SPIKES, *words, at_parse_time=at_parse_time)


def test_several_matrices_are_refused_until_one_is_named(save):
    path = save(trials=cells(GOOD, GOOD), data={"dff": GOOD, "raw": GOOD})
    block = {"kind": "matrix", "path": str(path)}
    refused(block, "array must name the array", "data/dff, data/raw")
    refused(
        block | {"array": "trials"}, "a cell array with 2 entries, must be arrays of one axis", "name one"
    )
    refused(block | {"array": "data"}, "the array data, but it holds data/")


COLUMNS = list(GOOD.T[:, None])


@pytest.mark.parametrize(
    ("variables", "array", "names"),
    [
        ({"dff": cells(*COLUMNS)}, "dff", ("v000", "v001", "v002", "v003")),
        ({"roi": structs(*({"F": column, "n": FS} for column in COLUMNS))}, "roi/F", None),
        (
            {"roi": {f"r{i}": {"F": column} for i, column in enumerate(COLUMNS)}},
            "roi/*/F",
            ("r0", "r1", "r2", "r3"),
        ),
        (
            {f"r{i}": column for i, column in enumerate(COLUMNS)} | {"t": COLUMNS[0]},
            "r*",
            ("r0", "r1", "r2", "r3"),
        ),
    ],
)
def test_equally_long_arrays_of_one_axis_are_variables(save, variables, array, names):
    block = {"kind": "matrix", "path": str(save(**variables)), "array": array}
    check_before_run("x", block)
    found = read_dataset("x", block)
    np.testing.assert_array_equal(found.samples, GOOD)
    assert names is None or found.variables == names
    assert found.decisions == (f"array {array} is read, 4 arrays of one variable each (array)",)
    second = read_dataset("x", block | {"exclude": [found.variables[0]]})
    np.testing.assert_array_equal(second.samples, GOOD[:, 1:])
    refused(block | {"axes": ["variable", "time"]}, "axes ['time', 'variable']", "leave axes out")


def test_arrays_of_different_length_are_no_variables_of_a_matrix(save):
    block = {"kind": "matrix", "path": str(save(dff=cells(COLUMNS[0], COLUMNS[1][:, :-1]))), "array": "dff"}
    refused(block, "dff of", "arrays of one axis and of the same length", "name one of them")
    block["path"] = str(save(dff=cells(GOOD[:20], GOOD[20:])))
    refused(block, "found shape (", "in entry 1", "as vertcat does")
    del block["array"]  # the only one
    refused(block, "dff of", "as vertcat does")
    block["path"] = str(save(dff=cells(*COLUMNS)))
    assert read_dataset("x", block).decisions == ("array dff is read, 4 arrays of one variable each (array)",)


def test_groups_of_units_inside_one_group_are_refused_with_the_path_to_write(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for number, train in enumerate(TRAINS):
            file[f"units/{number}/times"], file[f"units/{number}/depth"] = train[0], 40.0
    block = SPIKES | {"path": str(tmp_path / "x.h5")}
    refused(block, "holds groups: write array: units/*/times")
    assert vectors(tmp_path / "x.h5", "units/*/times") == TIMES


def test_long_arrays_side_by_side_are_read_in_blocks(tmp_path):
    values = np.random.default_rng(3).standard_normal((50_000, 3))
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, column in zip("abc", values.T, strict=True):
            file.create_dataset(f"rates/{name}", data=column, chunks=(1000,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**16)
        found = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.h5"), "array": "rates/*"})
    assert found.variables == ("a", "b", "c")
    np.testing.assert_array_equal(found.samples, values)


@pytest.mark.parametrize("saver", SAVERS)
def test_a_sparse_matrix_is_made_full(tmp_path, saver):
    matrix = scipy.sparse.csc_matrix(np.where(GOOD > 0, GOOD, 0))
    if saver == "v7":
        SAVERS[saver](tmp_path / "x.mat", {"data": {"S": matrix}})
    else:
        with h5py.File(tmp_path / "x.mat", "w", userblock_size=512) as file:
            group = file.create_group("data/S")
            group.attrs["MATLAB_sparse"] = np.uint64(matrix.shape[0])
            group.attrs["MATLAB_class"] = np.bytes_("double")
            group["data"], group["ir"] = matrix.data, matrix.indices.astype(np.uint64)
            group["jc"] = matrix.indptr.astype(np.uint64)
    block = {"kind": "matrix", "path": str(tmp_path / "x.mat"), "array": "data/S"}
    if saver == "v73":
        block["axes"] = ["variable", "time"]
    check_before_run("x", block)
    np.testing.assert_array_equal(read_dataset("x", block).samples, GOOD)


def test_a_group_for_every_unit(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, train in zip("bca", TRAINS, strict=True):
            file[f"units/{name}/times"] = train[0]
        file["units/b/depth"] = 3.0
    block = {"path": str(tmp_path / "x.h5")} | SPIKES
    refused(block | {"array": "units"}, "holds groups: write array: units/*/depth or array: units/*/times")
    found = read_dataset("x", block | {"array": "units/*/times"})
    assert found.variables == ("a", "b", "c")
    with h5py.File(tmp_path / "x.h5", "a") as file:
        del file["units/b/depth"]
    found = read_dataset("x", block | {"array": "units"})
    assert found.variables == ("a", "b", "c")
    assert found.decisions[0] == "the arrays are units/*/times (array)"


def test_text_and_groups_beside_trains_are_left_out(tmp_path):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        for name, train in zip("abc", TRAINS, strict=True):
            file[f"spikes/{name}"] = train[0]
        file["spikes/meta/rate"] = 30000.0
        file["spikes/animal"] = "mouse"
    found = read_dataset("x", {"path": str(tmp_path / "x.h5"), "array": "spikes"} | SPIKES)
    assert found.variables == ("a", "b", "c")
    assert found.decisions[-2:] == (
        "left out animal: it holds text or other objects, not numbers",
        "left out meta: it is a group, not an array",
    )
