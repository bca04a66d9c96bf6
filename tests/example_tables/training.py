"""Small tables of training runs; the numbers are smooth curves with noise, not physics."""

from itertools import product

import numpy as np
import pandas as pd

CRITICAL = 2.269185
LAYERS = ((1, 64, 16), (2, 16, 4))


def training(temperatures, n_epochs=20, layers=LAYERS):
    rows = product(temperatures, [1], layers, range(1, n_epochs + 1))
    frame = pd.DataFrame(
        [(t, replica, *layer, epoch) for t, replica, layer, epoch in rows],
        columns=["temperature", "replica", "layer", "n_visible", "n_hidden", "epoch"],
    )
    decay = np.exp(-frame["epoch"] / 15)
    return frame.assign(
        reconstruction_error=0.05 * frame["temperature"] * frame["layer"] + 0.1 * decay,
        free_energy_gap=0.3 * (1 - decay) * (frame["temperature"] - 2.2),
        free_energy_gap_err=0.05,
        weight_norm=3 + 8 * (1 - decay) * frame["temperature"] / frame["layer"],
        active_fraction=0.5 - 0.08 * (1 - decay) * frame["temperature"],
        pseudo_log_likelihood=-0.3 - 0.2 * decay - 0.1 * frame["temperature"],
        pseudo_log_likelihood_err=0.004,
        dead_fraction=0.05 * (1 - decay) * frame["temperature"],
        localized_fraction=(1.3 - decay - 0.2 * frame["temperature"]).clip(0).where(frame["epoch"] % 3 != 0),
    )


def field_images(temperatures, side=8, layers=LAYERS):
    rng = np.random.default_rng(2)
    rows = []
    y, x = np.mgrid[:side, :side]
    for t, (layer, _, n_hidden) in product(temperatures, layers):
        for unit in range(n_hidden):
            row, column = rng.uniform(0, side, 2)
            distance = ((y - row + side / 2) % side - side / 2) ** 2 + (
                (x - column + side / 2) % side - side / 2
            ) ** 2
            sign = rng.choice([-1, 1])
            weights = sign * np.exp(-distance / (2 * layer)) + 0.05 * rng.standard_normal((side, side))
            rows.append((t, 1, layer, unit, side, weights.astype(np.float32).ravel()))
    return pd.DataFrame(rows, columns=["temperature", "replica", "layer", "unit", "side", "weights"])


def fields(temperatures):
    frame = field_images(temperatures).drop(columns=["side", "weights"])
    frame["n_hidden"] = frame["layer"].map({1: 16, 2: 4})
    return frame.assign(
        participation_ratio=9.0 * frame["layer"],
        fwhm=2.5 * frame["layer"],
        rms_radius=1.5 * frame["layer"],
        decay_length=0.8 * frame["layer"],
        localized=frame["unit"] % 4 != 0,
    )


def reconstructions(temperatures, n_samples=4, side=8):
    rng = np.random.default_rng(3)
    rows = []
    for t, sample in product(temperatures, range(n_samples)):
        original = rng.choice([-1.0, 1.0], side * side)
        again = np.clip(0.8 * original + 0.2 * rng.standard_normal(side * side), -1, 1)
        rows.append((t, 1, sample, side, original, again, float((original * again).mean())))
    names = ["temperature", "replica", "sample", "side", "original", "reconstruction", "overlap"]
    return pd.DataFrame(rows, columns=names)


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


def block_size(temperatures):
    measures = {"participation_ratio": 8.0, "fwhm": 2.0, "rms_radius": 1.2, "decay_length": 0.7}
    rows = [
        (t, layer, n_hidden, measure, size * layer * (1 + 1 / (1 + 5 * abs(t - 2.45))))
        for t, (layer, _, n_hidden), (measure, size) in product(temperatures, LAYERS, measures.items())
    ]
    frame = pd.DataFrame(rows, columns=["temperature", "layer", "n_hidden", "measure", "block_size"])
    distance = (frame["temperature"] - CRITICAL).abs()
    return frame.assign(
        block_size_low=0.9 * frame["block_size"],
        block_size_high=1.15 * frame["block_size"],
        block_size_lower_quartile=0.8 * frame["block_size"],
        block_size_upper_quartile=1.2 * frame["block_size"],
        n_units=frame["n_hidden"],
        localized_fraction=0.9 / (1 + distance),
        n_replicas=1,
        correlation_length_exact=(0.5 / distance).where(distance > 1e-4, np.inf),
    )


def block_size_hypotheses(n_kinds=2):
    """Hypotheses of networks with free filters and with one, trained on Ising configurations and on a control."""
    hypotheses = [("constant", "none"), ("tiling", "none")]
    hypotheses += [
        (hypothesis, xi)
        for hypothesis in ("correlation", "smaller", "crossover", "powers")
        for xi in ("measured", "infinite")
    ]
    kinds = list(product(("ising", "gaussian_copy"), ("none", "translations")))[:n_kinds]
    rows = [(*kind, *hypothesis) for kind, hypothesis in product(kinds, hypotheses)]
    frame = pd.DataFrame(rows, columns=["source", "sharing", "hypothesis", "length"])
    has = {
        "factor": {"constant": 3.0, "tiling": 1.3, "smaller": 1.4, "crossover": 1.6, "powers": 1.2},
        "length_factor": {"correlation": 0.8, "smaller": 1.5, "crossover": 1.7},
        "sharpness": {"crossover": 2.0},
        "sites_power": {"powers": 0.5},
        "length_power": {"powers": 0.1},
        "median_error": {
            "constant": 0.3,
            "tiling": 0.04,
            "correlation": 0.5,
            "smaller": 0.05,
            "crossover": 0.06,
        },
    }
    frame = frame.assign(
        **{name: frame["hypothesis"].map(values).astype(float) for name, values in has.items()}
    )
    for name in has:
        frame[f"{name}_err"] = 0.1 * frame[name]
    none = ("epochs_power", "fields_shift", "algorithm_shift", "start_shift", "side_power")
    frame = frame.assign(**{name + end: np.nan for name in none for end in ("", "_err")})
    tiling = frame["hypothesis"] == "tiling"
    return frame.drop(columns="median_error_err").assign(
        n_conditions=27,
        n_conditions_without=2,
        n_runs=81,
        n_converged=70,
        n_limits=3,
        n_not_localized=6,
        l1_slope=-0.05,
        l1_slope_err=0.01,
        scatter_of_runs=0.03,
        scatter_of_conditions=0.06,
        log_likelihood=np.where(tiling, 90.0, 80.0),
        n_parameters=4,
        aicc=np.where(tiling, -170.0, -150.0),
        weight=np.where(tiling, 0.98, 0.002),
        bic=np.where(tiling, -165.0, -145.0),
        weight_bic=np.where(tiling, 0.98, 0.002),
        weight_if_wide=np.where(tiling, 0.9, 0.01),
        weight_if_settled=np.where(tiling, 0.9, 0.01),
        weight_if_many_duplicates=np.where(tiling, 0.9, 0.01),
        conditions_by_sites="4: 14, 16: 13",
        n_conditions_settled=10,
        settled_by_sites="4: 5, 16: 5",
        start="random",
        least_localized=0.5,
        least_runs_localized=0.8,
        most_duplicates=0.2,
        many_duplicates=0.5,
        random_duplicates=0.785,
        l1_unit=1e-3,
        epochs_unit=400.0,
        side_unit=16.0,
        verdict=np.where(tiling, "wins", "excluded"),
        p_value=np.where(tiling, 0.4, 1e-6),
        p_corrected=np.where(tiling, 1.0, 1e-5),
        n_predicted=18,
        median_error_low=0.7 * frame["median_error"],
        median_error_high=1.4 * frame["median_error"],
        error_90=2.5 * frame["median_error"],
        error_90_low=1.8 * frame["median_error"],
        error_90_high=3.3 * frame["median_error"],
        error_temperature=frame["median_error"],
        error_n_hidden=1.2 * frame["median_error"],
        error_l1=np.nan,
        error_side=np.nan,
        error_of_runs=0.01,
        goal=0.05,
        resolution=1.27,
        goal_met=False,
        reason="",
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
