"""Small tables of studies of block sizes; the numbers are smooth curves with noise, not physics."""

from itertools import product

import numpy as np
import pandas as pd

from .lattices import CRITICAL


def block_size_study(temperatures, n_panels):
    """Networks of four kinds, trained on Ising configurations and on a control, with two replicas."""
    kinds = [("none", 64), ("translations", 64), ("none", 16), ("translations", 16)][:n_panels]
    sources = {"ising": 1.0, "gaussian_copy": 0.97}
    rows = [
        (sharing, n_hidden, source, t, replica, epoch)
        for (sharing, n_hidden), source, t, replica, epoch in product(
            kinds, sources, temperatures, (0, 1), (40, 80)
        )
    ]
    frame = pd.DataFrame(rows, columns=["sharing", "n_hidden", "source", "temperature", "replica", "epoch"])
    distance = (frame["temperature"] - CRITICAL).abs()
    spacing = 16 / frame["n_hidden"] ** 0.5
    width = spacing * (1.3 + 0.2 / (1 + distance)) * frame["source"].map(sources)
    width += 0.03 * frame["replica"] + 10 / frame["epoch"]
    return frame.assign(
        design="thin",
        side=16,
        l1=2e-3,
        fields="zero",
        algorithm="persistent_contrastive_divergence",
        start="random",
        n_epochs=80,
        n_samples=5000,
        learning_rate=0.02,
        sites_per_unit=spacing**2,
        correlation_length_exact=(0.5 / distance).where(distance > 1e-4, np.inf),
        correlation_length=np.minimum(0.5 / (distance + 0.05), 12),
        correlation_length_connected=np.minimum(0.5 / (distance + 0.1), 6),
        fwhm=width,
        fwhm_lower_quartile=0.9 * width,
        fwhm_upper_quartile=1.1 * width,
        participation_ratio=width**2,
        n_localized=(0.8 * frame["n_hidden"]).astype(int),
        localized_fraction=0.8 + 0.02 * frame["replica"],
        duplicate_fraction=0.1,
        one_sign_fraction=0.95,
        pseudo_log_likelihood=-0.45,
        pseudo_log_likelihood_err=0.002,
        pseudo_log_likelihood_of_ising=-0.46,
        pseudo_log_likelihood_of_ising_err=0.002,
        fwhm_change=(-0.03 * spacing).where(frame["epoch"] == 80),
        localized_fraction_change=np.where(frame["epoch"] == 80, 0.01, np.nan),
        pseudo_log_likelihood_change=np.where(frame["epoch"] == 80, 0.001, np.nan),
        converged=frame["epoch"] == 80,
        **_exact_likelihoods(frame["epoch"] == 80),
        two_point_residual=1e-4,
    )


def _exact_likelihoods(is_last):
    values = {"log_likelihood": -0.47, "log_likelihood_of_ising": -0.48, "divergence_from_ising": 0.01}
    values |= {f"{name}_err": 0.003 for name in values} | {"n_effective": 40.0}
    columns = {name: np.where(is_last, value, np.nan) for name, value in values.items()}
    return columns | {"log_partition_method": "annealed_importance_sampling", "likelihood_reliable": True}


def block_size_controls(temperatures):
    """Networks and three controls: one that follows the temperature, one that does not, one not localized."""
    widths = {
        "trained_network": 2.8,
        "trained_filter": 2.7,
        "covariance_rows": 4.0,
        "block_2x2": 2.47,
        "leading_components": np.nan,
    }
    frame = pd.DataFrame(product(widths, temperatures), columns=["control", "temperature"])
    grows = np.where(
        frame["control"] == "covariance_rows", 1 / (1 + (frame["temperature"] - CRITICAL).abs()), 1.0
    )
    width = frame["control"].map(widths) * grows
    of_networks = frame["control"] == "trained_network"
    ratio = (width / widths["trained_network"]).where(~of_networks)
    return frame.assign(
        design="thin",
        side=16,
        n_hidden=64,
        l1=2e-3,
        fields="zero",
        algorithm="persistent_contrastive_divergence",
        start="random",
        role=frame["control"]
        .map({"trained_network": "reference", "trained_filter": "network"})
        .fillna("control"),
        n_replicas=3,
        n_fields=64,
        converged=np.nan,
        fwhm=width,
        fwhm_err=0.02 * width,
        fwhm_of_all=width.fillna(8.0),
        participation_ratio=width**2,
        participation_ratio_err=0.1,
        localized_fraction=width.notna() * 0.9,
        localized_fraction_err=0.02,
        correlation_length=4.0,
        correlation_length_err=0.1,
        correlation_length_connected=3.0,
        ratio=ratio,
        ratio_low=0.9 * ratio,
        ratio_high=1.1 * ratio,
        ratio_p_value=(0.2 * ratio).clip(upper=1.0),
        ratio_p_corrected=(0.4 * ratio).clip(upper=1.0),
        beside_network=np.where(ratio.isna(), "", "within"),
        n_temperatures=len(temperatures),
        growth=1.2,
        exponent=0.3,
        exponent_low=0.1,
        exponent_high=0.5,
        temperature_p_value=0.01,
        temperature_p_corrected=0.04,
        follows_temperature=np.where(frame["control"] == "covariance_rows", "yes", "no"),
    )


def ring_block_size(n_lengths):
    """Networks of few and of many units on a ring: width of the correlation length, or of the sites per unit."""
    rows = product((0.96, 0.72)[:n_lengths], (1, 25), (0, 1))
    frame = pd.DataFrame(rows, columns=["temperature", "n_hidden", "replica"])
    length = -1 / np.log(np.tanh(1 / frame["temperature"]))
    width = np.minimum(3 * length, 130 / frame["n_hidden"]) * (1 + 0.05 * frame["replica"])
    return frame.assign(
        design=np.where(frame["n_hidden"] > 20, "many", "scarce"),
        n_samples=3000,
        n_sites=100,
        n_epochs=20,
        algorithm="persistent_contrastive_divergence",
        sites_per_unit=100 / frame["n_hidden"],
        correlation_length_exact=length,
        fwhm=width,
        fwhm_halfway=0.98 * width,
        fwhm_of_all=width,
        participation_ratio=width,
        localized_fraction=1.0,
        drift=0.5,
        gap_variation=np.where(frame["n_hidden"] > 1, 0.3, np.nan),
        duplicate_fraction=0.1,
    )


def kurtosis_switch(n_panels):
    """Networks on four families of fields, two replicas, localized where the kurtosis is negative."""
    fields = [("pointwise", k) for k in (-1.5, -0.5, 0.0, 1.0)]
    fields += [("elliptical", 3.0), ("phase_randomized", -1.5)]
    rows = [
        (source, kurtosis, n_hidden, replica)
        for (source, kurtosis), n_hidden, replica in product(fields, (36, 16, 9, 4)[:n_panels], (0, 1))
    ]
    frame = pd.DataFrame(rows, columns=["source", "excess_kurtosis", "n_hidden", "replica"])
    measured = frame["excess_kurtosis"].where(frame["source"] != "phase_randomized", -0.2)
    negative = (-measured).clip(lower=0)
    localized = (0.6 * negative + 0.02 * frame["replica"]).clip(upper=1)
    width = (12 / frame["n_hidden"] ** 0.5 * (1.3 + 0.1 * frame["replica"])).where(localized > 0.01)
    return frame.assign(
        design="thin",
        n_samples=5000,
        correlation_length=2.0,
        l1=0.0,
        algorithm="contrastive_divergence",
        side=12,
        n_epochs=60,
        covariance_residual=1e-15,
        covariance_difference=0.012,
        excess_kurtosis_data=measured + 0.01 * frame["replica"],
        fwhm=width,
        fwhm_lower_quartile=0.9 * width,
        fwhm_upper_quartile=1.1 * width,
        participation_ratio=width**2,
        n_localized=(localized * frame["n_hidden"]).astype(int),
        localized_fraction=localized,
        localized_fraction_half=0.9 * localized,
        duplicate_fraction=0.1,
        one_sign_fraction=0.9,
        sinusoid_share=0.3 - 0.1 * localized,
        excess_kurtosis_inputs=-0.6 * negative,
        weight_norm=0.2,
    )
