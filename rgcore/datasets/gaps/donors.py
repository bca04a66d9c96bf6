"""Which sample lends its residuals to one with gaps."""

import numpy as np

__all__ = ["donors"]

_MOST_TRIED = 64  # samples


def donors(gaps: np.ndarray) -> np.ndarray:
    """Return for each sample with gaps a near one before it, around the end, in which these entries are present.

    It is mirrored at the beginning of the gap, so that the samples of a long gap do not all have the same: the first
    one has its neighbour, the second one that before it, and so on. If entries are missing there, the samples before
    it are tried, up to 64, and the one with the fewest of them missing is taken if there is none with all. Neighbours
    in time have residuals of like size where volatility comes in bursts. A sample without gaps has itself.

    Parameters
    ----------
    gaps : (n_samples, n_variables) bool array

    Returns
    -------
    (n_samples,) int array
    """
    n_samples = len(gaps)
    found, waiting = np.arange(n_samples), np.flatnonzero(gaps.any(axis=1))
    nearest = found - 2 * _samples_into_gap(gaps) + 1
    fewest = gaps.sum(axis=1)
    for distance in range(_MOST_TRIED):
        candidates = (nearest[waiting] - distance) % n_samples
        common = (gaps[waiting] & gaps[candidates]).sum(axis=1)
        better = common < fewest[waiting]
        found[waiting[better]], fewest[waiting[better]] = candidates[better], common[better]
        waiting = waiting[fewest[waiting] > 0]
        if not waiting.size:
            break
    return found


def _samples_into_gap(gaps: np.ndarray) -> np.ndarray:
    """Return how many samples the longest of the gaps that reach into each sample has lasted, it included."""
    lasted, longest = np.zeros(gaps.shape[1], dtype=int), np.zeros(len(gaps), dtype=int)
    for sample, row in enumerate(gaps):
        lasted = np.where(row, lasted + 1, 0)
        longest[sample] = lasted.max()
    return longest
