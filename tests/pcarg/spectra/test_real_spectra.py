"""Spectra of real prices, if RGCORE_REAL_DATA names the folder that contains them."""

import os
import tarfile
from pathlib import Path

import numpy as np
import pytest

from rgcore.datasets import read_dataset
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.pcarg.spectra.spectrum_table import spectrum_summary
from rgcore.series.moments import sample_moments

FOLDER = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="RGCORE_REAL_DATA does not name a folder of real data")


@pytest.fixture(scope="module")
def correlation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stocks")
    with tarfile.open(Path(FOLDER) / "sp500_iex_2013_2018/individual_stocks_5yr.tar.xz") as opened:
        opened.extractall(folder, filter="data")
    path = str(next(folder.rglob("individual_stocks_5yr")))
    block = {"kind": "prices", "path": path, "array": "close", "missing": "drop_variables"}
    samples = read_dataset("stocks", block).samples
    return analyse_spectra([samples], sample_moments([samples]))


def test_most_eigenvalues_of_stocks_are_below_the_edge_as_laloux_found(correlation):
    """Laloux et al., PRL 83, 1467 (1999), 406 stocks in 1991-96: 94 %, and a largest of 25 times the edge.

    sigma^2 is 1 less the share of the largest, as there. Stocks of 2013-18 move together more: 77 times.
    """
    values = correlation["correlation"].variances
    n_samples = correlation["correlation"].n_samples
    edge = (1 - values[0] / len(values)) * (1 + np.sqrt(len(values) / n_samples)) ** 2
    assert 0.93 < (values < edge).mean() < 0.96
    assert 60 < values[0] / edge < 90


def test_the_bulk_of_stocks_fits_noise_of_far_fewer_samples(correlation):
    summary = spectrum_summary(correlation, "stocks").set_index("scaling").loc["correlation"]
    assert 600 < summary["effective_samples"] < 1000  # of 1258: volatility that all have in common
    assert summary["mp_misfit"] < 0.04
    assert summary["n_above_naive_edge"] == 14
    assert 50 < summary["n_reproduced"] < 90
