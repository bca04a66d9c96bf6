"""Cell arrays of MATLAB with rows and columns: cells and trials are distinguished, or refused with what to write."""

import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

from .matlab_files import SAVERS

N_TRIALS = 5
TRAINS = [np.sort(np.random.default_rng(cell).uniform(0, 10.0 * N_TRIALS, 400)) for cell in range(3)]


def grid(start_anew=False):
    """Return (cell, trial) spike times of trials of 10 s; the last cell has none in the first trial."""
    trials = np.empty((3, N_TRIALS), dtype=object)
    for cell, train in enumerate(TRAINS):
        for trial in range(N_TRIALS):
            inside = (train >= 10 * trial) & (train < 10 * trial + 10)
            trials[cell, trial] = train[inside][None] - (10 * trial if start_anew else 0)
    trials[2, 0] = np.empty((0, 0))
    return trials


def saved(folder, version, **variables):
    path = folder / "x.mat"
    SAVERS[version](path, variables)
    return {"kind": "spike_times", "path": str(path), "bin_width": 0.2}


@pytest.mark.parametrize("version", SAVERS)
@pytest.mark.parametrize("turned", [False, True])
def test_trials_on_one_clock_are_joined(tmp_path, version, turned):
    plain = np.empty((1, 3), dtype=object)
    for cell, train in enumerate(TRAINS):
        plain[0, cell] = train[train >= 10] if cell == 2 else train
    expected = read_dataset("x", saved(tmp_path, version, spikes=plain)).samples
    dataset = read_dataset("x", saved(tmp_path, version, spikes=grid().T if turned else grid()))
    np.testing.assert_array_equal(dataset.samples, expected)
    shape = "column of spikes (5 x 3)" if turned else "row of spikes (3 x 5)"
    assert f"each {shape} is a cell, its trials one after the other (array)" in dataset.decisions


@pytest.mark.parametrize("version", SAVERS)
def test_trials_that_begin_anew_are_refused_and_one_can_be_read(tmp_path, version):
    block = saved(tmp_path, version, spikes=grid(start_anew=True))
    with pytest.raises(InputError, match=r"3 x 5.*one clock, or write array: spikes\(:,1\)"):
        read_dataset("x", block)
    second = read_dataset("x", block | {"array": "spikes(:,2)"})
    assert second.samples.sum() == pytest.approx(sum(entry.size for entry in grid()[:, 1]), abs=12)
    with pytest.raises(InputError, match="must lie within 1 to 5, a cell array being 3 x 5"):
        read_dataset("x", block | {"array": "spikes(:,6)"})


def test_equally_long_entries_in_rows_and_columns_are_no_matrix(tmp_path):
    traces = np.empty((2, 3), dtype=object)
    for place in np.ndindex(2, 3):
        traces[place] = np.random.default_rng(place).standard_normal((1, 50))
    block = saved(tmp_path, "v7", traces=traces) | {"kind": "matrix", "array": "traces"}
    del block["bin_width"]
    with pytest.raises(InputError, match=r"a cell array of 2 x 3: name a column, such as traces\(:,1\)"):
        read_dataset("x", block)
    dataset = read_dataset("x", block | {"array": "traces(2,:)"})
    np.testing.assert_array_equal(dataset.samples[:, 2], traces[1, 2][0])
