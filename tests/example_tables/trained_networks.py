"""Small tables on trained networks; the numbers are smooth curves with noise, not physics."""

from itertools import product

import numpy as np
import pandas as pd


def thermodynamics(lattice, replicas, layers):
    """Samples of networks that are the warmer the deeper, the first layer's true to the lattice."""
    rng = np.random.default_rng(5)
    keys = pd.DataFrame(product(replicas, layers), columns=["replica", "layer"])
    frame = lattice.drop(columns=["coupling", "algorithm", "tau_int_energy"]).merge(keys, how="cross")
    for name in (
        "energy",
        "abs_magnetization",
        "specific_heat",
        "susceptibility",
        "binder",
        "correlation_length",
    ):
        error = frame[f"{name}_err"]
        frame[name] += error * rng.standard_normal(len(frame)) + 3 * error * (frame["layer"] - 1)
    warmer = 0.04 * 6.0 ** (frame["layer"] - 1) * (frame["layer"] > 1)
    told = frame["temperature"] + warmer + 0.01 * rng.standard_normal(len(frame))
    return frame.assign(
        n_chains=100,
        burn_in_rounds=1000,
        rounds_per_sample=10,
        least_swap_acceptance=0.3,
        round_trips=12.0,
        n_effective=np.where(frame["layer"] == 3, 6.0, 300.0),
        energy_temperature=told,
        energy_temperature_low=told - 0.02 * frame["layer"],
        energy_temperature_high=told + 0.03 * frame["layer"],
        energy_temperature_least=0.5,
        n_effective_needed=10.0,
        round_trips_needed=5.0,
        reliable=frame["layer"] != 3,
    )


def likelihood(temperatures, replicas, layers):
    """Stacks of up to all layers and a deep Boltzmann machine of two, the RBM summed exactly."""
    models = [*(("dbn", layer) for layer in layers), ("dbm", 2)]
    rows = [(t, replica, *model) for t, replica, model in product(temperatures, replicas, models)]
    frame = pd.DataFrame(rows, columns=["temperature", "replica", "model", "n_layers"])
    bound = (frame["n_layers"] > 1) | (frame["model"] == "dbm")
    worse = np.where(frame["model"] == "dbm", 4.0, 0.3 * (frame["n_layers"] - 1))
    reliable = ~bound | (frame["temperature"] >= 2.0)
    divergence = 0.002 + 0.01 * np.exp(-(((frame["temperature"] - 2.3) / 0.2) ** 2)) + worse / 256
    return frame.assign(
        side=16,
        n_samples=2000,
        log_partition=700.0,
        log_partition_err=np.where(bound, 0.1, 0.0),
        log_partition_method=np.where(bound, "annealed_importance_sampling", "exact"),
        n_effective=np.where(bound, np.where(frame["temperature"] < 2.0, 4.0, 80.0), np.nan),
        log_likelihood=-100.0 * frame["temperature"] - 256 * divergence,
        log_likelihood_err=np.where(bound, 0.3, 0.1),
        is_bound=bound,
        gain_over_rbm=np.where(bound, -worse, np.nan),
        gain_over_rbm_err=np.where(bound, 0.2, np.nan),
        gain_over_rbm_beside_zero=np.where(bound, np.where(worse > 0.4, "below", "within"), ""),
        gain_over_dbn=np.where(frame["model"] == "dbm", -3.5, np.nan),
        gain_over_dbn_err=np.where(frame["model"] == "dbm", 0.2, np.nan),
        gain_over_dbn_beside_zero=np.where(frame["model"] == "dbm", "below", ""),
        divergence_per_site=divergence,
        divergence_per_site_err=0.0008,
        n_effective_needed=10.0,
        reliable=reliable,
        gain_over_rbm_reliable=reliable,
        gain_over_dbn_reliable=reliable,
    )


def reconstruction_errors(temperatures, replicas, layers):
    """Errors that grow with depth; blocks with the same number of bits exist for the first layer only."""
    rows = product(temperatures, replicas, layers)
    frame = pd.DataFrame(rows, columns=["temperature", "replica", "layer"])
    error = 0.05 * frame["layer"] * (frame["temperature"] - 1.5) + 0.01 * frame["replica"]
    return frame.assign(
        n_hidden=64 // 4 ** (frame["layer"] - 1),
        n_samples=2000,
        reconstruction_error=error,
        reconstruction_error_err=0.004,
        binary_error=1.3 * error,
        binary_error_err=0.006,
        block_side=np.where(frame["layer"] == 1, 2.0, np.nan),
        block_error=(2 * error).where(frame["layer"] == 1),
        block_error_err=0.007,
        binary_beside_blocks=np.where(frame["layer"] == 1, "below", ""),
    )


def joint_training(temperatures, replicas, layers, n_epochs=20):
    """Return histories whose bound grows and whose gap opens at high temperature."""
    rows = product(temperatures, replicas, range(1, n_epochs + 1))
    frame = pd.DataFrame(rows, columns=["temperature", "replica", "epoch"])
    decay = np.exp(-frame["epoch"] / 8)
    norms = [
        (0.05 * temperature * np.arange(1, len(layers) + 1) * (1 - share) + 0.02).astype(np.float32)
        for temperature, share in zip(frame["temperature"], decay, strict=True)
    ]
    return frame.assign(
        reconstruction_error=0.1 * frame["temperature"] * (1 + decay),
        unnormalized_bound=300 + 100 * (1 - decay) * frame["temperature"] + frame["replica"],
        unnormalized_bound_err=1.5,
        bound_gap=(1 - decay) * (frame["temperature"] - 2.0),
        bound_gap_err=0.1,
        bound_gap_beside_zero=np.where(frame["temperature"] > 2.0, "above", "within"),
        weight_norms=norms,
        mean_field_steps=10 + 15 * (1 - decay) / frame["temperature"],
    )
