"""Sampling noise taken out of a spectrum: each mode gets the variance it has in time it was not found in."""

import numpy as np
from scipy.stats import t as student

from rgcore.pcarg.spectra.delete_block import LeftOut

__all__ = ["FALSE_REPRODUCED", "cleaned_variances", "cleaned_without_blocks", "falling", "reproduced_number"]

FALSE_REPRODUCED = 0.001
"""Level of the test of reproduction. Blocks share samples that modes come from: 5 of 1,200 sets of noise passed."""


def cleaned_variances(left_out: LeftOut) -> np.ndarray:
    """Return cross-validated eigenvalues, largest first.

    The modes are found without each block of time in turn; the variance of the block along the mode of rank r,
    averaged over the blocks, replaces eigenvalue r (Bartz, arXiv:1611.00798; section 8.3 of Bun, Bouchaud and Potters,
    Phys. Rep. 666, 1 (2017)). Sample eigenvalues are spread by the noise that chose their modes; the noise of the
    block knows nothing of the modes and adds none. The least-squares fit that does not rise with rank
    (:func:`falling`) keeps the order. The trace stays exactly that of the covariance. Estimated is the variance
    along the modes of the sample, which for white noise is the same for all, and not the true spectrum, from which
    it differs by the error of the modes: true eigenvalues are spread wider than these, sample ones wider still. The
    modes come from the fraction 1 - 1/B of the samples, B blocks, for which q = N/T is larger by B/(B - 1).

    Parameters
    ----------
    left_out : LeftOut

    Returns
    -------
    (n_variables,) float64 array, descending
    """
    return falling(np.average(left_out.held_out, axis=0, weights=left_out.lengths))


def cleaned_without_blocks(left_out: LeftOut) -> np.ndarray:
    """Return the cleaned eigenvalues without what each block of time contributes, the modes of the others kept.

    Returns
    -------
    (n_blocks, n_variables) float64 array
    """
    weighted = left_out.held_out * left_out.lengths[:, None]
    n_left = left_out.lengths.sum() - left_out.lengths
    return np.array([falling(each) for each in (weighted.sum(axis=0) - weighted) / n_left[:, None]])


def falling(values: np.ndarray) -> np.ndarray:
    """Return the sequence nearest to ``values``, by least squares, that never rises; its sum is the same.

    Neighbours that rise are pooled to their mean (Ayer et al., Ann. Math. Stat. 26, 641 (1955)).
    """
    means, counts = [], []
    for value in values:
        means.append(float(value))
        counts.append(1)
        while len(means) > 1 and means[-1] > means[-2]:
            last, n_last = means.pop(), counts.pop()
            means[-1] = (means[-1] * counts[-1] + last * n_last) / (counts[-1] + n_last)
            counts[-1] += n_last
    return np.repeat(means, counts)


def reproduced_number(left_out: LeftOut) -> int:
    """Return how many modes, from the largest on, reproduce in time they were not found in.

    A mode does if the variance of the block left out exceeds, along it, the mean over all modes of lower rank, by a
    one-sided Student test at 0.001 over the blocks of the logarithm of the ratio of the two (its mean is below 0 if
    there is nothing); the count ends with the first that does not. Noise that is alike in all directions fails it
    whatever its memory, volatility or tails, for which the Marchenko-Pastur edge is too low. Noise of unequal
    variances passes it: that is structure.
    """
    rounding = left_out.modes.variances[0] * left_out.held_out.shape[1] * np.finfo(np.float64).eps
    held_out = np.maximum(left_out.held_out, rounding)
    n_blocks, n_variables = held_out.shape
    after = held_out.sum(axis=1, keepdims=True) - np.cumsum(held_out, axis=1)
    mean_after = np.maximum(after[:, :-1] / np.arange(n_variables - 1, 0, -1), rounding)
    excess = np.log(held_out[:, :-1] / mean_after)
    tiny = np.finfo(np.float64).tiny
    score = excess.mean(axis=0) / np.maximum(excess.std(axis=0, ddof=1), tiny) * np.sqrt(n_blocks)
    passed = score > student.isf(FALSE_REPRODUCED, n_blocks - 1)
    return int(np.argmin(np.append(passed, False)))
