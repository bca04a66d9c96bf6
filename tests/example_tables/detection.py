"""Tables of running dimensions and of the power of tests: smooth curves."""

from itertools import product

import numpy as np
import pandas as pd

from rgcore.detection.detection_tests import TESTS


def dimensions(datasets, fractions=(0.05, 0.1, 0.2, 0.4, 0.8)):
    names = ["dataset", "scaling", "shift", "kept_fraction"]
    grid = product(datasets, ("covariance", "correlation"), ("largest", "edge", "none"), fractions)
    frame = pd.DataFrame(grid, columns=names)
    noise = 1 / 3 + 0.8 * frame["kept_fraction"]
    offset = frame["shift"].map({"largest": -0.3, "edge": 0.5, "none": -1.0})
    values = {
        "momentum": frame["kept_fraction"] ** (2 / 3),
        "alpha": 1.5 - frame["kept_fraction"],
        "quartic": noise + offset,
        "sextic": 2 * (noise + offset) - 0.7,
    }
    for name, value in values.items():
        frame[name], frame[f"{name}_err"] = value, 0.08
    return frame.assign(
        quartic_noise=noise + 0.03,
        sextic_noise=2 * noise - 0.7,
        quartic_noise_exact=noise,
        sextic_noise_exact=2 * noise - 0.73,
        quartic_beside_noise=frame["shift"].map({"largest": "below", "edge": "above", "none": "below"}),
        n_variables=100,
        bandwidth=0.5,
    )


def detection(cases, strengths=(0.5, 0.8, 1.5)):
    """``cases`` are pairs of noise and number of samples."""
    grid = [(*case, *rest) for case in cases for rest in product(("single", "extended"), strengths, TESTS)]
    frame = pd.DataFrame(grid, columns=["noise", "n_samples", "signal", "relative_strength", "test"])
    place = frame["test"].map({test: number for number, test in enumerate(TESTS)})
    x = frame["relative_strength"]
    shares = {
        "power": 1 / (1 + np.exp(-(x - 1 - 0.05 * place) / 0.2)),
        "false_alarm_rate": np.full(len(frame), 0.05),
        "false_alarm_rate_white": np.where(frame["noise"] == "gaussian", 0.05, 0.9 - 0.05 * place),
    }
    for name, value in shares.items():
        low, high = np.maximum(value - 0.04, 0), np.minimum(value + 0.04, 1)
        frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = value, low, high
    keys = ["noise", "n_samples", "signal", "relative_strength"]
    for name, reference in (("largest", "largest_eigenvalue"), ("best", "likelihood_ratio")):
        others = frame[frame["test"] == reference].set_index(keys)["power"]
        gain = frame["power"] - others.loc[pd.MultiIndex.from_frame(frame[keys])].to_numpy()
        half = 0.03 * (frame["test"] != reference)
        frame[f"gain_over_{name}"] = gain
        frame[f"gain_over_{name}_low"], frame[f"gain_over_{name}_high"] = gain - half, gain + half
    exact = (frame["noise"] == "gaussian") & (frame["signal"] == "single")
    return frame.assign(
        n_variables=100,
        n_directions=frame["signal"].map({"single": 1, "extended": 50}),
        envelope=np.where(exact, np.minimum(0.05 + 0.1 * x**2, 1.0), np.nan),
        level=0.05,
        n_draws=150,
        n_null_draws=800,
        bandwidth=0.5,
    )
