"""Mean and covariance of samples with gaps, in standardized variables: pair by pair, or by expectation maximization."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.gaps.regression import precision_of, regress
from rgcore.datasets.gaps.sums import Sums
from rgcore.errors import InputError
from rgcore.series.samples import Samples
from rgcore.series.temporary_matrix import TemporaryMatrix
from rgcore.stats.nearest_correlation import nearest_correlation

__all__ = ["GapMoments", "em_moments", "pairwise_moments"]

SETTLED = 1e-6  # largest change of a covariance in an iteration, in units of the two standard deviations
MOST_ITERATIONS = 300
_ROUNDING = 1e-12  # eigenvalues of a correlation matrix, relative to its size


@dataclass(frozen=True, slots=True, kw_only=True)
class GapMoments:
    """Moments of samples with gaps.

    Attributes
    ----------
    mean : (n_variables,) float64 array
    covariance : (n_variables, n_variables) float64 array, positive semidefinite
    uncertain : float
        Eigenvalues of the correlation matrix below it are not known from 0.
    phrase : str
        How they were estimated, for the page of the data set.
    """

    mean: np.ndarray
    covariance: np.ndarray
    uncertain: float = 0.0
    phrase: str = ""


def pairwise_moments(samples: Samples) -> GapMoments:
    """Return moments over the samples in which both variables are present, each pair about its own means.

    C_ij = <x_i x_j> - <x_i><x_j> over these samples, with 1/T_ij. The variances stay; if the correlation matrix has a
    negative eigenvalue, it becomes the nearest that has none. One pass, and three matrix products for each block.

    Parameters
    ----------
    samples : Samples
        Blocks of standardized variables (any mean near 0 and width near 1 will do), NaN where an entry is missing; each
        pair of variables is present together in at least one sample.
    """
    counts = sums = products = 0.0
    for block in samples:
        present = ~np.isnan(block)
        values, weights = np.where(present, block, 0.0), present.astype(np.float64)
        counts = counts + weights.T @ weights
        sums = sums + values.T @ weights  # [i, j]: sum of i where j is present
        products = products + values.T @ values
    means = sums / counts
    covariance = products / counts - means * means.T
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    lowest = float(np.linalg.eigvalsh(correlation)[0])
    if lowest >= -_ROUNDING * len(correlation):
        phrase = "the covariance over pairs of entries present is positive semidefinite as it is"
        return GapMoments(mean=np.diag(means), covariance=covariance, phrase=phrase)
    nearest = nearest_correlation(correlation)
    change = np.linalg.norm(nearest - correlation) / np.linalg.norm(correlation)
    return GapMoments(
        mean=np.diag(means),
        covariance=nearest * np.outer(deviation, deviation),
        uncertain=-lowest,
        phrase=f"the correlation matrix over pairs of entries present has eigenvalues down to {lowest:.3g}, and the "
        f"nearest that is positive semidefinite differs by {100 * change:.2g} % of its Frobenius norm",
    )


def em_moments(samples: Samples) -> GapMoments:
    """Return mean and covariance of the Gaussian of largest likelihood (Dempster, Laird and Rubin 1977).

    Each iteration replaces the missing entries by their conditional means under the present estimate, adds their
    conditional covariances to the products, and takes moments with 1/T; without a gap these are the moments of the
    samples. The first estimate is that of independent variables. Samples without a gap are summed once; the others go
    to a temporary file, of which each iteration is a pass: n_variables^2 operations a sample, and m^3 for m gaps.

    Parameters
    ----------
    samples : Samples
        As in :func:`pairwise_moments`.

    Raises
    ------
    InputError
        If a covariance still changes by more than ``SETTLED`` standard deviations after ``MOST_ITERATIONS``.
    """
    complete = Sums()
    waiting = _with_gaps(samples, complete)
    gappy = TemporaryMatrix.from_blocks(waiting)
    n_variables = gappy.shape[1]
    mean, covariance, change = np.zeros(n_variables), np.eye(n_variables), np.inf
    for iteration in range(1, MOST_ITERATIONS + 1):
        sums = Sums(complete.n_samples, complete.values, complete.products)
        precision = precision_of(covariance)
        for block in gappy:
            gaps = np.isnan(block)
            values = np.where(gaps, 0.0, block - mean)
            spread = regress(values, gaps, precision)
            sums.add(values + mean, spread)
        before, (mean, covariance) = covariance, sums.moments()
        deviation = np.sqrt(np.diag(covariance))
        change = np.abs((covariance - before) / np.outer(deviation, deviation)).max()
        if change <= SETTLED:
            phrase = (
                f"expectation maximization settled in {iteration} iterations, after which no covariance changes by "
                f"more than {SETTLED:g} of the product of two standard deviations"
            )
            return GapMoments(mean=mean, covariance=covariance, phrase=phrase)
    raise InputError(
        f"then: em must settle in {MOST_ITERATIONS} iterations, but a correlation still changes by {change:.2g}: write "
        "then: pairwise, or a smaller drop_variables_above"
    )


def _with_gaps(samples: Samples, complete: Sums) -> Iterator[np.ndarray]:
    """Yield the samples with a gap, and add the others to the sums."""
    for block in samples:
        gappy = np.isnan(block).any(axis=1)
        complete.add(block[~gappy])
        yield block[gappy]
