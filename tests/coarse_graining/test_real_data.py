"""A recording made by others, if RGCORE_REAL_DATA names the folder that holds it."""

import os
from pathlib import Path

import h5py
import numpy as np
import pytest

from rgcore.coarse_graining import coarse_grain

FOLDER = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="RGCORE_REAL_DATA does not name a folder of real data")


def test_fifty_cells_lie_between_independent_ones_and_copies():
    with h5py.File(Path(FOLDER) / "unknown50_maxent" / "example50.mat") as file:
        spikes = np.asarray(file["spikes50"], dtype=float)
    spikes = spikes if len(spikes) > spikes.shape[1] else spikes.T
    tables = coarse_grain(spikes, dataset="cells", n_draws=3, rng=np.random.default_rng(1))
    rows = tables.exponents.set_index(["source", "exponent"])
    data, null = rows.loc["data"], rows.loc["shuffled"]
    assert 1.0 < null.loc["variance", "value"] < 1.05
    assert (
        null.loc["variance", "value"] + 5 * data.loc["variance", "value_err"] < data.loc["variance", "value"]
    )
    assert data.loc["variance", "value"] < 2
    assert 0 < data.loc["silence", "value"] < null.loc["silence", "value"]
    # The spectrum's exponent is not above the null's: cells of unlike rates have a falling spectrum too.
    assert 0 < data.loc["eigenvalue", "value"] < 1
    assert "no correlation time" in data.loc["dynamic", "note"]  # just after a spike cells are silent
    times = tables.levels.query("source == 'data'").set_index("cluster_size")["correlation_time"]
    assert np.isnan(times[[1, 2]]).all()
    assert 0 < times[4] < times[8] < 2
    kurtosis = tables.levels.query("source == 'data'").set_index("cluster_size")["kurtosis"]
    assert kurtosis[1] > kurtosis[8] > 3
