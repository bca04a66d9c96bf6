"""The table ``dataset_report``: what was found in a data set, variable by variable."""

from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.checks.jumps_and_duplicates import largest_deviations
from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.raw_samples import RawSamples

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["first_prices_of", "report_table"]


def report_table(
    dataset: str,
    raw: RawSamples,
    found: SummaryStatistics,
    reasons: list[str],
    warnings: list[list[str]],
    *,
    first_prices: np.ndarray,
) -> "pd.DataFrame":
    """Return the report.

    Parameters
    ----------
    dataset : str
    raw : RawSamples
    found : SummaryStatistics
    reasons : list of str
        Why each variable was left out; "" for those that are kept.
    warnings : list of lists of str
        For each variable.
    first_prices : (n_variables,) float64 array
        From :func:`first_prices_of`.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    present = found.n_present > 0
    return pd.DataFrame(
        {
            "dataset": dataset,
            "variable": list(raw.variables),
            "kept": [not reason for reason in reasons],
            "reason": reasons,
            "n_samples": found.n_samples,
            "n_samples_dropped": raw.n_samples - found.n_samples,
            "n_missing": found.n_missing,
            "n_clipped": found.n_clipped,
            "mean": np.where(present, found.mean, np.nan),
            "standard_deviation": np.where(present, found.standard_deviation, np.nan),
            "largest_deviation": largest_deviations(found),
            "first_price": first_prices,
            "trial_length": _trial_length(raw, found.n_samples),
            "reading": "; ".join(raw.decisions.phrases()),
            "warning": ["; ".join(texts) for texts in warnings],
        }
    )


def _trial_length(raw: RawSamples, n_samples: int) -> int:
    """Return the samples of a trial, 0 without trials or where samples of some are left out."""
    whole = raw.n_trials > 1 and n_samples == raw.n_samples and n_samples % raw.n_trials == 0
    return n_samples // raw.n_trials if whole else 0


def first_prices_of(raw: RawSamples, preprocessing: Preprocessing) -> np.ndarray:
    """Return the price of each variable at the beginning of the first sample that is kept, (n_variables,) float64.

    NaN where samples are no log returns of prices. A share without a price then, whose gaps are filled, has its first
    price after it.
    """
    prices = raw.prices_before
    if prices is None:
        return np.full(len(raw.variables), np.nan)
    kept = np.concatenate([preprocessing.kept(block) for block in raw.blocks])
    prices = prices[np.argmax(kept) :]
    present = np.argmax(~np.isnan(prices), axis=0)
    return prices[present, np.arange(prices.shape[1])]
