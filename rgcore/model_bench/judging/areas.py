"""The area under the ROC curve of weighted realizations, many weightings at once."""

import numpy as np

__all__ = ["areas", "hit_rates"]


def areas(scores: np.ndarray, yes: np.ndarray, no: np.ndarray) -> np.ndarray:
    """Return the probability that a realization whose answer is yes has the larger score, (n_weightings,).

    Of two equal scores each counts as the larger one with probability 1/2: the area under the ROC curve (Hanley and
    McNeil, Radiology 143, 29 (1982)). 1/2 is chance, below it small scores stand for yes.

    Parameters
    ----------
    scores : (n,) float64 array, or (n_weightings, n) with scores of each weighting
        Realizations with NaN do not count.
    yes, no : (n_weightings, n) float64 arrays
        Weights as realizations whose answer is yes, and no; at least 0.

    Returns
    -------
    (n_weightings,) float64 array
        NaN where one of the answers has no weight.
    """
    if scores.ndim == 1:
        return _areas_of(scores, yes, no)
    return np.array([_areas_of(row, y[None], n[None])[0] for row, y, n in zip(scores, yes, no, strict=True)])


def _areas_of(scores: np.ndarray, yes: np.ndarray, no: np.ndarray) -> np.ndarray:
    present = np.flatnonzero(np.isfinite(scores))
    order = present[np.argsort(scores[present], kind="stable")]
    ranked = scores[order]
    below = np.searchsorted(ranked, ranked, side="left")  # number of smaller scores
    up_to = np.searchsorted(ranked, ranked, side="right")
    yes, no = yes[:, order], no[:, order]
    sums = np.concatenate([np.zeros((len(no), 1)), np.cumsum(no, axis=1)], axis=1)
    wins = np.sum(yes * (sums[:, below] + sums[:, up_to]) / 2, axis=1)
    pairs = yes.sum(axis=1) * no.sum(axis=1)
    return np.where(pairs > 0, wins / np.where(pairs > 0, pairs, 1.0), np.nan)


def hit_rates(scores: np.ndarray, yes: np.ndarray, no: np.ndarray, false_alarms: np.ndarray) -> np.ndarray:
    """Return the largest share of yes that is found at up to a share of false alarms: points of the ROC curve.

    Parameters
    ----------
    scores : (n,) float64 array
        Finite. From a threshold on a score counts as yes.
    yes, no : (n,) float64 arrays
        Weights.
    false_alarms : (n_points,) float64 array
        Shares of the realizations whose answer is no.

    Returns
    -------
    (n_points,) float64 array
    """
    order = np.argsort(-scores, kind="stable")
    last = np.append(
        np.flatnonzero(np.diff(scores[order]) < 0), len(order) - 1
    )  # of each group of equal scores
    found, wrong = (np.append(0.0, np.cumsum(each[order])[last] / each.sum()) for each in (yes, no))
    return found[np.searchsorted(wrong, false_alarms + 1e-12, side="right") - 1]
