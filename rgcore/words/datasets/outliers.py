"""Whether a few samples decide the kurtosis of a data set: splits of shares by name, and the flow without them."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, agrees
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["main_flow", "outlier_rows", "outlier_words"]

_LARGE_SHARE = 0.5  # of a fourth moment: one entry is then most of it
_MOST_NAMES = 8


def main_flow(tables: Mapping[str, DataFrame]) -> DataFrame:
    """Return the flow of the data in covariance modes with all modes in, fewest modes first."""
    own = tables["pca_flow"].query("source == 'data' and scaling == 'covariance' and dropped_top == 0")
    return own.sort_values("n_kept")


def outlier_rows(tables: Mapping[str, DataFrame]) -> list[dict[str, str]]:
    """Return share of modes (%), median kurtosis and that without the most influential samples, per cutoff."""
    return [
        {
            "kept": number(100 * row.kept_fraction, 2),
            "kurtosis": with_error(row.kurtosis_median, row.kurtosis_median_err),
            "without": with_error(row.kurtosis_without, row.kurtosis_without_err),
        }
        for row in main_flow(tables).itertuples()
    ]


def outlier_words(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return sentences on splits, on variables of which one entry decides, and on the most influential samples."""
    report, flow = tables["dataset_report"], main_flow(tables)
    kept = report[report["kept"]]
    return [*_splits(kept), *_single_entries(kept), _influential(flow, int(report["n_samples"].iloc[0]))]


def _splits(kept: DataFrame) -> list[str]:
    """Return which returns are near the ratio of a split."""
    near = kept[kept["split_ratio"] != ""]
    if near.empty:
        return []
    names = [f"{row.variable} ({row.split_ratio})" for row in near.itertuples()]
    one = len(names) == 1
    return [
        f"The largest return of {_some(names)} is near the ratio of a split of shares. If the prices were not "
        f"adjusted, {'it is' if one else 'they are'} no return: take adjusted prices, or leave the "
        f"{'share' if one else 'shares'} out (exclude)."
    ]


def _single_entries(kept: DataFrame) -> list[str]:
    """Return the variables of which a single entry is most of the fourth moment."""
    large = kept[kept["largest_share"] > _LARGE_SHARE].sort_values("largest_share", ascending=False)
    if large.empty:
        return []
    names = [f"{row.variable} ({100 * row.largest_share:.0f} %)" for row in large.itertuples()]
    return [
        f"A single entry is most of the fourth moment of {count(len(large), 'variable')} of {len(kept)}: "
        f"{_some(names)}."
    ]


def _influential(flow: DataFrame, n_samples: int) -> str:
    """Return what the most influential samples contribute, and whether the comparison with 3 is the same without."""
    few = flow.iloc[0]
    n_left_out, share = int(few["n_influential"]), 100 * few["influential_share"]
    samples = f"{count(n_left_out, 'sample')} of {n_samples:,} ({number(100 * n_left_out / n_samples, 2)} %)"
    verb = "makes" if n_left_out == 1 else "make"
    found = f"The {samples} that contribute most {verb} up {number(share, 2)} % of the fourth moments"
    if not np.isfinite(flow["kurtosis_without"]).all():
        return f"{found}; without them too few modes are left for a flow."
    pairs = ("kurtosis_median", "kurtosis_median_err"), ("kurtosis_without", "kurtosis_without_err")
    near, near_without = (
        agrees(flow[value].to_numpy() - GAUSSIAN_KURTOSIS, flow[error].to_numpy()) for value, error in pairs
    )
    changed = int((near != near_without).sum())
    return (
        f"{found}, in the mean over the variables. Without them, with mean and modes found anew, the comparison with "
        f"the Gaussian value {GAUSSIAN_KURTOSIS:g} changes at {changed} of {count(len(flow), 'cutoff')}."
    )


def _some(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return listing(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
