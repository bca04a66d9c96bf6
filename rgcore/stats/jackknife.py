"""The jackknife: value and standard error of a function of mean values."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import any_numbers, real_array
from rgcore.arguments.objects import function
from rgcore.errors import InputError

__all__ = ["Estimate", "jackknife", "jackknife_error"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and one standard error: floats, or arrays of one shape."""

    value: np.ndarray | float
    error: np.ndarray | float


def jackknife(
    block_values: np.ndarray, estimator: Callable[[np.ndarray], np.ndarray | float] = lambda mean: mean
) -> Estimate:
    """Estimate a function of mean values, with its standard error, from independent blocks.

    With theta_j the estimator on the mean of all blocks but j, and theta_mean their mean over j, the standard error is
    the root of (n - 1) mean_j (theta_j - theta_mean)^2. The bias of order 1/n is removed:
    value = n theta - (n - 1) theta_mean (Efron, The Jackknife, 1982).

    Parameters
    ----------
    block_values : (n_blocks, ...) float array
        Such as those of :func:`rgcore.stats.blocking.block_means`; n_blocks >= 2.
    estimator : callable
        Takes one mean, of shape (...), and returns a number or an array. By default the mean itself.

    Returns
    -------
    Estimate

    Raises
    ------
    InputError
        If there are fewer than 2 blocks, or a value is not finite.
    """
    function("estimator", estimator)
    blocks = _blocks("block_values", block_values)
    n_blocks, total = len(blocks), np.sum(blocks, axis=0)
    without_one = np.array([estimator((total - block) / (n_blocks - 1)) for block in blocks])
    bias_free = n_blocks * np.asarray(estimator(total / n_blocks)) - (n_blocks - 1) * without_one.mean(axis=0)
    return Estimate(_as_float(bias_free), _as_float(_error(without_one)))


def jackknife_error(replicates: np.ndarray) -> np.ndarray:
    """Return the standard error of an estimate from its values with one block left out.

    sqrt((B - 1)/B sum_b (x_b - mean)^2) (Efron and Stein, Ann. Statist. 9, 586 (1981)).

    Parameters
    ----------
    replicates : (n_blocks, ...) float array

    Returns
    -------
    (...) float64 array

    Raises
    ------
    InputError
        If there are fewer than 2 blocks, or no numbers. The error of replicates of which one is not finite is NaN.
    """
    return _error(_blocks("replicates", replicates, finite=False))


def _error(replicates: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):  # NaN and infinity stay what they are
        return np.sqrt((len(replicates) - 1) * np.var(replicates, axis=0))


def _blocks(name: str, values: np.ndarray, *, finite: bool = True) -> np.ndarray:
    """Return values (n_blocks, ...) float64 of 2 blocks at least."""
    blocks = any_numbers(name, values)
    n_blocks = len(blocks) if blocks.ndim else 0
    if n_blocks < 2:
        raise InputError(f"a jackknife needs at least 2 blocks, got {n_blocks}")
    return real_array(name, blocks, ("n_blocks", "..."), finite=True) if finite else blocks


def _as_float(array: np.ndarray) -> np.ndarray | float:
    """Return an array as it is, a number as a float."""
    return float(array) if np.ndim(array) == 0 else array
