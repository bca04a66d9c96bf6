"""A small table of prices as returns and as levels; the numbers are smooth curves, not analyses."""

from itertools import product

import numpy as np
import pandas as pd

from rgcore.scans.price_levels.names import TRANSFORM_NAMES, WALK_NAMES


def price_levels(datasets, kept=(1, 2, 4, 15, 60)):
    frame = pd.DataFrame(
        product(datasets, TRANSFORM_NAMES, ("data", *WALK_NAMES), kept),
        columns=["dataset", "transform", "source", "n_kept"],
    )
    levels = frame["transform"].str.contains("levels")
    median = np.where(levels, 2.4, 6.0) - 0.9 * levels / frame["n_kept"]
    of_data = frame["source"] == "data"
    known = frame["transform"].isin(["log_levels", "detrended_log_levels"]) & (
        frame["source"] == "independent_walks"
    )
    return frame.assign(
        kept_fraction=frame["n_kept"] / max(kept),
        kurtosis_q25=0.9 * median,
        kurtosis_median=median,
        kurtosis_q75=1.2 * median,
        kurtosis_median_err=0.05 * median,
        kurtosis_mean=1.05 * median,
        kurtosis_mean_err=0.05 * median,
        kurtosis_mean_expected=(1.04 * pd.Series(median)).where(known),
        null_low=(0.9 * pd.Series(median)).mask(of_data),
        null_high=(1.1 * pd.Series(median)).mask(of_data),
        data_beside_draws=np.where(of_data, "", "within"),
        largest_share=np.where(levels, 0.7, 0.2),
        largest_share_err=0.04,
        largest_share_expected=np.where(known, 0.608, np.nan),
        share_null_low=np.where(of_data, np.nan, 0.5),
        share_null_high=np.where(of_data, np.nan, 0.8),
        share_beside_draws=np.where(of_data, "", "within"),
        effective_modes=np.where(levels, 1.8, 12.0),
        effective_modes_err=0.3,
        n_draws=np.where(of_data, 1, 19),
    )


def windows(datasets, n_windows=6, length=100):
    """Windows in time; those of user's data have dates."""
    frame = pd.DataFrame(
        product(datasets, ("covariance", "correlation"), range(n_windows)),
        columns=["dataset", "scaling", "start"],
    )
    dated = ~frame["dataset"].isin(["neural_like", "stock_like"])
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(length * frame["start"], unit="D")
    last = days + pd.Timedelta(days=length - 1)
    share = 0.2 + 0.05 * np.cos(frame["start"])
    return frame.assign(
        start=length * frame["start"],
        end=length * (frame["start"] + 1),
        first_date=days.dt.strftime("%Y-%m-%d").where(dated, ""),
        last_date=last.dt.strftime("%Y-%m-%d").where(dated, ""),
        n_variables=64,
        n_kept=4,
        kurtosis=5.0,
        kurtosis_err=0.3,
        kurtosis_median=4.0 + 10 * share,
        kurtosis_median_err=0.3,
        jensen_shannon=0.1,
        jensen_shannon_err=0.01,
        jensen_shannon_gaussian=0.05,
        jensen_shannon_gaussian_high=0.06,
        largest_share=share,
        largest_share_err=0.02,
        n_draws=19,
        correlation_time=0.5,
        n_blocks=10,
    )
