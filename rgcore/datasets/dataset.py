"""A data set ready for analysis."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Dataset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Samples of several variables without a gap.

    Attributes
    ----------
    samples : (n_samples, n_variables) float64 array
        Spike counts per bin, daily log returns, or whatever a matrix holds; means not removed.
    variables : tuple of str
        One name per column.
    report : DataFrame
        The table ``dataset_report``, one row per variable that was found, kept or not.
    """

    samples: np.ndarray
    variables: tuple[str, ...]
    report: "pd.DataFrame"
