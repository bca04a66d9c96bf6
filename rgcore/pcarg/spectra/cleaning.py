"""Cross-validated eigenvalues: each mode gets the variance it has in the block of time that was left out."""

import numpy as np
from scipy.optimize import isotonic_regression
from scipy.special import stdtrit

from rgcore.pcarg.spectra.leave_one_block_out import LeaveOneBlockOut

__all__ = ["FALSE_REPRODUCED", "cleaned_variances", "cleaned_without_blocks", "reproduced_number"]

FALSE_REPRODUCED = 0.001
"""Level of the test of reproduction. The modes of two blocks share most samples: 5 of 1,200 sets of noise passed."""


def cleaned_variances(left_out: LeaveOneBlockOut) -> np.ndarray:
    """Return cross-validated eigenvalues, largest first.

    The modes are found without each block of time in turn; the variance of the block along the mode of rank r,
    averaged over the blocks, replaces eigenvalue r (Bartz, arXiv:1611.00798; section 8.3 of Bun, Bouchaud and Potters,
    Phys. Rep. 666, 1 (2017)). Sample eigenvalues are spread by the noise that determined their modes; the noise of
    the block is independent of the modes and adds no spread. The nearest sequence that does not rise with rank, by
    least squares, keeps the order. The trace is exactly that of the covariance. The estimate is the variance along the
    modes of the sample, which for white noise is the same for all, not the true spectrum: true eigenvalues are spread
    wider than these, because the modes have errors, and sample eigenvalues wider still. The modes come from the
    fraction 1 - 1/B of the samples, B blocks, for which q = N/T is larger by B/(B - 1).

    Parameters
    ----------
    left_out : LeaveOneBlockOut

    Returns
    -------
    (n_variables,) float64 array, descending
    """
    return _falling(np.average(left_out.held_out, axis=0, weights=left_out.lengths))


def cleaned_without_blocks(left_out: LeaveOneBlockOut) -> np.ndarray:
    """Return the cleaned eigenvalues without the contribution of each block of time, the modes of the others kept.

    Returns
    -------
    (n_blocks, n_variables) float64 array
    """
    weighted = left_out.held_out * left_out.lengths[:, None]
    n_left = left_out.lengths.sum() - left_out.lengths
    return np.array([_falling(each) for each in (weighted.sum(axis=0) - weighted) / n_left[:, None]])


def _falling(values: np.ndarray) -> np.ndarray:
    """Return the sequence nearest to ``values``, by least squares, that never rises; its sum is the same."""
    return isotonic_regression(values, increasing=False).x


def reproduced_number(left_out: LeaveOneBlockOut) -> int:
    """Return the number of modes, from the largest on, that reproduce in blocks of time that were left out.

    Along a mode, compare the variance of the block left out with the mean variance of all later modes. The mode
    reproduces if the logarithm of the ratio (its mean is below 0 for noise) is positive by a one-sided Student test
    over blocks at 0.001. Counting stops at the first mode that fails.

    Noise of equal variances fails whatever its autocorrelation, volatility or tails, for which the Marchenko-Pastur
    edge is too low. Noise of unequal variances passes: that is structure.
    """
    rounding = left_out.modes.variances[0] * left_out.held_out.shape[1] * np.finfo(np.float64).eps
    held_out = np.maximum(left_out.held_out, rounding)
    n_blocks, n_variables = held_out.shape
    after = held_out.sum(axis=1, keepdims=True) - np.cumsum(held_out, axis=1)
    mean_after = np.maximum(after[:, :-1] / np.arange(n_variables - 1, 0, -1), rounding)
    excess = np.log(held_out[:, :-1] / mean_after)
    tiny = np.finfo(np.float64).tiny
    with np.errstate(over="ignore"):  # data that repeat from block to block: infinite
        score = excess.mean(axis=0) / np.maximum(excess.std(axis=0, ddof=1), tiny) * np.sqrt(n_blocks)
    passed = score > -stdtrit(n_blocks - 1, FALSE_REPRODUCED)
    return int(np.argmin(np.append(passed, False)))
