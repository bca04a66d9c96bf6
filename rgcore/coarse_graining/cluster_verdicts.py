"""Verdicts on exponents beside those of independent variables, and on kurtosis beside that of a Gaussian."""

import numpy as np
import pandas as pd

from rgcore.coarse_graining.decay_times import RESOLVED
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, beside

__all__ = ["exponent_verdicts", "level_verdicts"]


def exponent_verdicts(exponents: pd.DataFrame) -> pd.DataFrame:
    """Return ``coarse_graining_exponents`` with verdicts.

    ``beside_shuffled`` is empty for the null, and where one has no value.
    """
    keys = ["dataset", "exponent"]
    null = exponents[exponents["source"] == "shuffled"].set_index(keys)[["value", "value_err"]]
    other = null.reindex(pd.MultiIndex.from_frame(exponents[keys]))
    distance = exponents["value"].to_numpy() - other["value"].to_numpy()
    error = np.hypot(exponents["value_err"].to_numpy(), other["value_err"].to_numpy())
    side = np.where(distance > 0, "above", "below")
    words = np.where(np.abs(distance) > RESOLVED * error, side, "not resolved from")
    printed = (exponents["source"] == "data").to_numpy() & np.isfinite(distance)
    return exponents.assign(beside_shuffled=np.where(printed, words, ""), resolved_from=RESOLVED)


def level_verdicts(levels: pd.DataFrame) -> pd.DataFrame:
    """Return ``coarse_graining`` with ``kurtosis_beside_gaussian``; empty without a kurtosis."""
    error = levels["kurtosis_err"].fillna(0.0)  # without a standard error: the side alone
    return levels.assign(kurtosis_beside_gaussian=beside(levels["kurtosis"] - GAUSSIAN_KURTOSIS, error))
