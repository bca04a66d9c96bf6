"""Folders of suite2p: one of their arrays is named, and regions that are no cells are selected or refused."""

import numpy as np
import pytest
import scipy.io

from rgcore.datasets import check_before_run, input_files, read_dataset

from ..refusals import refused

RNG = np.random.default_rng(8)
F = RNG.uniform(100, 200, (6, 50)).astype(np.float32)  # (region, time)
NEUROPIL = RNG.uniform(50, 80, (6, 50)).astype(np.float32)
IS_CELL = np.array([[1, 0.9], [0, 0.3], [1, 0.8], [1, 0.6], [0, 0.1], [1, 0.95]])
CELLS = ("roi_0", "roi_2", "roi_3", "roi_5")


@pytest.fixture
def block(tmp_path):
    folder = tmp_path / "plane0"
    folder.mkdir()
    for name, values in {"F": F, "Fneu": NEUROPIL, "spks": F / 9, "iscell": IS_CELL}.items():
        np.save(folder / f"{name}.npy", values)
    np.save(folder / "stat.npy", np.array([{"ypix": [1]}] * 6, dtype=object), allow_pickle=True)
    np.save(folder / "ops.npy", np.array({"fs": 30.0}, dtype=object), allow_pickle=True)
    return {"kind": "matrix", "path": str(folder)}


@pytest.mark.parametrize(
    ("array", "values"),
    [
        ("F", F),
        ("spks", F / 9),
        ("F - 0.7 * Fneu", F.astype(float) - 0.7 * NEUROPIL.astype(float)),
        ("F-0.5*Fneu", F.astype(float) - 0.5 * NEUROPIL),
    ],
)
def test_the_named_array_of_cells_is_read(block, array, values):
    block = block | {"array": array, "select": {"iscell": True}}
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == CELLS
    np.testing.assert_array_equal(found.samples, values[[0, 2, 3, 5]].T.astype(float))
    assert found.decisions[0].endswith(
        "of a folder of suite2p is read, one row per region of interest (array)"
    )
    assert found.decisions[1] == "4 of 6 variables have iscell true (select)"


def test_regions_that_are_no_cells_are_refused_until_the_config_selects(block):
    refused(
        block | {"array": "F"}, "6 variables, of which 4 are cells by the column iscell", "{iscell: true}"
    )
    every = read_dataset("x", block | {"array": "F", "select": {"iscell": [True, False]}})
    assert every.samples.shape == (50, 6)
    sure = read_dataset("x", block | {"array": "F", "select": {"iscell": True, "probability": {"min": 0.7}}})
    assert sure.variables == ("roi_0", "roi_2", "roi_5")


def test_one_of_the_arrays_must_be_named(block):
    selected = block | {"select": {"iscell": True}}
    remedy = "write array: F, or array: spks, or array: F - 0.7 * Fneu"
    refused(selected, "array must name what is read", "found none", remedy)
    refused(selected | {"array": "dff"}, "array must name what is read", "found dff", remedy)
    refused(selected | {"array": "F", "axes": ["time", "variable"]}, "axes ['variable', 'time']")
    refused(block | {"kind": "spike_times", "bin_width": 0.1}, "it holds traces of suite2p")


def test_one_of_the_files_is_read_as_the_folder_is(block):
    file = block | {"path": f"{block['path']}/F.npy"}
    refused(file, "of which", "are cells by the column iscell", "write select: {iscell: true}")
    alone = read_dataset("d", file | {"select": {"iscell": True}})
    folder = read_dataset("d", block | {"array": "F", "select": {"iscell": True}})
    assert alone.variables == folder.variables
    assert np.array_equal(alone.samples, folder.samples)
    assert len(input_files(file)) == 4  # a change of iscell.npy is a change of the data set


def test_the_files_of_the_run_are_the_arrays(block):
    names = [path.rpartition("/")[2] for path in input_files(block | {"array": "F"})]
    assert names == ["F.npy", "Fneu.npy", "iscell.npy", "spks.npy"]


def test_traces_without_the_decision_on_cells_are_read_from_one_file(block, tmp_path):
    (tmp_path / "plane0/iscell.npy").unlink()
    for name in ("stat", "ops"):
        (tmp_path / f"plane0/{name}.npy").unlink()
    path = f"{block['path']}/F.npy"
    refused(
        block, f"must be one vector, found an array of shape (6, 50): write path: {path}", "[variable, time]"
    )
    alone = read_dataset("x", block | {"path": path, "axes": ["variable", "time"]})
    np.testing.assert_array_equal(alone.samples, F.T.astype(float))


def test_arrays_that_do_not_belong_together_are_refused(block, tmp_path):
    selected = block | {"array": "F - 0.7 * Fneu", "select": {"iscell": True}}
    np.save(tmp_path / "plane0/Fneu.npy", NEUROPIL[:5])
    refused(selected, "must have the shape of Fneu, found (6, 50) and (5, 50)")
    np.save(tmp_path / "plane0/iscell.npy", IS_CELL[:5])
    refused(selected | {"array": "F"}, "one variable for each of 5 rows", "found 6")
    np.save(tmp_path / "plane0/iscell.npy", IS_CELL[:, 0])
    refused(selected | {"array": "F"}, "iscell.npy must hold two numbers per region, found shape (6,)")
    (tmp_path / "plane0/Fneu.npy").unlink()
    refused(selected, "must hold Fneu.npy")


def test_the_matlab_file_of_suite2p_has_the_same_cells(tmp_path):
    scipy.io.savemat(tmp_path / "Fall.mat", {"F": F, "Fneu": NEUROPIL, "iscell": IS_CELL})
    block = {"kind": "matrix", "path": str(tmp_path / "Fall.mat"), "array": "F"}
    refused(block, "6 variables, of which 4 are cells by the column iscell")
    found = read_dataset("x", block | {"select": {"iscell": True}})
    assert found.variables == CELLS
    np.testing.assert_array_equal(found.samples, F[[0, 2, 3, 5]].T)
