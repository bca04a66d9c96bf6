"""Which columns of its tables each panel of a figure draws, stated apart from the code that draws them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from .wanted_points import (
    FLOW,
    Tables,
    band,
    clusters,
    deviations_of_mera,
    dimensions,
    ends_of_flows,
    energies_apart,
    exponents_of_free_fields,
    first_step,
    joint_exponents,
    localized,
    nearest,
    of,
    of_replicas,
    running,
    shapes,
    size,
    spectrum,
    summed,
    temperatures_apart,
    walks,
)

__all__ = ["CASES", "Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Points of a figure, found by what stands in "panel | vertical axis | series", and the numbers they must be.

    ``wanted`` gives columns y, low and high, and x where marks are not moved sideways.
    """

    figure: str
    where: str
    wanted: Callable[[Tables], pd.DataFrame]
    kind: str = "points"


CASES = [
    Case(figure=figure, where=where, wanted=wanted)
    for figure, where, wanted in [
        (
            "n_dependence",
            "variance exponent",
            of("n_dependence", "value", "n_variables", where="measure == 'variance'"),
        ),
        ("n_dependence", "alpha", of("n_dependence", "value", "n_variables", where="measure == 'alpha'")),
        (
            "n_dependence",
            "kurtosis, neural",
            of("n_dependence", "value", "kept_fraction", where="n_kept > 0"),
        ),
        (
            "bin_width_scan",
            "dynamic exponent.*(?:merged|stacked)",
            of("bin_width_scan", "value", "n_bins", where="measure == 'dynamic'"),
        ),
        (
            "bin_width_scan",
            "silence exponent.*shuffled",
            of(
                "bin_width_scan",
                "shuffled",
                "n_bins",
                where="measure == 'silence' and arrangement == 'merged'",
            ),
        ),
        (
            "window_scan",
            "median kurtosis",
            of("window_scan", "kurtosis_median", where="scaling == 'covariance'"),
        ),
        (
            "window_scan",
            "distance.*neural",
            of("window_scan", "jensen_shannon", where="scaling == 'covariance'"),
        ),
        ("price_levels", "largest mode . share of", of("price_levels", "largest_share")),
        (
            "price_levels",
            "data, other panels",
            of("price_levels", "kurtosis_median", where="source == 'data'"),
        ),
        ("price_levels", "mean kurtosis", walks),
        ("canonical_dimension", "dimension", dimensions),
        ("coarse_graining", "variance over.*neural", clusters),
        (
            "coarse_graining",
            "correlation time.*neural",
            of("coarse_graining", "correlation_time", "cluster_size"),
        ),
        ("coarse_graining_local", "silence: local.*like$", of("coarse_graining_local", "value")),
        ("fig3_pca_gaussian", "measured", of("pca_gaussian", "variance")),
        ("pca_spectrum", "units of their mean", spectrum),
        ("pca_coupling", "alpha.*dimensionless", of("pca_coupling", "alpha", "kept_fraction")),
        ("pca_coupling", r"\$g\$, (?:first|outside)", of("pca_coupling", "g", "kept_fraction")),
        ("pca_recursion", "fixed points, and the coupling", of("pca_coupling", "g", "alpha")),
        ("pca_ground_truth", r"alpha.*measured", exponents_of_free_fields),
        ("pca_ground_truth_coupling", "bare.*measured", running),
        (
            "fig6_moment_flow",
            "data",
            of("pca_flow", "kurtosis_median", "kept_fraction", where="source == 'data'"),
        ),
        ("mcrg", "thermal", of("mcrg", "exponent", where="sector == 'even'")),
        (
            "ising_thermodynamics",
            "specific heat per",
            of("ising_thermodynamics", "specific_heat", "temperature"),
        ),
        (
            "ising_thermodynamics",
            "susceptibility per",
            of("ising_thermodynamics", "susceptibility", "temperature"),
        ),
        ("finite_size_scaling", "exact value", joint_exponents),
        ("rbm_thermodynamics", "magnetization.*samples", of("rbm_thermodynamics", "abs_magnetization")),
        ("rbm_thermodynamics", "^.a. energy.*training data", of("ising_thermodynamics", "energy")),
        ("rbm_likelihood", "divergence", of("rbm_likelihood", "divergence_per_site")),
        ("network_temperature", "^.a. energy", energies_apart),
        (
            "rbm_flow",
            "from",
            of_replicas("rbm_flow", FLOW, "energy_temperature", "step", "design != 'bond_network'"),
        ),
        ("dbm_training", "training minus", of("dbm_training", "bound_gap")),
        ("dbm_training", "mean-field", of("dbm_training", "mean_field_steps", "epoch", ends="none")),
        ("dbn_reconstruction", "means of the units", of("dbn_reconstruction", "reconstruction_error")),
        ("dbn_reconstruction", "majority", of("dbn_reconstruction", "block_error")),
        ("learned_couplings", "after the step", first_step),
        ("block_size_controls", "64 units", of("block_size_controls", "fwhm")),
        ("block_size_study", "lost", of("block_size_pairs", "log_likelihood_change", scale=-1)),
        ("block_size_vs_temperature", "median", of("block_size", "block_size", ends="interval")),
        (
            "kurtosis_switch",
            "of the inputs",
            shapes("excess_kurtosis_inputs"),
        ),
        ("cheap_learning", "share of starts", of("cheap_learning", "reached", "n_units", ends="interval")),
        ("cheap_learning", "relative error.*n =", of("cheap_learning", "error", "scale", ends="none")),
        ("fisher_spectra", "per spin.*(?:energy|between)", of("fisher_spectra", "eigenvalue", "scale")),
        ("landau_flow", "Borel", summed),
        ("learned_flow", "share of the variance", of("network_couplings", "share", "temperature")),
        ("rbm_fisher", "number, shuffled", of("rbm_fisher", "participation", where="source != 'ising'")),
        ("rbm_fisher", "share of the largest", of("rbm_fisher", "n_stiff", where="source == 'ising'")),
        ("tensor_rg", "lambda.*T_", of("tensor_spectra", "transfer_eigenvalue", "side", ends="none")),
        ("vrg_couplings", "pair", of("vrg_couplings", "root_mean_square", where="n_spins == 2", ends="none")),
        ("vrg_objectives", "KL", of("vrg_objectives", "kl_divergence", ends="none")),
        ("rbm_flow", "flows end.*units", ends_of_flows),
        (
            "rbm_thermodynamics",
            r"energy \| temperature",
            of("rbm_thermodynamics", "energy_temperature", ends="interval"),
        ),
        ("rbm_thermodynamics", "difference", temperatures_apart),
        ("rbm_thermodynamics", "lattice spacings.*samples", of("rbm_thermodynamics", "correlation_length")),
        ("rbm_likelihood", "over the RBM", of("rbm_likelihood", "gain_over_rbm")),
        ("intensive_embedding", "nearest coupling", nearest),
        ("mera", "epsilon.*MERA", deviations_of_mera),
        ("vrg_objectives", "b. free energy", size("vrg_objectives", "free_energy_difference")),
        ("block_size_study", "localized .fraction", localized),
        (
            "kurtosis_switch",
            "full width",
            shapes("fwhm"),
        ),
        (
            "learned_flow",
            "over all states",
            of("network_couplings", "coupling", "temperature", ends="spread"),
        ),
        (
            "learned_flow",
            "in configurations.*neigh",
            of("network_couplings", "coupling_on_data", "temperature"),
        ),
        ("rbm_fisher", "in the first.*h$", of("rbm_fisher", "share_field", "temperature")),
        (
            "finite_size_scaling",
            "critical temperature",
            of("finite_size_scaling", "value", where="quantity == 'critical_temperature'"),
        ),
        (
            "pca_ground_truth",
            "kurtosis .dim",
            of("pca_ground_truth", "measured", "kept_fraction", where="quantity == 'kurtosis'"),
        ),
        (
            "pca_ground_truth_coupling",
            "local / ",
            of("pca_ground_truth", "measured", where="quantity == 'nonlocality'"),
        ),
        ("coarse_graining", "kurtosis .dim.*neural", of("coarse_graining", "kurtosis", "cluster_size")),
        ("mcrg", "magnetic", of("mcrg", "exponent", where="sector == 'odd'")),
        ("tensor_rg", "relative error", of("tensor_rg", "relative_error", "bond_dimension", ends="none")),
        (
            "detection_power",
            "\\| power",
            of("detection_power", "power", "relative_strength", ends="interval"),
        ),
        ("detection_power", "difference of", of("detection_power", "gain_over_largest", ends="interval")),
        ("detection_power", "false alarms", of("detection_power", "false_alarm_rate_white", ends="interval")),
    ]
]
CASES += [
    Case(figure=figure, where=where, wanted=wanted, kind="band")
    for figure, where, wanted in [
        (
            "price_levels",
            "log levels . median",
            band("price_levels", "null_low", "null_high", "kept_fraction", "transform == 'log_levels'"),
        ),
        (
            "fig6_moment_flow",
            "range of draws",
            band("pca_flow", "null_low", "null_high", "kept_fraction", "source != 'data'"),
        ),
        (
            "fig6_moment_flow",
            r"^.a. .*\| $",
            band("pca_flow", "kurtosis_q25", "kurtosis_q75", "kept_fraction", "source == 'data'"),
        ),
    ]
]
