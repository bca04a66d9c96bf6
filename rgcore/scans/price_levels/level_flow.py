"""Kurtosis at each cutoff, and the share of the largest mode, of one set of paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.flow.median_error import median_error
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.stats.blocking import INDEPENDENT

__all__ = ["Paths", "path_flow"]

DRAW_BLOCKS = 2  # of time: the standard error of a draw is the scatter of the draws


@dataclass(frozen=True, slots=True)
class Paths:
    """Samples in memory, (n_samples, n_variables), of which some may rise or fall throughout, as levels may."""

    values: np.ndarray

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield all samples at once."""
        yield self.values


def path_flow(
    values: np.ndarray, kept: Sequence[float], *, n_blocks: int | None = None
) -> list[dict[str, float]]:
    """Return the flow of paths in the covariance scaling, one row per cutoff, fewest modes first.

    Parameters
    ----------
    values : (n_samples, n_variables) float64 array
    kept : sequence of float or int
        As of :func:`rgcore.pcarg.moment_flow`.
    n_blocks : int, optional
        Blocks of time for the standard error; by default their number follows from the autocorrelation time.

    Returns
    -------
    list of dict
        n_kept, kept_fraction, quartiles, median and mean over the variables of the kurtosis, the standard error of the
        median by jackknife over time, and largest_share and effective_modes, the same in every row.
    """
    samples = Paths(values)
    moments = sample_moments(samples) if n_blocks is None else _moments(values)
    (flow,) = kurtosis_flows(samples, moments, [FlowSettings(kept=tuple(kept))], n_blocks=n_blocks)
    spectrum = spectral_numbers(moments.covariance)
    cutoffs = zip(flow.n_kept, flow.kurtosis, np.moveaxis(flow.replicates, 1, 0), flow.present, strict=True)
    return [
        {
            "n_kept": int(n_kept),
            "kept_fraction": n_kept / flow.n_modes,
            **_row(kurtosis[present], replicates[:, present]),
            **spectrum,
        }
        for n_kept, kurtosis, replicates, present in cutoffs
    ]


def _moments(values: np.ndarray) -> SampleMoments:
    """Return the moments of samples in memory, without the autocorrelation time, which only the blocks depend on."""
    centred = values - values.mean(axis=0)
    return SampleMoments(
        n_samples=len(values),
        mean=values.mean(axis=0),
        covariance=centred.T @ centred / len(values),
        correlation_time=INDEPENDENT,
    )


def spectral_numbers(covariance: np.ndarray) -> dict[str, float]:
    """Return the largest eigenvalue over the sum of all, and (sum)^2 / sum of squares, a number of modes."""
    last, total = len(covariance) - 1, np.trace(covariance)
    (largest,) = eigh(covariance, eigvals_only=True, subset_by_index=[last, last])
    return {
        "largest_share": float(largest / total),
        "effective_modes": float(total**2 / np.sum(covariance**2)),
    }


def _row(kurtosis: np.ndarray, replicates: np.ndarray) -> dict[str, float]:
    low, median, high = np.quantile(kurtosis, [0.25, 0.5, 0.75])
    return {
        "kurtosis_q25": low,
        "kurtosis_median": median,
        "kurtosis_q75": high,
        "kurtosis_median_err": median_error(kurtosis, replicates),
        "kurtosis_mean": kurtosis.mean(),
    }
