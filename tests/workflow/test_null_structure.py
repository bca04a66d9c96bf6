"""Trials and covariates of data sets, from the config and from files."""

import h5py
import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pipeline.jobs.null_structure import (
    check_covariate,
    covariate_words,
    read_structure,
    structure_of,
    trial_length_of,
)

NULLS = {"trial_length": {"retina": 600}, "covariate": {"maze": {"path": "position.csv", "column": "x"}}}


def test_each_data_set_has_its_own_structure():
    assert structure_of("retina", NULLS) == {"trial_length": 600, "covariate": None}
    assert structure_of("maze", NULLS)["covariate"] == {"path": "position.csv", "column": "x"}
    assert structure_of("other", NULLS) == {"trial_length": None, "covariate": None}


def report(n_samples=12, trial_length=0):
    return pd.DataFrame(
        {"dataset": "maze", "n_samples": n_samples, "trial_length": trial_length}, index=[0, 1]
    )


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "position.csv"
    table = pd.DataFrame({"x": np.arange(12) % 3, "y": np.zeros(12), "z": [np.nan, *range(11)]})
    table.to_csv(path, index=False)
    return {"path": str(path), "column": "x", "n_bins": 5}


def test_a_covariate_is_the_named_column_of_its_file_in_bins(given):
    found = read_structure({"trial_length": 4, "covariate": given}, report())
    assert found.trial_length == 4
    assert found.bins.tolist() == [0, 1, 2] * 4
    two = read_structure({"trial_length": None, "covariate": {**given, "n_bins": 2}}, report(trial_length=6))
    assert set(two.bins) == {0, 1}
    assert two.trial_length == 6
    assert read_structure({"trial_length": None, "covariate": None}, report()).trial_length is None


def test_the_covariate_of_a_null_is_named_with_its_bins(given):
    words = covariate_words(given)
    assert (
        words
        == f"the covariate is column x of {given['path']}, in at most 5 bins of equal numbers of samples"
    )
    assert covariate_words({"path": "x.npy"}).startswith("the covariate is x.npy, in at most 20 bins")
    assert covariate_words(None) == ""


@pytest.mark.parametrize(
    ("column", "n_samples", "sentence"),
    [
        ("y", 12, "two values at least, found 0 throughout"),
        ("q", 12, "must hold the array q, but it holds x, y, z"),
        ("z", 12, "must be finite, got nan"),
        ("x", 20, r"position\.csv must hold one value for each of the 20 samples that are kept, found 12"),
    ],
)
def test_what_is_wrong_with_a_covariate_is_said_of_its_key(given, column, n_samples, sentence):
    with pytest.raises(InputError, match=rf"config: pcarg\.nulls\.covariate\.maze: .*{sentence}"):
        read_structure({"trial_length": None, "covariate": {**given, "column": column}}, report(n_samples))


@pytest.mark.parametrize(
    ("declared", "read", "sentence"),
    [
        (5, 0, "must divide the 12 samples that are kept, but it is 5"),
        (3, 6, "must be left out where trials are read by repeat, here of 6 samples, but it is 3"),
    ],
)
def test_trials_that_do_not_fit_those_of_the_data_are_refused(declared, read, sentence):
    with pytest.raises(InputError, match=rf"config: pcarg\.nulls\.trial_length\.maze {sentence}"):
        trial_length_of(declared, report(trial_length=read))
    assert trial_length_of(6, report(trial_length=read)) == 6


@pytest.mark.parametrize(
    ("name", "found"), [("absent.csv", "no file"), ("notes.docx", "of an unknown format")]
)
def test_a_covariate_without_a_readable_file_is_refused(tmp_path, name, found):
    (tmp_path / "notes.docx").touch()
    with pytest.raises(InputError, match=rf"pcarg\.nulls\.covariate\.maze\.path must be .* is .*{found}"):
        check_covariate("maze", {"path": str(tmp_path / name)})


def test_a_small_file_that_declares_a_huge_covariate_is_refused_unread(tmp_path):
    path = tmp_path / "position.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("x", shape=(20_000_000_000,), dtype="f8", chunks=(1000,))
    with pytest.raises(
        InputError, match=r"maze\.path must hold one number per sample, but .* declare 20000000000"
    ):
        check_covariate("maze", {"path": str(path), "column": "x"})
    with h5py.File(path, "w") as file:
        file["x"] = np.arange(5.0)
    check_covariate("maze", {"path": str(path), "column": "x"})
