"""What filled entries do to spectrum and flow, beside leaving out the samples with a gap."""

import numpy as np

from rgcore.datasets.gaps.sums import Sums
from rgcore.series.moments import correlation_of
from rgcore.series.samples import Samples

__all__ = ["Comparison"]

_FEW = 0.1  # of the modes: the flow is compared there and with all modes
_FEWEST = 20  # samples
_NO_VARIANCE = 1e-20  # of the largest variance of a variable


class Comparison:
    """Moments of filled samples, and of those among them without a gap, added block by block."""

    def __init__(self, n_variables: int) -> None:
        self._filled, self._complete = Sums(), Sums()
        self._is_complete: list[np.ndarray] = []
        self._powers = np.zeros((3, n_variables))  # number, squares and fourth powers of the entries present

    def add(self, values: np.ndarray, gaps: np.ndarray) -> None:
        """Add (n, n_variables) filled samples about the means of their entries present, and the mask of the gaps."""
        complete = ~gaps.any(axis=1)
        self._is_complete.append(complete)
        self._filled.add(values)
        self._complete.add(values[complete])
        squares = np.where(gaps, 0.0, values) ** 2
        self._powers += [(~gaps).sum(axis=0), squares.sum(axis=0), (squares**2).sum(axis=0)]

    def phrases(self, filled: Samples) -> tuple[str, ...]:
        """Return what changed, from up to two more passes over the filled samples as they were added."""
        every = np.concatenate(self._is_complete)
        n_samples, n_complete = len(every), self._complete.n_samples
        number, squares, fourths = self._powers
        all_modes, few_modes, eigenvalue = _numbers(filled, self._filled, np.ones_like(every))
        phrases = [
            f"filled samples have a median kurtosis of {all_modes:.3g} with all modes and {few_modes:.3g} with a tenth "
            f"of them, and {eigenvalue:.3g} as the largest eigenvalue of the correlation matrix"
        ]
        if n_complete > max(len(number), _FEWEST):
            numbers = _numbers(filled, self._complete, every)
            phrases.append(
                f"the {n_complete} of {n_samples} samples without a gap have "
                + "{:.3g}, {:.3g} and {:.3g}".format(*numbers)
            )
        else:
            phrases.append(f"{n_complete} of {n_samples} samples are without a gap, too few to compare with")
        of_present = np.median(fourths * number / squares**2)
        return (*phrases, f"the median kurtosis of the entries present is {of_present:.3g}")


def _numbers(filled: Samples, population: Sums, chosen: np.ndarray) -> tuple[float, float, float]:
    """Return median kurtosis with all and with a tenth of the modes, and the largest eigenvalue of the correlations."""
    mean, covariance = population.moments()
    n_few = max(1, round(_FEW * len(mean)))
    modes = np.linalg.eigh(covariance)[1][:, -n_few:]
    projectors = (None, modes @ modes.T)
    powers = np.zeros((2, 2, len(mean)))  # projector, square or fourth power
    start = 0
    for block in filled:
        values = block[chosen[start : start + len(block)]] - mean
        start += len(block)
        for place, projector in enumerate(projectors):
            squares = (values if projector is None else values @ projector) ** 2
            powers[place] += [squares.sum(axis=0), (squares**2).sum(axis=0)]
    all_modes, few_modes = (_median_kurtosis(*each, population.n_samples) for each in powers)
    return all_modes, few_modes, float(np.linalg.eigvalsh(correlation_of(covariance))[-1])


def _median_kurtosis(squares: np.ndarray, fourths: np.ndarray, n_samples: int) -> float:
    present = squares > _NO_VARIANCE * squares.max()
    return float(np.median(fourths[present] * n_samples / squares[present] ** 2))
