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


_SETS = {"critical": (1, 2.269185, 2.269185), "all": (12, 0.5, 6.0), "hot": (1, 2.8, 2.8)}


def _flow_networks(n_sets, sizes):
    """Return a row per network: exact ones, and trained ones with two replicas."""
    rows = [("bond_network", "bond_network_T2.269185", 32, 0, 0, 1, 2.269185, 2.269185)]
    for (name, (n, low, high)), n_hidden, replica in product(list(_SETS.items())[:n_sets], sizes, (0, 1)):
        rows.append(("thin", name, n_hidden, replica, 80, n, low, high))
    names = (
        "design training_set n_hidden replica n_epochs n_temperatures least_temperature largest_temperature"
    )
    frame = pd.DataFrame(rows, columns=names.split())
    middle = (frame["least_temperature"] + frame["largest_temperature"]) / 2
    return frame.assign(
        side=4, fields="zero", training_temperature=middle.where(frame["n_temperatures"] == 1, 2.5)
    )


def _readings(frame, temperature, disagreement):
    parts = {"energy": 0.0, "magnetization": 0.05, "fluctuation": -0.05}
    values = {}
    for name, shift in parts.items():
        value = temperature + shift * disagreement / 4
        values |= {
            f"{name}_temperature": value,
            f"{name}_temperature_low": value - 0.05,
            f"{name}_temperature_high": value + 0.05,
        }
    return frame.assign(
        **values,
        energy=-4 / temperature,
        energy_err=0.01,
        energy_variance=5.0,
        energy_variance_err=0.2,
        fluctuation_above_maximum=False,
        abs_magnetization=0.5,
        abs_magnetization_err=0.01,
        abs_magnetization_excess=0.01 * disagreement,
        abs_magnetization_excess_err=0.01,
        energy_variance_ratio=1 + 0.02 * disagreement,
        energy_variance_ratio_err=0.02,
        disagreement=disagreement,
        disagreement_needed=4.0,
        thermometers=np.where(disagreement < 4, "agree", "disagree"),
    )


def rbm_flow(n_sets, sizes=(8, 32)):
    """Flows from two temperatures that end at that of the training set, the smaller networks 0.1 above it."""
    starts = pd.DataFrame(product((1.0, 6.0), (0, 1, 4, 16)), columns=["start_temperature", "step"])
    frame = _flow_networks(n_sets, sizes).merge(starts, how="cross")
    left = 2.0 ** -frame["step"]
    end = frame["training_temperature"] + 0.02 * frame["replica"] + 0.1 * (frame["n_hidden"] < 32)
    temperature = left * frame["start_temperature"] + (1 - left) * end
    frame = _readings(frame, temperature, np.where(frame["n_temperatures"] > 1, 9.0, 1.0))
    return frame.assign(
        passing="samples",
        is_last=frame["step"] == 16,
        critical_temperature=2.269185,
        peak_temperature=2.37,
        n_configurations=400,
    )


def network_temperature(n_sets, sizes=(8, 32)):
    """Networks whose energy comes nearer to the exact one with more units and more epochs."""
    epochs = pd.DataFrame({"epoch": [10, 20, 40, 80]})
    frame = _flow_networks(n_sets, sizes).merge(epochs, how="cross")
    frame["epoch"] = frame["epoch"].where(frame["design"] != "bond_network", 0)
    frame = frame.drop_duplicates()
    off = (
        0.3 * np.exp(-frame["epoch"] / 30) + 0.01 * (frame["replica"] - 0.5) + 0.05 * (frame["n_hidden"] < 32)
    )
    frame = _readings(frame, frame["training_temperature"] * (1 + off), np.full(len(frame), 2.0))
    return frame.assign(
        n_samples=2000,
        n_effective=500.0,
        n_chains=40,
        least_swap_acceptance=0.4,
        round_trips=20.0,
        n_effective_annealing=80.0,
        reliable=True,
        energy_exact=-4 / frame["training_temperature"],
        energy_variance_exact=5.5,
        abs_magnetization_exact=0.5,
        log_partition=100.0,
        log_partition_err=0.05,
        log_partition_method="annealed_importance_sampling",
        divergence_per_site=0.01 + 0.1 * np.exp(-frame["epoch"] / 15),
        divergence_per_site_err=0.001,
    )
