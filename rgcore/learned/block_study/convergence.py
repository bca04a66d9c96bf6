"""Whether the size of the fields has settled: a criterion that is declared before the study runs.

Between half and all of the epochs up to a row, the width, the localized fraction and the pseudo-likelihood must change
by no more than the tolerances of the config. A width without localized fields at both times has nothing to settle; one
at a single time has not settled.
"""

import numpy as np
import pandas as pd

from rgcore.learned.block_study.settings import ConvergenceSettings

__all__ = ["CHANGES", "with_convergence"]

CHANGES = ("fwhm_change", "localized_fraction_change", "pseudo_log_likelihood_change")
"""Columns that the criterion compares with its tolerances."""

_HALVING = 2  # epochs of record, each twice the one before


def with_convergence(
    rows: pd.DataFrame, likelihoods: np.ndarray, tolerances: ConvergenceSettings
) -> pd.DataFrame:
    """Return the rows of one training run with ``CHANGES`` since half as many epochs, and ``converged``.

    Parameters
    ----------
    rows : DataFrame
        One row per epoch of record, the epochs rising, with the columns fwhm and localized_fraction.
    likelihoods : (n_rows,) float array
        Pseudo-likelihood per spin at these epochs, of the same sites of the same samples, in nats.
    tolerances : ConvergenceSettings

    Returns
    -------
    DataFrame
        ``fwhm_change`` is relative to the width at the earlier epoch, NaN where one of the two has no localized field.
        The first row has no earlier one: its changes are NaN, and it has not converged.
    """
    epochs = rows["epoch"].to_numpy()
    doubled = np.concatenate([[False], epochs[1:] // _HALVING == epochs[:-1]])
    widths = rows["fwhm"].to_numpy(dtype=float)
    fractions = rows["localized_fraction"].to_numpy(dtype=float)
    changes = {
        "fwhm_change": _difference(widths, doubled) / _before(widths),
        "localized_fraction_change": _difference(fractions, doubled),
        "pseudo_log_likelihood_change": _difference(np.asarray(likelihoods, dtype=float), doubled),
    }
    without_width = np.isnan(widths) & np.isnan(_before(widths)) & doubled
    settled = (np.abs(changes["fwhm_change"]) <= tolerances.fwhm) | without_width
    settled &= np.abs(changes["localized_fraction_change"]) <= tolerances.localized_fraction
    settled &= np.abs(changes["pseudo_log_likelihood_change"]) <= tolerances.pseudo_log_likelihood
    return rows.assign(**changes, converged=settled)


def _before(values: np.ndarray) -> np.ndarray:
    """Return the value of the row before each one, NaN for the first."""
    return np.concatenate([[np.nan], values[:-1]])


def _difference(values: np.ndarray, doubled: np.ndarray) -> np.ndarray:
    return np.where(doubled, values - _before(values), np.nan)
