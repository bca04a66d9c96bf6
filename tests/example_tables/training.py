"""Small tables of training runs; the numbers are smooth curves with noise, not physics."""

from itertools import product

import numpy as np
import pandas as pd

from .lattices import CRITICAL

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
