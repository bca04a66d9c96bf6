"""Small tables of principal components; the numbers are smooth curves, not analyses."""

from itertools import product

import numpy as np
import pandas as pd


def spectrum(datasets, n_variables=60):
    ranks = np.arange(1, n_variables + 1)
    parts = []
    for dataset, scaling in product(datasets, ("covariance", "correlation")):
        values = 8.0 / ranks + 0.1
        part = pd.DataFrame({"rank": ranks, "eigenvalue": values, "mp_edge": 1.2, "above_edge": values > 1.2})
        parts.append(part.assign(dataset=dataset, scaling=scaling, n_variables=n_variables, n_samples=2000))
    return pd.concat(parts, ignore_index=True)


def flow(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    levels = {"data": 9.0, "shuffled": 4.0, "gaussian": 3.0, "elliptical": 6.0, "factor_garch": 5.0}
    keys = product(datasets, levels, ("covariance", "correlation"), (0.0, 0.1), kept)
    names = ["dataset", "source", "scaling", "dropped_top", "kept_fraction"]
    frame = pd.DataFrame(keys, columns=names)
    level = frame["source"].map(levels)
    median = 3 + (level - 3) * frame["kept_fraction"] ** 0.3 * (1 - frame["dropped_top"])
    return frame.assign(
        n_kept=(frame["kept_fraction"] * 60).round().astype(int),
        kurtosis_median=median,
        kurtosis_q25=0.9 * median,
        kurtosis_q75=1.3 * median,
        kurtosis_median_err=0.05 * median,
        null_low=(0.9 * median).mask(frame["source"] == "data"),
        null_high=(1.15 * median).mask(frame["source"] == "data"),
        n_draws=np.where(frame["source"] == "data", 1, 99),
    )


def exclusion(datasets):
    keys = product(
        datasets,
        ("shuffled", "gaussian", "elliptical", "factor_garch"),
        ("covariance", "correlation"),
        (0.0, 0.1),
    )
    frame = pd.DataFrame(keys, columns=["dataset", "source", "scaling", "dropped_top"])
    own = frame["source"] == "factor_garch"
    return frame.assign(
        deviation=np.where(own, -1.2, 30.0),
        n_kept=30,
        kept_fraction=0.5,
        p_value=np.where(own, 0.4, 0.01),
        p_corrected=np.where(own, 0.7, 0.04),
        p_smallest=0.04,
        excluded=~own,
        n_draws=99,
        degrees_of_freedom=np.where(own, 5.1, 6.6),
        n_factors=np.where(own, 8, 0),
    )


def coupling(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    keys = list(product(datasets, ("covariance", "correlation"), kept))
    frame = pd.DataFrame(keys, columns=["dataset", "scaling", "kept_fraction"])
    alpha = 1.2 + 0.3 * frame["kept_fraction"]
    return frame.assign(
        n_kept=60 * frame["kept_fraction"],
        alpha=alpha,
        alpha_err=0.1,
        alpha_noise=8.0,
        alpha_first_rank=1,
        g=-3.0 * frame["kept_fraction"],
        g_err=0.2,
        g_fixed_point=(2 - alpha) / 9,
    )


def gaussian(n_points=200):
    rng = np.random.default_rng(4)
    cloud = pd.DataFrame(
        rng.multivariate_normal([0, 0], [[1, 0.75], [0.75, 1]], n_points), columns=["x", "y"]
    )
    cloud = cloud.assign(kind="sample", index=np.arange(n_points))
    axes = pd.DataFrame(
        {"x": [0.5**0.5] * 2, "y": [0.5**0.5, -(0.5**0.5)], "kind": "component", "index": [0, 1]}
    )
    exact = np.array([1.75, 0.25])
    error = exact * np.sqrt(2 / n_points)
    axes = axes.assign(variance=exact + 0.5 * error, variance_err=error, variance_exact=exact)
    return pd.concat([cloud, axes], ignore_index=True)
