"""Trials and covariates of data sets, from the config and from files."""

import h5py
import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pipeline.jobs.null_structure import check_covariate, read_structure, structure_of

NULLS = {"trial_length": {"retina": 600}, "covariate": {"maze": {"path": "position.csv", "column": "x"}}}


def test_each_data_set_has_its_own_structure():
    assert structure_of("retina", NULLS) == {"trial_length": 600, "covariate": None}
    assert structure_of("maze", NULLS)["covariate"] == {"path": "position.csv", "column": "x"}
    assert structure_of("other", NULLS) == {"trial_length": None, "covariate": None}


def test_a_covariate_is_the_named_column_of_its_file_in_bins(tmp_path):
    path = tmp_path / "position.csv"
    pd.DataFrame({"x": np.arange(12) % 3, "y": np.zeros(12)}).to_csv(path, index=False)
    given = {"path": str(path), "column": "x", "n_bins": 5}
    report = pd.DataFrame({"trial_length": [6, 6]})
    found = read_structure({"trial_length": 4, "covariate": given}, report)
    assert found.trial_length == 4
    assert found.bins.tolist() == [0, 1, 2] * 4
    two = read_structure({"trial_length": None, "covariate": {**given, "n_bins": 2}}, report)
    assert set(two.bins) == {0, 1}
    assert two.trial_length == 6
    assert read_structure({"trial_length": None, "covariate": None}, 0 * report).trial_length is None
    with pytest.raises(InputError, match="two values at least, found 0 throughout"):
        read_structure({"trial_length": None, "covariate": {**given, "column": "y"}}, report)


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
