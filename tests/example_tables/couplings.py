"""Small tables of couplings, of their flow and of data with known answer; smooth curves, not analyses."""

from itertools import product

import numpy as np
import pandas as pd


def coupling(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    """Return couplings within perturbation theory, of a spectrum with an exponent, up to a tenth of the modes."""
    keys = list(product(datasets, ("covariance", "correlation"), kept))
    frame = pd.DataFrame(keys, columns=["dataset", "scaling", "kept_fraction"])
    alpha = 1.2 + 0.3 * frame["kept_fraction"]
    small = frame["kept_fraction"] <= 0.1
    g = -0.5 * frame["kept_fraction"]
    return frame.assign(
        n_kept=60 * frame["kept_fraction"],
        alpha=alpha,
        alpha_err=0.1,
        alpha_noise=8.0,
        alpha_first_rank=1,
        u=-1.0 - 0.5 * frame["kept_fraction"],
        u_err=0.1,
        g=g,
        g_err=0.02,
        g_running=np.where(small, 0.8 * g, np.nan),
        g_running_err=np.where(small, 0.02, np.nan),
        g_running_predicted=np.where(small, 0.9 * g, np.nan),
        g_running_predicted_err=np.where(small, 0.01, np.nan),
        g_predicted=1.1 * g,
        g_predicted_err=0.02,
        recursion_deviation=3 * (1 - frame["kept_fraction"]),
        g_fixed_point=(2 - alpha) / 9,
        perturbative=small,
        objections=np.where(small, "sign", "sign, second order"),
        failed_criteria=np.where(small, "none", "second order"),
        g_limit=1 / 6,
        alpha_marginal=2.0,
        alpha_resolved=True,
        has_exponent=small,
        agrees_with_fixed_point=False,
        agrees_with_recursion=frame["kept_fraction"] > 0.4,
    )


def vertices(datasets, kept=(0.05, 0.1, 0.25, 0.5, 1.0)):
    """Return vertices of skewed data with a positive u, outside perturbation theory but for a tenth of the modes."""
    keys = list(product(datasets, ("covariance", "correlation"), kept))
    frame = pd.DataFrame(keys, columns=["dataset", "scaling", "kept_fraction"])
    small = frame["kept_fraction"] <= 0.1
    numbers = {
        "skewness": 3.0,
        "kurtosis": 13.0,
        "w": -20.0,
        "u": 900.0,
        "u_symmetric": -300.0,
        "cubic_part": 1200.0,
    }
    numbers |= {"skewness_local": 4.0, "kurtosis_local": 40.0}
    errors = {f"{name}_err": abs(value) / 10 for name, value in numbers.items()}
    quartiles = {f"{name}_q{q}": numbers[name] for name in ("skewness", "w", "u") for q in (25, 75)}
    return frame.assign(
        n_kept=60 * frame["kept_fraction"],
        **numbers,
        **errors,
        **quartiles,
        skewness_in_errors=30.0,
        u_beside_zero="above",
        positive_share=0.9,
        negative_share=0.0,
        cubic_loop=np.where(small, 0.1, 12.0),
        quartic_loop=np.where(small, 0.2, 30.0),
        agrees_with_local=frame["kept_fraction"] == 1,
        objections=np.where(small, "skewness", "skewness, cubic loop, quartic loop"),
        perturbative=small,
    )


def recursion(exponents):
    parts = []
    for alpha, (start, fate) in product(
        exponents, enumerate(("critical", "disordered", "ordered", "runaway"))
    ):
        time = np.linspace(0, 2, 21)
        slope = {"critical": 0.0, "disordered": 0.3, "ordered": -0.3, "runaway": -0.1}[fate]
        g = -0.02 * np.exp(time / 2) if fate == "runaway" else 0.2 * np.exp(-time / 2)
        part = pd.DataFrame({"flow_time": time, "r": -0.1 + slope * time, "g": g, "u": 6 * g})
        parts.append(part.assign(alpha=alpha, start=start, fate=fate))
    return pd.concat(parts, ignore_index=True)


def recursion_points(exponents):
    rows = []
    for alpha in sorted({*np.linspace(0, 4, 17), *exponents}):
        e = 2 - alpha
        rows.append((alpha, "gaussian", 0.0, 0.0, 0.0, max(1, e), min(1, e), e <= 0, True))
        if e:
            g = e / (3 + e) ** 2
            rows.append((alpha, "wilson_fisher", -e / (3 + e), g, e / 9, 1 - e / 3, -e, e > 0, e > 0))
    names = "alpha kind r g g_leading eigenvalue_larger eigenvalue_smaller stable bounded"
    return pd.DataFrame(rows, columns=names.split())


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
            "running": ("bare", "recursion", "second order"),
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
    levels["running"] = 0.9 + 0.1 * share
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
        recovered=True,
        recovered_within=0.1,
        below_lattice_edge=share < 0.75,
    )
