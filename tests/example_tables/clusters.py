"""Small tables of coarse-graining; the numbers are power laws, not analyses."""

from itertools import product

import numpy as np
import pandas as pd

VALUES = {
    "variance": (1.4, 1.03),
    "silence": (0.87, 0.99),
    "eigenvalue": (0.7, 0.4),
    "dynamic": (0.2, 0.08),
    "relaxation": (0.05, 0.04),
}


def cluster_sizes(datasets, sizes=(1, 2, 4, 8, 16, 32, 64)):
    keys = product(datasets, ("data", "shuffled"), sizes)
    frame = pd.DataFrame(keys, columns=["dataset", "source", "cluster_size"])
    size, place = frame["cluster_size"].astype(float), (frame["source"] == "shuffled").astype(int)
    exponents = {name: np.array(pair)[place] for name, pair in VALUES.items()}
    free_energy = 0.01 * size ** exponents["silence"]
    return frame.assign(
        n_clusters=256 // frame["cluster_size"],
        variance=0.1 * size ** exponents["variance"],
        variance_err=0.005 * size,
        silence_probability=np.exp(-free_energy),
        silence_probability_err=1e-3,
        free_energy=free_energy,
        free_energy_err=0.05 * free_energy,
        correlation_time=2 * size ** exponents["dynamic"],
        correlation_time_err=0.1,
        relaxation_time=3 * size ** exponents["relaxation"],
        relaxation_time_err=0.1,
        white_noise_share=0.5 / size,
        white_noise_share_err=0.01,
        kurtosis_limit=np.where(frame["dataset"] == "neural_like", 9.3, np.nan),
        kurtosis=3 + 50 / size,
        kurtosis_err=0.2,
        kurtosis_beside_gaussian="above",
    )


def cluster_spectrum(datasets, sizes=(16, 32, 64)):
    keys = product(datasets, ("data", "shuffled"), sizes)
    parts = [
        pd.DataFrame({"rank": np.arange(1, size + 1)}).assign(
            dataset=name,
            source=source,
            cluster_size=size,
            rank_fraction=lambda part, size=size: part["rank"] / size,
            eigenvalue=lambda part, source=source: (
                0.05 * part["rank_fraction"] ** -VALUES["eigenvalue"][source == "shuffled"]
            ),
            eigenvalue_err=0.003,
        )
        for name, source, size in keys
    ]
    return pd.concat(parts, ignore_index=True)


def cluster_exponents(datasets):
    keys = product(datasets, ("data", "shuffled"), VALUES)
    frame = pd.DataFrame(keys, columns=["dataset", "source", "exponent"])
    value = [VALUES[row.exponent][row.source == "shuffled"] for row in frame.itertuples()]
    return frame.assign(
        value=value,
        value_err=0.01,
        n_realizations=np.where(frame["dataset"] == "neural_like", 4, 1),
        realization_err=np.where(frame["dataset"] == "neural_like", 0.02, np.nan),
        independent_value=frame["exponent"].isin(["variance", "silence"]).astype(float),
        published_low=0.1,
        published_high=1.7,
        fit_low=1.0,
        fit_high=64.0,
        slope_change=-0.1,
        slope_change_err=0.02,
        power_law=False,
        resolved_from=3.0,
        beside_shuffled=np.where(frame["source"] == "data", "above", ""),
        note="",
    )


def cluster_slopes(datasets, sizes=(1, 2, 4, 8, 16, 32)):
    keys = product(datasets, ("data", "shuffled"), VALUES, sizes)
    frame = pd.DataFrame(keys, columns=["dataset", "source", "exponent", "low"]).astype({"low": float})
    value = [VALUES[row.exponent][row.source == "shuffled"] + 0.001 * row.low for row in frame.itertuples()]
    return frame.assign(high=2 * frame["low"], value=value, value_err=0.03, in_fit=frame["low"] < 32)
