"""Variables are selected by name or by what a file holds about them, and what is left out is reported."""

import numpy as np
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.errors import InputError

from .refusals import GOOD, refused, saved

TABLE = VariableTable(
    names=("a", "b", "c", "d"),
    columns={
        "quality": ["good", "mua ", "good", "noise"],
        "depth": np.array([100.0, 800.0, 900.0, np.nan]),
        "iscell": np.array([True, False, True, True]),
        "probe": ["1", "2", "2", "2"],
    },
)


def selected(**keys):
    return select_variables(TABLE, SelectionKeys(**keys), "x.nwb")


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ({}, "abcd"),
        ({"variables": ["c", "a"]}, "ac"),
        ({"exclude": ["b"]}, "acd"),
        ({"select": {"quality": "good"}}, "ac"),
        ({"select": {"quality": ["mua", "noise"]}}, "bd"),
        ({"select": {"depth": {"min": 100, "max": 800}}}, "ab"),
        ({"select": {"depth": {"max": 850}}}, "ab"),
        ({"select": {"depth": 900}}, "c"),
        ({"select": {"iscell": True}}, "acd"),
        ({"select": {"iscell": 0}}, "b"),
        ({"select": {"probe": 2}}, "bcd"),
        ({"select": {"quality": "good", "depth": {"min": 500}}}, "c"),
        ({"select": {"iscell": True}, "exclude": ["a"]}, "cd"),
    ],
)
def test_variables_are_selected_in_the_order_of_the_file(keys, names):
    assert "".join(TABLE.names[place] for place in selected(**keys)[0]) == names


def test_what_was_selected_is_reported():
    _, decisions = selected(exclude=["d"], select={"quality": "good"})
    assert decisions.phrases() == (
        "2 of 3 variables have quality good (select)",
        "left out d: named under exclude",
    )
    _, decisions = selected(variables=["a", "b"])
    assert decisions.phrases() == ("left out c, d: not named under variables",)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"variables": ["a", "e"]}, "must hold the variable e of variables, but it holds a, b"),
        ({"exclude": ["aa"]}, "must hold the variable aa of exclude, but it holds a,"),
        ({"select": {"qualty": "good"}}, "have the column qualty of select, but it has quality, "),
        ({"select": {"quality": "god"}}, r"with quality god, found good \(2\), mua \(1\), noise \(1\)"),
        ({"select": {"depth": {"min": 1000}}}, "with depth at least 1000, found 100.0"),
        ({"select": {"depth": {}}}, r"select.depth must be a value, .* such as \{min: 0.9\}, but it is \{\}"),
        ({"select": {"depth": {"mni": 3}}}, r"such as \{min: 0.9\}, but it is \{'mni': 3\}"),
        ({"select": {"depth": None}}, "but it is None"),
        ({"select": {}}, "select must have at least 1"),
        ({"variables": ["a", "a"]}, "a' comes twice"),
    ],
)
def test_a_selection_that_finds_nothing_is_refused(keys, words):
    with pytest.raises(InputError, match=words):
        selected(**keys)


def test_variables_of_a_matrix_are_selected_by_their_generated_names(tmp_path):
    block = saved(tmp_path / "x.npy") | {"exclude": ["v001"]}
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == ("v000", "v002", "v003")
    np.testing.assert_array_equal(found.samples, GOOD[:, [0, 2, 3]])
    assert found.decisions == ("left out v001: named under exclude",)


def test_a_matrix_without_a_table_of_its_variables_cannot_be_selected_from(tmp_path):
    refused(
        saved(tmp_path / "x.npy") | {"select": {"quality": "good"}},
        "the column quality of select, but it holds nothing about its variables: leave select out",
    )


@pytest.mark.parametrize("kind", ["matrix", "spike_times"])
def test_files_of_a_folder_are_selected_by_name(tmp_path, kind):
    for index in range(4):
        np.save(tmp_path / f"cell{index}.npy", np.sort(np.random.default_rng(index).uniform(0, 50, 40)))
    block = {"kind": kind, "path": str(tmp_path), "variables": ["cell3", "cell1"]}
    block |= {"bin_width": 0.5} if kind == "spike_times" else {}
    check_before_run("x", block)
    found = read_dataset("x", block)
    assert found.variables == ("cell1", "cell3")
    assert "left out cell0, cell2: not named under variables" in found.decisions
    refused(block | {"variables": ["cell3"]}, "must give at least 2 variables, found 1 selected")


def test_an_array_that_is_no_spike_train_is_excluded_by_name(tmp_path):
    trains = {f"c{index}": np.random.default_rng(index).uniform(0, 50, 80) for index in range(3)}
    np.savez(tmp_path / "x.npz", **trains, waveforms=np.zeros((3, 40)))
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 0.5}
    named = block | {"variables": ["c0", "c1", "c2", "waveforms"]}
    refused(named, "array waveforms", "must be one vector", at_parse_time=False)
    assert read_dataset("x", block | {"exclude": ["waveforms"]}).variables == ("c0", "c1", "c2")
