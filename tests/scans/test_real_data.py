"""A recording made by others, if RGCORE_REAL_DATA names the folder that holds it."""

import os
from pathlib import Path

import h5py
import numpy as np
import pytest

from rgcore.scans.bin_widths import bin_width_scan
from rgcore.scans.settings import BinWidthSettings

FOLDER = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="RGCORE_REAL_DATA does not name a folder of real data")


def test_the_width_of_the_bins_decides_the_exponents_of_fifty_cells():
    with h5py.File(Path(FOLDER) / "unknown50_maxent" / "example50.mat") as file:
        spikes = np.asarray(file["spikes50"], dtype=float)
    spikes = spikes if len(spikes) > spikes.shape[1] else spikes.T
    settings = BinWidthSettings(factors=(1, 8), interval_multiples=(), stacked=())
    rng = np.random.default_rng(1)
    table = bin_width_scan(spikes, settings, kept=(1.0,), dataset="cells", rng=rng)
    assert table["mean_interval"].iloc[0] == pytest.approx(spikes.size / spikes.sum())
    wide = table[table["n_bins"] == 8].set_index("measure")
    assert wide.loc["variance", "change"] > 20 * wide.loc["variance", "change_err"]
    assert wide.loc["variance", "shuffled"] < 1.1 < wide.loc["variance", "value"]
    assert wide.loc["kurtosis_median", "change"] < -20 * wide.loc["kurtosis_median", "change_err"]
