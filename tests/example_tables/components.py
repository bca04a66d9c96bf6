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
        part = part.assign(
            eigenvalue_err=0.05 * values,
            eigenvalue_cleaned=0.9 * values + 0.05,
            mp_quantile=np.where(ranks > 7, 1.2 - 0.8 * (ranks - 7.5) / 53, np.nan),
        )
        parts.append(part.assign(dataset=dataset, scaling=scaling, n_variables=n_variables, n_samples=2000))
    return pd.concat(parts, ignore_index=True)


def spectrum_summary(datasets):
    frame = pd.DataFrame(
        list(product(datasets, ("covariance", "correlation"))), columns=["dataset", "scaling"]
    )
    return frame.assign(
        n_variables=60,
        n_samples=2000,
        effective_samples=1500,
        mp_variance=0.8,
        mp_variance_err=0.01,
        mp_lower=0.4,
        mp_upper=1.2,
        mp_variables=53,
        mp_misfit=0.02,
        n_above_edge=7,
        n_above_edge_expected=0.17,
        n_above_naive_edge=6,
        n_reproduced=8,
        share_above_edge=0.6,
        alpha=1.1,
        alpha_err=0.05,
        alpha_cleaned=1.05,
        alpha_cleaned_err=0.06,
        alpha_least=0.9,
        alpha_largest=1.3,
        alpha_noise=8.0,
        alpha_first_rank=1,
        alpha_last_rank=8,
        alpha_distance=0.03,
        has_exponent=True,
        mp_fits=True,
        few_samples=False,
        correlated_samples=False,
    )


def cleaned_flow(datasets, kept=(0.1, 0.5, 1.0)):
    keys = product(datasets, ("covariance", "correlation"), (0.0, 0.1), kept)
    frame = pd.DataFrame(keys, columns=["dataset", "scaling", "dropped_top", "kept_fraction"])
    sample = 3 + 5 * frame["kept_fraction"]
    return frame.assign(
        n_kept=(frame["kept_fraction"] * 60).round().astype(int),
        kurtosis_median=sample - 0.2 * frame["kept_fraction"],
        kurtosis_median_err=0.1,
        kurtosis_median_sample=sample,
        kurtosis_shift=-2 * frame["kept_fraction"],
        shift_within_error=frame["kept_fraction"] < 1,
    )


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
        kurtosis_beside_gaussian=np.where(median > 3 / 0.9, "above", "within"),
        null_low=(0.9 * median).mask(frame["source"] == "data"),
        null_high=(1.15 * median).mask(frame["source"] == "data"),
        n_draws=np.where(frame["source"] == "data", 1, 99),
        few_blocks=False,
        n_influential=np.where(frame["source"] == "data", 10, 0),
        influential_share=np.where(frame["source"] == "data", 0.2, np.nan),
        kurtosis_without=(3 + 0.6 * (median - 3)).where(frame["source"] == "data"),
        kurtosis_without_err=(0.04 * median).where(frame["source"] == "data"),
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
    labels = {
        "shuffled": "shuffled",
        "gaussian": "Gaussian",
        "elliptical": "elliptical",
        "factor_garch": "factor GARCH",
    }
    return frame.assign(
        source_label=frame["source"].map(labels),
        source_sentence="like " + frame["source"],
        deviation=np.where(own, -1.2, 30.0),
        n_kept=30,
        kept_fraction=0.5,
        p_value=np.where(own, 0.4, 0.01),
        p_corrected=np.where(own, 0.7, 0.04),
        p_smallest=0.04,
        level=0.05,
        excluded=~own,
        draws_needed=79,
        reproduces_kurtosis=True,
        reproduces_autocorrelation=True,
        n_draws=99,
        degrees_of_freedom=np.where(own, 5.1, 6.6),
        n_factors=np.where(own, 8, 0),
        clipped_pairs=np.where(frame["source"] == "dichotomized", 20, 0),
        pair_residual=np.where(frame["source"] == "dichotomized", 0.06, np.nan),
        residual_time=np.nan,
        null_residual_time=np.nan,
        null_residual_time_high=np.nan,
    )


def power(datasets):
    rows = exclusion(datasets)[["dataset", "source", "source_label", "scaling", "dropped_top", "level"]]
    others = rows[["source", "source_label"]].drop_duplicates()
    others = others.rename(columns={"source": "alternative", "source_label": "alternative_label"})
    frame = rows.merge(others, how="cross").query("source != alternative").reset_index(drop=True)
    share = np.where(frame["alternative"] == "shuffled", 1.0, 0.2 + 0.3 * (frame["dropped_top"] > 0))
    return frame.assign(power=share, power_low=0.9 * share, power_high=share, n_sets=99)


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
