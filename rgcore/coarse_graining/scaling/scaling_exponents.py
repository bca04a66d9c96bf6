"""The five exponents: the quantity each is fitted to, its range, and its value for independent variables.

    variance of the summed activity         ~ K^alpha    independent 1, identical copies 2
    silence, -ln P(all K variables silent)  ~ K^beta     independent 1, identical copies 0
    eigenvalue of the clusters' covariance  ~ (rank / K)^-mu   independent and of equal variance 0
    dynamic, correlation time of the sums   ~ K^z        independent and of equal dynamics 0
    relaxation, relaxation time of the sums ~ K^z        the same, whatever the share of white noise

Logarithms are fitted, all points of one curve with equal weight: the levels share all their samples, so that their
errors are correlated and a chi^2 of independent levels would mean nothing. Ranges: all cluster sizes that leave at
least four clusters; of a spectrum the larger half of the eigenvalues, weight 1/rank (equal per factor of rank).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.coarse_graining.cluster_observables import Measurement
from rgcore.coarse_graining.cluster_spectra import MIN_CLUSTERS
from rgcore.coarse_graining.scaling.power_law import MIN_POINTS, PowerLaw, fit_power_law

__all__ = ["EXPONENTS", "Definition", "ScalingFit", "fit_exponents", "quantities"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One exponent: its value for independent variables of one kind, and the range of published values.

    ``published`` spans the three mice of Meshulam et al., arXiv:1812.11904 (table), hippocampus, about 1,500 cells
    each, as drawn in the analysis code of Morrell et al., PRL 126, 118302 (2021): 1.40(6), 1.56(3), 1.73(11);
    0.88(1), 0.89(1), 0.86(2); 0.71(6), 0.73(1), 0.83(7); 0.16(2), 0.17(3), 0.34(12). None of them has an amplitude
    fitted beside the time: of the relaxation time nothing is published (NaN).
    """

    independent: float
    published: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalingFit:
    """The fit of one exponent, its range (cluster sizes, or rank / K), and the reason if there is none."""

    fitted: PowerLaw
    low: float
    high: float
    note: str


EXPONENTS: Mapping[str, Definition] = {
    "variance": Definition(independent=1.0, published=(1.40, 1.73)),
    "silence": Definition(independent=1.0, published=(0.86, 0.89)),
    "eigenvalue": Definition(independent=0.0, published=(0.71, 0.83)),
    "dynamic": Definition(independent=0.0, published=(0.16, 0.34)),
    "relaxation": Definition(independent=0.0, published=(np.nan, np.nan)),
}


def quantities(measured: Measurement) -> dict[str, np.ndarray]:
    """Return what is fitted against the cluster size, (n_estimates, n_sizes) by name of the exponent."""
    with np.errstate(divide="ignore"):
        free_energy = -np.log(measured.silence)
    return {
        "variance": measured.variance,
        "silence": free_energy,
        "dynamic": measured.correlation_time,
        "relaxation": measured.relaxation_time,
    }


def fit_exponents(measured: Measurement) -> dict[str, ScalingFit]:
    """Fit all exponents, each to every estimate of a measurement.

    Returns
    -------
    dict of str to ScalingFit
        Keys as in ``EXPONENTS``. An exponent that does not exist is NaN, for the reason in its ``note``.
    """
    reasons = {
        "variance": "no variance",
        "silence": _why_no_silence(measured),
        "dynamic": "autocorrelation at one step above zero at too few cluster sizes: no correlation time is resolved",
        "relaxation": "autocorrelation falls and is above zero at two lags at too few cluster sizes: "
        "no relaxation time is resolved",
    }
    fits = {
        name: _over_sizes(measured, values, reasons[name]) for name, values in quantities(measured).items()
    }
    fits["eigenvalue"] = _over_ranks(measured)
    return {name: fits[name] for name in EXPONENTS}


def _why_no_silence(measured: Measurement) -> str:
    if np.isnan(measured.silence).all():
        return "the least value is not zero: silence has no meaning for these data"
    return "no cluster of the size is ever silent"


def _over_sizes(measured: Measurement, values: np.ndarray, reason: str) -> ScalingFit:
    """Fit over the cluster sizes with enough clusters whose value of all samples exists."""
    wide = measured.n_clusters >= MIN_CLUSTERS
    chosen = wide & np.isfinite(values[0]) & (values[0] > 0)
    sizes = measured.cluster_sizes[chosen]
    even = np.ones(len(sizes))
    fitted = fit_power_law(sizes.astype(float), values[:, chosen], curve=np.zeros(len(sizes)), weights=even)
    note = ""
    if len(sizes) < MIN_POINTS:
        too_few = f"fewer than {MIN_POINTS} cluster sizes leave {MIN_CLUSTERS} clusters: too few variables"
        note = reason if wide.sum() >= MIN_POINTS else too_few
    return _fit(fitted, sizes, note)


def _over_ranks(measured: Measurement) -> ScalingFit:
    """Fit the larger half of the eigenvalues of all sizes, each size with its own prefactor."""
    sizes = [size for size, spectrum in measured.spectra.items() if (spectrum[0, : size // 2] > 0).all()]
    if not sizes:
        missing = np.full(len(measured.variance), np.nan)
        return _fit(
            PowerLaw(exponent=missing, change=missing),
            [],
            f"no cluster size of at least 8 leaves {MIN_CLUSTERS} clusters: too few variables",
        )
    ranks = [np.arange(1, size // 2 + 1) for size in sizes]
    fractions = np.concatenate([rank / size for rank, size in zip(ranks, sizes, strict=True)])
    values = np.concatenate([measured.spectra[size][:, : size // 2] for size in sizes], axis=1)
    fitted = fit_power_law(
        fractions,
        values,
        curve=np.repeat(sizes, [len(rank) for rank in ranks]),
        weights=1 / np.concatenate(ranks),
    )
    return _fit(PowerLaw(exponent=-fitted.exponent, change=-fitted.change), fractions, "")


def _fit(fitted: PowerLaw, places, note: str) -> ScalingFit:
    low, high = (float(np.min(places)), float(np.max(places))) if len(places) else (np.nan, np.nan)
    return ScalingFit(fitted=fitted, low=low, high=high, note=note)
