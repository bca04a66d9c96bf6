"""Coarse-graining in real space: the most correlated variables are summed, again and again."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.coarse_graining.analysis import CoarseGraining, coarse_grain, join_draws
    from rgcore.coarse_graining.cluster_spectra import MIN_CLUSTERS, cluster_spectrum, spectrum_sizes
    from rgcore.coarse_graining.clusters import Level, cluster_table, clusters_of_covariance, form_clusters
    from rgcore.coarse_graining.measurement import Measurement, measure
    from rgcore.coarse_graining.pairing import greedy_pairs
    from rgcore.coarse_graining.power_law import PowerLaw, fit_power_law
    from rgcore.coarse_graining.scaling_exponents import EXPONENTS, Definition, ScalingFit, fit_exponents

__all__ = [
    "EXPONENTS",
    "MIN_CLUSTERS",
    "CoarseGraining",
    "Definition",
    "Level",
    "Measurement",
    "PowerLaw",
    "ScalingFit",
    "cluster_spectrum",
    "cluster_table",
    "clusters_of_covariance",
    "coarse_grain",
    "fit_exponents",
    "fit_power_law",
    "form_clusters",
    "greedy_pairs",
    "join_draws",
    "measure",
    "spectrum_sizes",
]

import_when_used(__name__)
