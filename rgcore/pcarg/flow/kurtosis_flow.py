"""Skewness and kurtosis of every variable at every cutoff, from the second pass over the samples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers, dropped_number
from rgcore.pcarg.modes.principal_components import PrincipalComponents, principal_components
from rgcore.pcarg.modes.projection import (
    VANISHING,
    Projection,
    central_moments_without_blocks,
    power_sums,
    projected_variances,
)
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples
from rgcore.series.time_blocks import number_of_time_blocks, time_block_edges
from rgcore.stats.central_moments import fourth_central_moment, third_central_moment

__all__ = ["FlowSettings", "KurtosisFlow", "kurtosis_flows"]

UNCHANGED = 1e-9  # of the largest variance: two passes over the same samples agree to rounding
OFF_CENTRE = (
    1e-24  # square of a mean, in variances: above it is the rounding of a mean of more than 1000 deviations
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSettings:
    """Which modes are kept: arguments of ``moment_flow``."""

    kept: tuple[float, ...]
    dropped_top: float = 0.0
    scaling: str = "covariance"


@dataclass(frozen=True, slots=True, kw_only=True)
class KurtosisFlow:
    """Kurtosis <phi_i^4>/<phi_i^2>^2 and skewness <phi_i^3>/<phi_i^2>^(3/2) of every variable at every cutoff.

    ``n_kept`` (n_cutoffs,) modes are kept of ``n_modes``; ``kurtosis`` and ``skewness`` (n_cutoffs, n_variables);
    ``replicates`` of the kurtosis and ``skewness_replicates`` (n_blocks, n_cutoffs, n_variables), with one block of
    time left out; ``present`` (n_cutoffs, n_variables) is False where the kept modes leave a variable no variance: its
    kurtosis and skewness are 0/0, are stored as 0 and count nowhere.
    """

    n_kept: np.ndarray
    n_modes: int
    kurtosis: np.ndarray
    replicates: np.ndarray
    skewness: np.ndarray
    skewness_replicates: np.ndarray
    present: np.ndarray

    def median(self, place: int) -> tuple[float, np.ndarray]:
        """Return the median kurtosis over the variables at one cutoff, and its replicates, (n_blocks,)."""
        here = self.present[place]
        values = self.kurtosis[place, here]
        return float(np.median(values)), median_replicates(values, self.replicates[:, place, here])


def kurtosis_flows(
    samples: Samples,
    moments: SampleMoments,
    settings: Sequence[FlowSettings],
    *,
    n_blocks: int | None = None,
    variances: Mapping[str, np.ndarray] | None = None,
) -> list[KurtosisFlow]:
    """Return kurtosis and skewness of every variable at every cutoff, for each of the settings, from one pass.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples.
    settings : sequence of FlowSettings
    n_blocks : int, optional
        As of ``moment_flow``.
    variances : mapping, optional
        Scaling to (n_variables,) variances that the modes are given by scaling their scores, instead of those of the
        samples; a mode without variance stays without.
    """
    modes = {each.scaling: principal_components(moments, each.scaling) for each in settings}
    given = modes if variances is None else {name: _given(modes[name], variances[name]) for name in modes}
    left = [_without_top(given[each.scaling], each.dropped_top) for each in settings]
    gains = [_gain(part, modes[each.scaling]) for part, each in zip(left, settings, strict=True)]
    projections = _projections(modes, left, gains, settings, moments.deviation)
    if n_blocks is None:
        n_blocks = number_of_time_blocks(moments)
    if n_blocks < 2:
        raise InputError(f"a standard error needs at least 2 blocks of time, got n_blocks = {n_blocks}")
    if n_blocks > moments.n_samples:
        raise InputError(
            f"n_blocks must be at most the number of samples, {moments.n_samples}, got {n_blocks}"
        )
    edges = time_block_edges(moments.n_samples, n_blocks, moments.trial_length)
    sums = power_sums(samples, moments.mean, projections, edges)
    return [_flow(*parts, edges) for parts in zip(sums, left, projections, strict=True)]


def _given(modes: PrincipalComponents, variances: np.ndarray) -> PrincipalComponents:
    return PrincipalComponents(
        variances=np.where(modes.variances > 0, variances, 0.0), components=modes.components
    )


def _gain(left: PrincipalComponents, modes: PrincipalComponents) -> np.ndarray:
    """Return what the scores of the modes left are to be multiplied by, (n_modes,)."""
    sample = modes.variances[-len(left.variances) :]
    return np.sqrt(left.variances / np.where(sample > 0, sample, 1.0))


def _without_top(modes: PrincipalComponents, dropped_top: float) -> PrincipalComponents:
    n_dropped = dropped_number(dropped_top, len(modes.variances))
    if not modes.variances[n_dropped] > 0:
        raise InputError(f"the modes left after dropping {n_dropped} have no variance")
    return PrincipalComponents(
        variances=modes.variances[n_dropped:], components=modes.components[:, n_dropped:]
    )


def _projections(modes, left, gains, settings, deviation) -> list[Projection]:
    """Return what each of the settings asks for; those of one scaling share the product into modes."""
    cutoffs = [
        cutoff_numbers(each.kept, len(part.variances)) for part, each in zip(left, settings, strict=True)
    ]
    dropped = [len(deviation) - len(part.variances) for part in left]
    into = {}
    for scaling, found in modes.items():
        ends = zip(dropped, cutoffs, settings, strict=True)
        last = max(first + some[-1] for first, some, each in ends if each.scaling == scaling)
        weights = found.components[:, :last]
        weights = weights / deviation[:, None] if scaling == "correlation" else weights
        into[scaling] = np.ascontiguousarray(weights.T)
    parts = zip(settings, dropped, left, gains, cutoffs, strict=True)
    return [
        Projection(into=into[each.scaling], first=first, back=part.components * gain, cutoffs=some)
        for each, first, part, gain, some in parts
    ]


def _flow(sums: np.ndarray, modes: PrincipalComponents, projection: Projection, edges: np.ndarray):
    variances = projected_variances(modes, projection.cutoffs)
    second, third, fourth = _central_moments(sums.sum(axis=1) / edges[-1])
    _refuse_changed(second[-1], variances[-1], modes.variances[0])
    present = variances > VANISHING * variances[-1].max()
    skewness = np.where(present, third / np.where(present, variances, 1.0) ** 1.5, 0.0)
    kurtosis = np.where(present, fourth / np.where(present, variances, 1.0) ** 2, 0.0)
    left, third, fourth = central_moments_without_blocks(sums, edges)
    varies, unit = left > 0, np.where(left > 0, left, 1.0)
    return KurtosisFlow(
        n_kept=projection.cutoffs,
        n_modes=len(modes.variances),
        kurtosis=kurtosis,
        replicates=np.where(varies, fourth / unit**2, kurtosis),
        skewness=skewness,
        skewness_replicates=np.where(varies, third / unit**1.5, skewness),
        present=present,
    )


def _central_moments(powers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the second, third and fourth central moments of fields whose means are zero but for rounding.

    The mean of data that are subtracted first is rounded: of data with a mean of 10^12 standard deviations the field
    keeps a mean of 10^-4. Smaller means change no digit and are left alone.

    Parameters
    ----------
    powers : (n_cutoffs, 4, n_variables) float64 array
        Means of phi, ..., phi^4.
    """
    first, second, third, fourth = np.moveaxis(powers, 1, 0)
    with np.errstate(invalid="ignore", over="ignore"):  # samples that became infinite are refused afterwards
        first = np.where(first**2 > OFF_CENTRE * second, first, 0.0)
        return (
            second - first**2,
            third_central_moment(first, second, third),
            fourth_central_moment(first, second, third, fourth),
        )


def _refuse_changed(found: np.ndarray, due: np.ndarray, largest: float) -> None:
    """Compare the second moments of the second pass with those that the spectrum of the first one promises."""
    if not np.abs(found - due).max() <= UNCHANGED * largest:
        variable = int(np.argmax(np.abs(found - due)))
        raise InputError(
            f"the samples changed between two passes over them: the variance of variable {variable} was "
            f"{due[variable]:.12g} at first, then {found[variable]:.12g}"
        )
