"""Spectra with standard errors, fitted noise and exponent, from one pass over the samples after the moments."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.objects import an_instance, mapping, one_of
from rgcore.errors import InputError
from rgcore.pcarg.modes.principal_components import SCALINGS, principal_components
from rgcore.pcarg.spectra.cleaning import cleaned_variances, cleaned_without_blocks, reproduced_number
from rgcore.pcarg.spectra.leave_one_block_out import LeaveOneBlockOut, spectra_without_blocks
from rgcore.pcarg.spectra.noise_bulk import NoiseBulk, fit_noise_bulk
from rgcore.pcarg.spectra.spectral_exponent import exponent_between, exponent_range
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, as_samples
from rgcore.series.time_blocks import number_of_time_blocks
from rgcore.stats.jackknife import Estimate, jackknife_error

__all__ = ["SpectrumAnalysis", "analyse_spectra", "checked_analyses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectrumAnalysis:
    """The spectrum of one scaling, analysed.

    Attributes
    ----------
    variances, variances_err : (n_variables,) float64 arrays
        Eigenvalues, largest first, and their standard errors by a jackknife.
    cleaned, cleaned_err : (n_variables,) float64 arrays
        Without sampling noise: :func:`cleaned_variances`; the standard error is that at fixed modes.
    n_samples, effective_samples, n_blocks : int
        T, the number of independent samples of equally noisy covariances (at most T), and blocks of time.
    bulk : NoiseBulk
        The noise, with ``effective_samples``.
    noise_variance_err : float
        Standard error of its sigma^2.
    n_reproduced : int
        :func:`reproduced_number`.
    alpha_ranks : tuple of int, or None
        The range of :func:`exponent_range` within the modes above the edge that reproduce.
    alpha, alpha_cleaned : Estimate
        Exponents of eigenvalues and of cleaned ones over that range, with standard errors; NaN without a range.
    """

    variances: np.ndarray
    variances_err: np.ndarray
    cleaned: np.ndarray
    cleaned_err: np.ndarray
    n_samples: int
    effective_samples: int
    n_blocks: int
    bulk: NoiseBulk
    noise_variance_err: float
    n_reproduced: int
    alpha_ranks: tuple[int, int] | None
    alpha: Estimate
    alpha_cleaned: Estimate


def analyse_spectra(samples: Samples, moments: SampleMoments) -> dict[str, SpectrumAnalysis]:
    """Analyse the spectra of both scalings, from one more pass over the samples.

    Memory: a few (n_variables, n_variables) matrices. Time: one decomposition per block of time and scaling.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples, at least 4 of them; no variable constant.

    Raises
    ------
    InputError
        If there are fewer than 4 samples, a variable is constant, or the samples changed.
    """
    samples, moments = as_samples(samples), an_instance("moments", moments, SampleMoments)
    if moments.n_samples < 4:
        raise InputError(f"errors of a spectrum need at least 4 samples, found {moments.n_samples}")
    n_blocks = min(number_of_time_blocks(moments), moments.n_samples // 2)
    n_signal = {scaling: _first_guess(moments, scaling) for scaling in SCALINGS}
    left_out = spectra_without_blocks(samples, moments, n_blocks, n_signal)
    return {scaling: _analysis(found) for scaling, found in left_out.items()}


def checked_analyses(analyses: object, n_variables: int | None = None) -> Mapping[str, SpectrumAnalysis]:
    """Return analyses by scaling; InputError unless there is one, and all are of ``n_variables`` variables."""
    for scaling, analysis in mapping("analyses", analyses).items():
        one_of("a scaling of analyses", scaling, SCALINGS)
        found = len(an_instance(f"analyses[{scaling!r}]", analysis, SpectrumAnalysis).variances)
        if n_variables is not None and found != n_variables:
            raise InputError(f"analyses must be of {n_variables} variables as the samples, got {found}")
    if not analyses:
        raise InputError("analyses must hold at least one, as analyse_spectra returns them")
    return analyses


def _first_guess(moments: SampleMoments, scaling: str) -> int:
    """Return the number of signal modes, at most half, as estimated without the effective number of samples."""
    variances = principal_components(moments, scaling).variances
    return len(variances) - fit_noise_bulk(variances, moments.n_samples).distribution.n_variables


def _analysis(left_out: LeaveOneBlockOut) -> SpectrumAnalysis:
    variances, without = left_out.modes.variances, left_out.variances
    cleaned, cleaned_parts = cleaned_variances(left_out), cleaned_without_blocks(left_out)
    n_samples, n_blocks = int(left_out.lengths.sum()), len(left_out.lengths)
    n_effective = int(np.clip(left_out.effective_samples, 2, n_samples))
    bulk = fit_noise_bulk(variances, n_effective)
    n_left = max(2, round(n_effective * (1 - 1 / n_blocks)))
    n_reproduced = reproduced_number(left_out)
    ranks = exponent_range(variances, min(bulk.n_above, n_reproduced))
    return SpectrumAnalysis(
        variances=variances,
        variances_err=jackknife_error(without),
        cleaned=cleaned,
        cleaned_err=jackknife_error(cleaned_parts),
        n_samples=n_samples,
        effective_samples=n_effective,
        n_blocks=n_blocks,
        bulk=bulk,
        noise_variance_err=float(
            jackknife_error(np.array([fit_noise_bulk(part, n_left).variance for part in without]))
        ),
        n_reproduced=n_reproduced,
        alpha_ranks=ranks,
        alpha=_exponent(variances, without, ranks),
        alpha_cleaned=_exponent(cleaned, cleaned_parts, ranks),
    )


def _exponent(variances: np.ndarray, without: np.ndarray, ranks: tuple[int, int] | None) -> Estimate:
    if ranks is None:
        return Estimate(np.nan, np.nan)
    replicates = np.array([exponent_between(part, *ranks) for part in without])
    return Estimate(exponent_between(variances, *ranks), float(jackknife_error(replicates)))
