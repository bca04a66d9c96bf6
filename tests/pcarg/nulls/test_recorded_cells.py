"""Fifty recorded cells beside the dichotomized Gaussian, if RGCORE_REAL_DATA names the folder that holds them."""

import os
from pathlib import Path

import h5py
import numpy as np
import pytest

from rgcore.pcarg import moment_flow
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data

REAL_DATA = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL_DATA, reason="RGCORE_REAL_DATA names no folder with real recordings")


def test_the_two_largest_modes_of_recorded_cells_are_closer_to_gaussian_than_thresholds_make_them():
    with h5py.File(Path(REAL_DATA) / "unknown50_maxent/example50.mat") as file:
        spikes = np.asarray(file["spikes50"], dtype=np.float64)
    rng = np.random.default_rng(1)
    null = fit_null("dichotomized", observed_data((spikes,)), rng=rng)
    assert null.clipped_pairs == 0
    assert null.pair_residual < 1e-8
    drawn = [
        moment_flow(np.concatenate(list(null.draw(rng=rng))), [1.0, 2])["kurtosis_median"] for _ in range(5)
    ]
    own = moment_flow(spikes, [1.0, 2])["kurtosis_median"]
    np.testing.assert_allclose(
        np.transpose(drawn)[1], own[1], rtol=1e-9
    )  # all modes: the values of each cell
    assert 3.0 < own[0] < 3.4 < np.min(drawn, axis=0)[0]
