"""The pipeline on recordings and prices that nobody here made, through a config file as a user writes it."""

import os
import tarfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from .conftest import SMOKE

REAL_DATA = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL_DATA, reason="RGCORE_REAL_DATA names no folder with real recordings")

TARGETS = [
    "results/tables/pca_spectrum.parquet",
    "results/tables/pca_flow.parquet",
    "results/tables/pca_coupling.parquet",
    "results/tables/dataset_report.parquet",
    "results/figures/fig6_moment_flow.png",
    "results/figures/pca_spectrum.png",
    "results/figures/pca_coupling.png",
    *(f"results/pages/{name}.html" for name in ("cells", "retina", "stocks")),
]


def unpack(archive, folder):
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")


@pytest.fixture(scope="module")
def analysed(runs, tmp_path_factory):
    """A folder in which the three real sets went through the pipeline."""
    folder = tmp_path_factory.mktemp("real")
    real = Path(REAL_DATA)
    unpack(real / "retina_mouse_surprise/spike_times.tar.xz", folder / "retina")
    unpack(real / "sp500_iex_2013_2018/individual_stocks_5yr.tar.xz", folder / "stocks")
    config = {
        "pcarg": {"n_null_draws": 2},
        "coarse_graining": {"n_null_draws": 2, "reference": None},
        "model_bench": yaml.safe_load(SMOKE.read_text())["model_bench"],
        "datasets": {
            "neural_like": None,
            "stock_like": None,
            "cells": {
                "kind": "spikes_binned",
                "path": str(real / "unknown50_maxent/example50.mat"),
                "array": "spikes50",
                "axes": ["time", "variable"],
                "missing": "error",
            },
            "retina": {
                "kind": "spike_times",
                "path": "retina/data/repeated_exp/spike_times",
                "array": "spikes",
                "bin_width": 0.25,
            },
            "stocks": {
                "kind": "prices",
                "path": "stocks/stock_data/individual_stocks_5yr",
                "array": "close",
                "missing": "drop_variables",
            },
        },
    }
    (folder / "mine.yaml").write_text(yaml.safe_dump(config))
    process = runs(folder, *TARGETS, config=folder / "mine.yaml")
    assert process.returncode == 0, process.stdout
    return folder


def table(folder, name):
    return pd.read_parquet(folder / f"results/tables/{name}.parquet")


def test_each_set_has_a_page_that_names_what_was_left_out(analysed):
    pages = {
        name: (analysed / f"results/pages/{name}.html").read_text() for name in ("cells", "retina", "stocks")
    }
    assert all("What to distrust" in page for page in pages.values())
    assert "entries are missing" in pages["stocks"]
    assert "bins of 0.25 s" in pages["retina"]


def test_each_set_is_read_whole(analysed):
    sizes = table(analysed, "pca_spectrum").groupby("dataset")[["n_variables", "n_samples"]].first()
    assert sizes.loc["cells"].tolist() == [50, 40_000]
    assert sizes.loc["retina", "n_variables"] == 123
    assert abs(sizes.loc["retina", "n_samples"] - 19_200) < 80
    assert sizes.loc["stocks"].tolist() == [470, 1258]


def test_stocks_that_were_dropped_are_named_with_the_reason(analysed):
    report = table(analysed, "dataset_report").query("dataset == 'stocks'")
    assert len(report) == 505
    assert (~report["kept"]).sum() == 35
    assert report.loc[~report["kept"], "reason"].str.len().min() > 0


def test_an_unadjusted_jump_is_warned_about_and_not_repaired(analysed):
    report = table(analysed, "dataset_report").query("dataset == 'stocks'").set_index("variable")
    flagged = [name for name in report.index if name.split("_")[0] == "NI"]
    assert report.loc[flagged[0], "largest_deviation"] > 20
    assert report.loc[flagged[0], "warning"]


def test_binary_cells_have_the_kurtosis_of_their_firing_rates(analysed):
    report = table(analysed, "dataset_report").query("dataset == 'cells'")
    p = report["mean"].to_numpy()
    exact = np.median((1 - 3 * p * (1 - p)) / (p * (1 - p)))
    flow = table(analysed, "pca_flow").query(
        "dataset == 'cells' and source == 'data' and scaling == 'covariance'"
    )
    whole = flow.query("dropped_top == 0 and n_kept == 50")["kurtosis_median"].item()
    assert whole == pytest.approx(exact, rel=1e-9)


def test_the_gaussian_null_is_flat_at_three_on_every_real_set(analysed):
    gaussian = table(analysed, "pca_flow").query("source == 'gaussian'")
    assert (gaussian["kurtosis_median"] - 3).abs().max() < 0.2
