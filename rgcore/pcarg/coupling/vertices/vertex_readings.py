"""The cumulants of data at every cutoff, and the sums over legs that turn them into vertices, of one spectrum."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.coupling.vertices.local_vertices import (
    Geometry,
    cumulants_of_sites,
    geometry_of_legs,
    loops_of_legs,
    vertices_of_legs,
    vertices_of_sites,
)
from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["VertexReading", "covariance_of_modes", "loops_at", "read_vertices"]

ROUNDING = 1e-15  # of the largest variance: what is below it is none


@dataclass(frozen=True, slots=True, kw_only=True)
class VertexReading:
    """Of the field of the kept modes at every cutoff; arrays (n_cutoffs, n_variables).

    ``skewness``, ``kurtosis`` and ``variance``; ``legs``, sums over its covariance; ``skewness_local`` and
    ``kurtosis_local``, those that w_j and u_j on each variable, read at the largest cutoff, give. ``variance`` and
    ``legs`` are in powers of a unit of the variance.
    """

    skewness: np.ndarray
    kurtosis: np.ndarray
    variance: np.ndarray
    legs: Geometry
    skewness_local: np.ndarray
    kurtosis_local: np.ndarray

    def values(self, skewness_error: np.ndarray | float = 0.0) -> dict[str, np.ndarray]:
        """Return by name the vertices, ``w``, ``u`` and ``u_symmetric`` without a cubic one, and the moments.

        ``skewness_error`` (n_cutoffs, n_variables), the standard errors of the skewness, gives the noise that
        :func:`vertices_of_legs` takes off the squared third cumulant. That of the third cumulant or of w itself would
        do as well for dense data. For a cell with n spikes the relative errors are 1/(2 sqrt(n)) of the skewness,
        1/sqrt(n) of the third cumulant and 2/sqrt(n) of w, which varies as one over the square of the rate.
        """
        third = self.skewness * self.variance**1.5
        fourth = (self.kurtosis - GAUSSIAN_KURTOSIS) * self.variance**2
        noise = skewness_error**2 * self.variance**3
        w, u = vertices_of_legs(third, fourth, self.legs, noise)
        _, symmetric = vertices_of_legs(np.zeros_like(third), fourth, self.legs)
        moments = ("skewness", "kurtosis", "skewness_local", "kurtosis_local")
        return {"w": w, "u": u, "u_symmetric": symmetric, **{name: getattr(self, name) for name in moments}}


def read_vertices(
    modes: PrincipalComponents,
    full: np.ndarray,
    cutoffs: np.ndarray,
    skewness: np.ndarray,
    kurtosis: np.ndarray,
) -> VertexReading:
    """Read the samples, or those without one block of time; two products of matrices per cutoff.

    Parameters
    ----------
    modes : PrincipalComponents
        Of all samples: the projector P, on which the moments are, is theirs in every reading.
    full : (n, n) float array
        C of the samples that are read, over a unit of the variance, so that its powers stay within range. The legs are
        P C.
    cutoffs : (n_cutoffs,) int array, ascending
    skewness, kurtosis : (n_cutoffs, n) array
        Of the field of the kept modes, in the samples that are read.
    """
    sites = vertices_of_sites(
        skewness[-1], kurtosis[-1] - GAUSSIAN_KURTOSIS, _projected(modes, full, cutoffs[-1]), full
    )
    rows = [_sums(legs, variance, full, sites) for legs, variance in _legs(modes, full, cutoffs)]
    variance, cubic, quartic, joined, skewness_local, kurtosis_local = np.moveaxis(np.array(rows), 1, 0)
    return VertexReading(
        skewness=skewness,
        kurtosis=kurtosis,
        variance=variance,
        legs=Geometry(cubic=cubic, quartic=quartic, joined=joined),
        skewness_local=skewness_local,
        kurtosis_local=kurtosis_local,
    )


def loops_at(
    modes: PrincipalComponents, full: np.ndarray, cutoffs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return :func:`loops_of_legs` at every cutoff, two (n_cutoffs, n_variables) arrays."""
    found = [loops_of_legs(legs, variance, full) for legs, variance in _legs(modes, full, cutoffs)]
    cubic, quartic = np.moveaxis(np.array(found), 1, 0)
    return cubic, quartic


def covariance_of_modes(modes: PrincipalComponents, unit: float) -> np.ndarray:
    """Return the covariance of all modes over a unit of the variance, (n, n) float64."""
    return (modes.components * (modes.variances / unit)) @ modes.components.T


def _projected(modes: PrincipalComponents, full: np.ndarray, n_kept: int) -> np.ndarray:
    """Return P C P, (n, n), with rows and columns 0 for variables to which only rounding gives a variance."""
    some = modes.components[:, :n_kept]
    kept = full if n_kept == len(full) else some @ (some.T @ full @ some) @ some.T
    varies = np.diag(kept) > ROUNDING * np.diag(full).max()
    return np.where(np.outer(varies, varies), kept, 0.0)


def _legs(
    modes: PrincipalComponents, full: np.ndarray, cutoffs: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the legs P C (n, n) and the variances (P C P)_ii of the first k modes for each k, 0 if only rounding."""
    legs, projector, low = np.zeros_like(full), np.zeros_like(full), 0
    for high in cutoffs:
        between = modes.components[:, low:high]
        legs += between @ (between.T @ full)
        projector += between @ between.T
        low = high
        variance = np.einsum("ij,ij->i", legs, projector)
        varies = variance > ROUNDING * np.diag(full).max()
        yield np.where(varies[:, None], legs, 0.0), np.where(varies, variance, 0.0)


def _sums(
    legs: np.ndarray, variance: np.ndarray, full: np.ndarray, sites: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, ...]:
    some = np.where(variance > 0, variance, 1.0)
    over_legs = geometry_of_legs(legs, full)
    third, fourth = cumulants_of_sites(*sites, legs, full)
    local = third / some**1.5, GAUSSIAN_KURTOSIS + fourth / some**2
    return variance, over_legs.cubic, over_legs.quartic, over_legs.joined, *local
