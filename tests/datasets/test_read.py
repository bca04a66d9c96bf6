"""Config blocks of good files become samples, names and a report."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset
from rgcore.datasets.formats.arrays.axes import flatten_axes
from rgcore.provenance import Stamp
from rgcore.tables import open_samples, write_samples

COUNTS = np.random.default_rng(6).poisson(0.7, (30, 3)).astype(float)


def test_the_block_of_the_manual_reads_a_table_of_counts(tmp_path):
    path = tmp_path / "cells.parquet"
    pd.DataFrame(COUNTS, columns=list("abc")).to_parquet(path)
    block = {"kind": "spikes_binned", "path": str(path), "axes": ["time", "variable"]}
    block |= {"bin_width": 0.02, "missing": "drop_variables"}
    check_before_run("my_cells", block)
    dataset = read_dataset("my_cells", block)
    assert dataset.variables == ("a", "b", "c")
    np.testing.assert_array_equal(dataset.samples, COUNTS)


def test_three_axes_are_flattened_with_time_running_fastest():
    cube = np.arange(24).reshape(2, 3, 4)  # repeat, variable, time
    flat = flatten_axes(cube, ("repeat", "variable", "time"), "")
    expected = [
        [cube[repeat, variable, time] for variable in range(3)] for repeat in range(2) for time in range(4)
    ]
    np.testing.assert_array_equal(flat, expected)
    np.testing.assert_array_equal(
        flatten_axes(cube.transpose(2, 0, 1), ("time", "repeat", "variable"), ""), expected
    )


def test_repeats_are_trials_unless_samples_are_left_out(tmp_path):
    cube = np.random.default_rng(3).standard_normal((4, 3, 30))
    block = {"kind": "matrix", "path": str(tmp_path / "x.npy"), "axes": ["repeat", "variable", "time"]}
    np.save(tmp_path / "x.npy", cube)
    assert (read_dataset("cells", block).report["trial_length"] == 30).all()
    cube[1, 2, 7] = np.nan
    np.save(tmp_path / "x.npy", cube)
    assert (read_dataset("cells", block | {"missing": "drop_samples"}).report["trial_length"] == 0).all()
    np.save(tmp_path / "x.npy", cube[0])
    alone = block | {"axes": ["variable", "time"], "missing": "drop_samples"}
    assert (read_dataset("cells", alone).report["trial_length"] == 0).all()


def test_a_table_of_variables_by_time_is_transposed_and_its_columns_are_not_variables(tmp_path):
    pd.DataFrame(COUNTS.T).add_prefix("t").to_csv(tmp_path / "x.csv", index=False)
    block = {"kind": "matrix", "path": str(tmp_path / "x.csv"), "axes": ["variable", "time"]}
    dataset = read_dataset("x", block)
    assert dataset.variables == ("v000", "v001", "v002")
    np.testing.assert_array_equal(dataset.samples, COUNTS)


def test_a_folder_is_one_variable_per_file_sorted_by_name(tmp_path):
    for name, column in zip("cab", COUNTS.T, strict=True):
        np.save(tmp_path / f"{name}_cell.npy", column)
    (tmp_path / "README.txt").write_text("how it was recorded")
    (tmp_path / ".hidden.csv").write_text("")
    block = {"kind": "spikes_binned", "path": str(tmp_path)}
    check_before_run("x", block)
    dataset = read_dataset("x", block)
    assert dataset.variables == ("a", "b", "c")
    np.testing.assert_array_equal(dataset.samples, COUNTS[:, [1, 2, 0]])
    assert input_files(block) == [str(tmp_path / f"{name}_cell.npy") for name in "abc"]


def test_generated_data_have_no_input_files():
    assert input_files({"kind": "stock_like", "n_variables": 5, "n_samples": 100}) == []


@pytest.fixture
def gappy(tmp_path):
    values = COUNTS.copy()
    values[4, 1] = values[9, 1] = np.nan
    pd.DataFrame(values, columns=list("abc")).to_csv(tmp_path / "x.csv", index=False)
    return {"kind": "matrix", "path": str(tmp_path / "x.csv")}


def test_variables_with_a_missing_entry_are_dropped_and_reported(gappy):
    dataset = read_dataset("x", gappy | {"missing": "drop_variables"})
    np.testing.assert_array_equal(dataset.samples, COUNTS[:, [0, 2]])
    assert dataset.variables == ("a", "c")
    report = dataset.report.set_index("variable")
    assert report.kept.tolist() == [True, False, True]
    assert report.reason["b"] == "2 of 30 entries are missing"
    assert report.n_missing.tolist() == [0, 2, 0]
    assert report["mean"]["b"] == np.delete(COUNTS[:, 1], [4, 9]).mean()
    assert set(report.n_samples_dropped) == {0}


def test_samples_with_a_missing_entry_are_dropped_and_reported(gappy):
    dataset = read_dataset("x", gappy | {"missing": "drop_samples"})
    np.testing.assert_array_equal(dataset.samples, np.delete(COUNTS, [4, 9], axis=0))
    assert dataset.report.kept.all()
    assert set(dataset.report.n_samples_dropped) == {2}
    np.testing.assert_allclose(dataset.report.standard_deviation, dataset.samples.std(axis=0))


def test_nothing_is_left_out_of_a_whole_data_set_under_any_policy(tmp_path):
    np.save(tmp_path / "x.npy", COUNTS)
    for missing in ("error", "drop_samples", "drop_variables"):
        block = {"kind": "matrix", "path": str(tmp_path / "x.npy"), "missing": missing}
        np.testing.assert_array_equal(read_dataset("x", block).samples, COUNTS)


def test_samples_and_names_survive_storage(tmp_path):
    np.save(tmp_path / "x.npy", COUNTS)
    dataset = read_dataset("x", {"kind": "matrix", "path": str(tmp_path / "x.npy")})
    write_samples([dataset.samples], tmp_path / "x.parquet", variables=dataset.variables, stamp=Stamp())
    found = open_samples(tmp_path / "x.parquet")
    np.testing.assert_array_equal(found.to_array(), COUNTS)
    assert found.variables == dataset.variables
