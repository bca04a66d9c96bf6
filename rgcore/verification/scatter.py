"""How far numbers and labels of another seed may be from those of the reference."""

import numpy as np
from scipy.special import ndtri, stdtr

__all__ = [
    "FEW_ROWS",
    "counted_surprises",
    "excess",
    "largest_but_outliers",
    "normal_equivalent",
    "standard_errors",
]

FEW_ROWS = 2
"""In a column of so few rows labels are judged one by one."""

_ROWS_PER_OUTLIER = 20
_OUTLIER = 3.0  # an outlier counts as a third of its size
_LABELS = 0.1  # standard error of the share of labels that are new
_LARGEST_SHARE = 0.5  # of labels that are new


def standard_errors(values: np.ndarray, printed: np.ndarray | None = None) -> np.ndarray:
    """Return the standard error of (another run - mean of the runs), of every number in one column.

    A few runs give the scatter of one number with an uncertainty of half its size, so that 1 in 20 of the estimates is
    too small by a factor of 4. Each is therefore the largest of three: the scatter of this number; the scatter of the
    whole column, relative to the printed standard errors where there are some; and without them, relative to the size
    of the number.

    Parameters
    ----------
    values : (n_rows, n_runs) float array
        n_runs >= 2.
    printed : (n_rows, n_runs) float array, optional
        The standard errors in the table; not finite where there is none.

    Returns
    -------
    (n_rows,) float array
        Zero where nothing scatters in the whole column.
    """
    variance = values.var(axis=1, ddof=1)
    pooled = np.maximum(variance, variance.mean() if len(variance) else 0.0)
    if printed is None:
        size = np.square(values).mean(axis=1)
        ratio = np.divide(variance, size, out=np.zeros_like(variance), where=size > 0)
        pooled = np.maximum(pooled, ratio.mean() * size if len(ratio) else 0.0)
    else:
        expected = np.square(printed).mean(axis=1)
        known = np.isfinite(expected) & (expected > 0)
        if known.any():
            inflation = max(1.0, float((variance[known] / expected[known]).mean()))
            pooled[known] = np.maximum(variance, inflation * expected)[known]
    return np.sqrt(pooled * (1 + 1 / values.shape[1]))


def normal_equivalent(deviations: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return (n_rows,) deviations in standard errors that were estimated from the scatter in a column alone.

    They follow Student's t distribution. Returned are the deviations of a normal distribution of the same probability.
    Of the degrees of freedom half are counted, because rows of a table are correlated, and equal rows once.

    Parameters
    ----------
    deviations : (n_rows,) float array
    values : (n_rows, n_runs) float array
        From which the standard errors were estimated.
    """
    n_different, n_runs = np.unique(values, axis=0).shape
    tail = stdtr(max(n_different / 2, 1.0) * (n_runs - 1), -deviations)
    return np.minimum(deviations, -ndtri(tail))


def _surprises(runs: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Return (n_rows,) bool: where the label ``new`` (n_rows,) is that of none of the ``runs`` (n_rows, n_runs)."""
    return (runs != new[:, None]).all(axis=1)


def counted_surprises(runs: np.ndarray, new: np.ndarray) -> float:
    """Return by how many standard errors ``new`` has more surprises than each of the runs beside the others.

    Labels such as verdicts flip in some rows from seed to seed, and often in several together. Their number is
    compared; its standard error is that of a count, and at least a tenth of all labels. In one or two rows, where there
    is nothing to count, a label only counts as new if it is the same in all ``runs``.
    """
    n_runs = runs.shape[1]
    usual = np.mean([_surprises(np.delete(runs, run, axis=1), runs[:, run]).sum() for run in range(n_runs)])
    surprising = _surprises(runs, new)
    if len(new) <= FEW_ROWS:
        surprising &= (runs == runs[:, :1]).all(axis=1)
    return excess(surprising.sum(), len(new), usual)


def excess(count: int, n: int, usual: float = 0.0) -> float:
    """Return by how many of its standard errors a count of n labels exceeds the usual one, 0 if it does not.

    It is infinite if they are more than half of all, for in a few rows no count exceeds 5 standard errors.
    """
    if count - usual > _LARGEST_SHARE * n:
        return np.inf
    return float(max(count - usual, 0.0) / max(1.0, np.sqrt(usual), _LABELS * n))


def largest_but_outliers(deviations: np.ndarray) -> float:
    """Return the largest of (n,) deviations, in standard errors, where outliers count as a third of their size.

    One of three to twenty numbers may be an outlier, two of up to forty, and so on: estimates have longer tails than a
    normal distribution, and a standard error from a few runs is sometimes too small.
    """
    ordered = np.sort(deviations)[::-1]
    n_outliers = -(-len(ordered) // _ROWS_PER_OUTLIER) if len(ordered) > 2 else 0
    outliers, rest = ordered[:n_outliers], ordered[n_outliers:]
    return float(max(outliers.max(initial=0.0) / _OUTLIER, rest.max(initial=0.0)))
