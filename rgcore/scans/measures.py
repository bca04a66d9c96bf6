"""What a scan repeats: exponents of coarse-graining, of the spectrum, and the kurtosis as modes are removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.coarse_graining.cluster_observables import measure, with_lags
from rgcore.coarse_graining.clusters import clusters_of_covariance
from rgcore.coarse_graining.decay_times import resolved_lags
from rgcore.coarse_graining.scaling.scaling_exponents import fit_exponents
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.pcarg.spectra.spectrum_table import spectrum_summary
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples
from rgcore.stats.jackknife import jackknife_error

__all__ = ["KURTOSIS", "Measured", "change_between", "measure_all", "without_spectrum"]

KURTOSIS = "kurtosis_median"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One number with its standard error.

    Attributes
    ----------
    name : str
    n_kept : int
        Modes kept; 0 for what needs no cutoff.
    asked : float or int
        Fraction or number of modes that was asked for; 0 for what needs no cutoff.
    value, error : float
    replicates : (n_blocks,) float64 array, or None
        The value with one block of time left out; None where only the standard error is known.
    note : str
        Why there is no value.
    """

    name: str
    value: float
    error: float
    replicates: np.ndarray | None
    n_kept: int = 0
    asked: float = 0
    note: str = ""

    @property
    def key(self) -> tuple[str, float]:
        """Name and what was asked for: the same for data of other numbers of variables."""
        return self.name, self.asked


def change_between(new: Measured, first: Measured) -> tuple[float, float]:
    """Return the new value minus the first, and the standard error of the difference.

    Both left out the same blocks of time, whose scatter they share. Without replicates the errors are added in squares,
    as if they shared nothing.
    """
    if new.replicates is None or first.replicates is None:
        return new.value - first.value, float(np.hypot(new.error, first.error))
    return new.value - first.value, float(jackknife_error(new.replicates - first.replicates))


def measure_all(
    samples: Samples, moments: SampleMoments, kept: Sequence[float], n_blocks: int
) -> list[Measured]:
    """Return the five exponents of coarse-graining, alpha, and the median kurtosis at every cutoff.

    Parameters
    ----------
    samples, moments
        No constant variable, at least two.
    kept : sequence of float
        Fractions of the modes, as of :func:`rgcore.pcarg.moment_flow`; covariance, no mode dropped.
    n_blocks : int
        Blocks of time of the jackknife.
    """
    return [*without_spectrum(samples, moments, kept, n_blocks), _alpha(samples, moments)]


def without_spectrum(
    samples: Samples, moments: SampleMoments, kept: Sequence[float], n_blocks: int
) -> list[Measured]:
    """Return what :func:`measure_all` does but for alpha, which takes most of its time."""
    return [
        *_exponents(samples, moments, n_blocks),
        *_kurtosis(samples, moments, kept, n_blocks),
    ]


def _exponents(samples: Samples, moments: SampleMoments, n_blocks: int) -> Iterator[Measured]:
    """Yield the exponents of ``coarse_graining_exponents``, fitted in the same way."""
    found = measure(samples, clusters_of_covariance(moments.covariance), n_blocks=n_blocks)
    fits = fit_exponents(with_lags(found, resolved_lags(found.autocorrelation)))
    for name, fit in fits.items():
        value, *left_out = fit.fitted.exponent
        yield _of_replicates(name, value, np.array(left_out), note=fit.note)


def _kurtosis(
    samples: Samples, moments: SampleMoments, kept: Sequence[float], n_blocks: int
) -> Iterator[Measured]:
    (flow,) = kurtosis_flows(samples, moments, [FlowSettings(kept=tuple(kept))], n_blocks=n_blocks)
    for place, n_kept in enumerate(map(int, flow.n_kept)):
        cutoff = {"n_kept": n_kept, "asked": _asked(kept, n_kept, flow.n_modes)}
        yield _of_replicates(KURTOSIS, *flow.median(place), **cutoff)


def _asked(kept: Sequence[float], n_kept: int, n_modes: int) -> float:
    """Return the entry of ``kept`` that stands for ``n_kept`` modes, the nearest of several fractions."""
    standing = [each for each in kept if cutoff_numbers([each], n_modes)[0] == n_kept]
    return min(standing, key=lambda each: abs(each * n_modes - n_kept) if each <= 1 else 0)


def _of_replicates(name: str, value: float, replicates: np.ndarray, **described: float | str) -> Measured:
    error = float(jackknife_error(replicates))
    return Measured(name=name, value=float(value), error=error, replicates=replicates, **described)


def _alpha(samples: Samples, moments: SampleMoments) -> Measured:
    """Return alpha of the covariance's spectrum; NaN where no range of resolved modes is a power law."""
    summary = spectrum_summary(analyse_spectra(samples, moments), "arranged anew")
    summary = summary.set_index("scaling").loc["covariance"]
    note = "no range of the resolved modes is a power law" if summary["alpha_last_rank"] else ""
    note = note or "too few modes are resolved from noise"
    exists = bool(summary["has_exponent"])
    return Measured(
        name="alpha",
        value=float(summary["alpha"]) if exists else np.nan,
        error=float(summary["alpha_err"]) if exists else np.nan,
        replicates=None,
        note="" if exists else note,
    )
