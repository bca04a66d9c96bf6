"""Whether an expansion in the coupling of data means anything, in words."""

import numpy as np
from pandas import DataFrame

from rgcore.words.wording import count, listing, number

__all__ = ["verdict"]

_OBJECTIONS = ("size", "second order", "spread", "sign")
_MET = 2.0  # standard errors


def verdict(name: str, scaling: str, rows: DataFrame) -> str:
    """Return where an expansion is legitimate, what speaks against it at how many cutoffs, and whether one u is read.

    Parameters
    ----------
    name, scaling : str
    rows : DataFrame
        Of the table ``pca_coupling``, one data set in one scaling, by kept_fraction.
    """
    n_cutoffs, good = len(rows), rows[rows["perturbative"]]
    sentences = [
        f"{name} by {scaling}: an expansion in the coupling is legitimate {_where(good, n_cutoffs)}."
    ]
    found = {name: int(rows["objections"].str.contains(name).sum()) for name in _OBJECTIONS}
    against = [f"{name} (at {times} of {n_cutoffs})" for name, times in found.items() if times]
    if against:
        sentences.append(f"Objections: {listing(against)}.")
    if n_cutoffs > 1:
        sentences.append(_running(rows))
    return " ".join(sentences)


def _where(good: DataFrame, n_cutoffs: int) -> str:
    if good.empty:
        return f"at none of the {count(n_cutoffs, 'cutoff')}"
    if len(good) == n_cutoffs:
        return "at every cutoff"
    return f"with {listing(number(kept, 2) for kept in good['kept_fraction'])} of the modes kept"


def _running(rows: DataFrame) -> str:
    """Say whether the u read is the same at all cutoffs, as the recursion has it to its order."""
    others = rows.iloc[:-1]
    sizes = np.abs(others["recursion_deviation"])
    met = int((sizes < _MET).sum())
    ratio = rows["u"].iloc[0] / rows["u"].iloc[-1]
    return (
        f"The u read is that of the largest cutoff, as the recursion has it, within 2 errors at {met} of "
        f"{count(len(others), 'smaller cutoff')} (at the smallest it is {number(ratio, 2)} times that)."
    )
