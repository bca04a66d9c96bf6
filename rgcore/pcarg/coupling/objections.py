"""Objections to a coupling that is read at every cutoff: which hold, and whether perturbation theory does."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

__all__ = ["is_spread", "objection_columns"]

NOISE_QUARTILES = 1.349  # distance of the quartiles of a Gaussian, in standard deviations
BEYOND_NOISE = 1.5  # of that distance: a smaller spread may be that of standard errors


def is_spread(columns: Mapping[str, np.ndarray] | pd.DataFrame) -> np.ndarray | pd.Series:
    """Return whether the quartiles of u over the variables are further apart than the size of u, and than noise.

    Parameters
    ----------
    columns : DataFrame, or mapping of name to array
        Of it ``u``, its quartiles ``u_q25`` and ``u_q75``, and ``u_single_err``, the standard error of one variable.

    Returns
    -------
    bool array, or Series
        One for each row.
    """
    quartiles = columns["u_q75"] - columns["u_q25"]
    noise = BEYOND_NOISE * NOISE_QUARTILES * columns["u_single_err"]
    return (quartiles > np.abs(columns["u"])) & (quartiles > noise)


def objection_columns(
    found: Mapping[str, np.ndarray | pd.Series], breaking: Collection[str]
) -> dict[str, list[str] | np.ndarray]:
    """Return the columns ``objections`` and ``perturbative``.

    Parameters
    ----------
    found : mapping of name to (n_cutoffs,) bool array
        Whether each objection holds.
    breaking : collection of str
        Those with which perturbation theory is not self-consistent.

    Returns
    -------
    dict
        ``objections``, the names of those that hold, separated by commas, or "none", and ``perturbative``, whether none
        of ``breaking`` does; (n_cutoffs,) each.
    """
    words = [
        ", ".join(name for name, flag in zip(found, row, strict=True) if flag) or "none"
        for row in zip(*found.values(), strict=True)
    ]
    return {
        "objections": words,
        "perturbative": ~np.any([found[name] for name in breaking], axis=0),
    }
