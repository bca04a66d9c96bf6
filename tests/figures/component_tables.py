"""Small tables of principal components; the numbers are smooth curves, not analyses."""

from itertools import product

import numpy as np
import pandas as pd


def spectrum(datasets, n_variables=60):
    ranks = np.arange(1, n_variables + 1)
    parts = []
    for dataset, scaling in product(datasets, ("covariance", "correlation")):
        values = 8.0 / ranks + 0.1
        part = pd.DataFrame({"rank": ranks, "eigenvalue": values, "mp_edge": 1.2, "above_edge": values > 1.2})
        parts.append(part.assign(dataset=dataset, scaling=scaling, n_variables=n_variables, n_samples=2000))
    return pd.concat(parts, ignore_index=True)


def flow(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    levels = {"data": 9.0, "shuffled": 4.0, "gaussian": 3.0, "elliptical": 6.0}
    keys = product(datasets, levels, ("covariance", "correlation"), (0.0, 0.1), kept)
    names = ["dataset", "source", "scaling", "dropped_top", "kept_fraction"]
    frame = pd.DataFrame(keys, columns=names)
    level = frame["source"].map(levels)
    median = 3 + (level - 3) * frame["kept_fraction"] ** 0.3 * (1 - frame["dropped_top"])
    return frame.assign(
        n_kept=(frame["kept_fraction"] * 60).round().astype(int),
        kurtosis_median=median,
        kurtosis_q25=0.9 * median,
        kurtosis_q75=1.3 * median,
        kurtosis_median_err=0.05 * median,
    )


def coupling(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    keys = list(product(datasets, ("covariance", "correlation"), kept))
    frame = pd.DataFrame(keys, columns=["dataset", "scaling", "kept_fraction"])
    alpha = 1.2 + 0.3 * frame["kept_fraction"]
    return frame.assign(
        n_kept=60 * frame["kept_fraction"],
        alpha=alpha,
        alpha_err=0.1,
        alpha_noise=8.0,
        alpha_first_rank=1,
        g=-3.0 * frame["kept_fraction"],
        g_err=0.2,
        g_fixed_point=(2 - alpha) / 9,
    )


def gaussian(n_points=200):
    rng = np.random.default_rng(4)
    cloud = pd.DataFrame(
        rng.multivariate_normal([0, 0], [[1, 0.75], [0.75, 1]], n_points), columns=["x", "y"]
    )
    cloud = cloud.assign(kind="sample", index=np.arange(n_points))
    axes = pd.DataFrame(
        {"x": [0.5**0.5] * 2, "y": [0.5**0.5, -(0.5**0.5)], "kind": "component", "index": [0, 1]}
    )
    exact = np.array([1.75, 0.25])
    error = exact * np.sqrt(2 / n_points)
    axes = axes.assign(variance=exact + 0.5 * error, variance_err=error, variance_exact=exact)
    return pd.concat([cloud, axes], ignore_index=True)


def ground_truth(dimensions=(1,), kept=(1, 6, 30, 60)):
    """Return comparisons in which everything is as expected: the free field, fields of two couplings, spins."""
    cases = [("free", d, 0.0, np.nan) for d in dimensions]
    cases += [("phi4", d, u, np.nan) for d in dimensions for u in (0.1, 0.8)]
    cases += [
        ("rotated", dimensions[0], 0.8, np.nan),
        ("ising", 2, np.nan, 2.269185),
        ("ising", 2, np.nan, 6.0),
    ]
    quantities = {
        "free": {
            "subspace_weight": ("sampling noise", "no relation"),
            "alpha": ("sampling noise", "lattice", "continuum"),
            "kurtosis": ("gaussian",),
        },
        "phi4": {
            "kurtosis": ("second order",),
            "vertex": ("second order", "recursion"),
            "coupling": ("recursion", "bare"),
            "closed_coupling": ("recursion", "bare"),
            "nonlocality": ("second order",),
            "flow_coupling": ("recursion",),
        },
        "ising": {"kurtosis": ("gaussian",)},
    }
    quantities["rotated"] = quantities["phi4"]
    rows = [
        (f"{kind}_d{d}_u{u}_T{temperature}", kind, d, u, temperature, quantity, source, n_kept)
        for kind, d, u, temperature in cases
        for quantity, sources in quantities[kind].items()
        for source in sources
        for n_kept in kept
    ]
    names = ["case", "kind", "dimension", "u", "temperature", "quantity", "expected_from", "n_kept"]
    frame = pd.DataFrame(rows, columns=names)
    share = frame["n_kept"] / 60
    levels = {"alpha": frame["dimension"] / 2, "kurtosis": 3.0, "subspace_weight": 0.99, "nonlocality": 1.1}
    expected = frame["u"] * (0.9 + 0.1 * share)
    for quantity, level in levels.items():
        expected = expected.mask(frame["quantity"] == quantity, level)
    expected = expected.mask(
        frame["quantity"] == "flow_coupling", frame["u"] * share ** (frame["dimension"] / 2 - 2)
    )
    error = 0.05 * expected
    return frame.assign(
        side=60,
        mass=0.25,
        r=0.2,
        loop_strength=3.0 * frame["u"],
        n_variables=60,
        n_samples=2000,
        kept_fraction=share,
        measured=expected + 0.5 * error,
        measured_err=error,
        expected=expected,
        expected_err=0.0,
        deviation=0.5,
        agrees=True,
    )
