"""Small tables of the Ising model; the numbers are smooth curves with noise, not physics."""

from itertools import pairwise, product

import numpy as np
import pandas as pd

CRITICAL = 2.269185


def ising(temperatures, sides=(16,)):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(product(sides, temperatures), columns=["side", "temperature"])
    t = frame["temperature"].to_numpy()
    near = np.exp(-(((t - CRITICAL) / 0.25) ** 2))
    values = {
        "energy": -2 + 1.3 / (1 + np.exp(-(t - CRITICAL) / 0.2)),
        "specific_heat": 0.3 + 1.4 * near,
        "abs_magnetization": 1 / (1 + np.exp((t - CRITICAL) / 0.1)),
        "susceptibility": 40 * near + 0.5,
        "binder": 2 / 3 / (1 + np.exp((t - CRITICAL - 0.1) / 0.07)),
        "correlation_length": np.minimum(1 / np.abs(1.7 * (t - CRITICAL) + 1e-9), 9.0),
    }
    for name, exact in values.items():
        error = 0.005 + 0.02 * np.abs(exact)
        frame[name] = exact + error * rng.standard_normal(len(t))
        frame[f"{name}_err"] = error
        if name in ("energy", "specific_heat", "correlation_length"):
            frame[f"{name}_exact"] = exact
    frame.loc[np.abs(t - CRITICAL) < 1e-4, "correlation_length_exact"] = np.inf
    return frame.assign(
        coupling=1 / t, n_samples=2000, algorithm="wolff", tau_int_energy=4.0, n_effective=500.0
    )


def ising_exact(temperatures, sides):
    grid = np.arange(min(temperatures) - 0.1, max(temperatures) + 0.1, 0.02)
    distance = np.abs(grid - CRITICAL)
    frame = pd.DataFrame(
        {
            "temperature": grid,
            "energy": -2 + 0.5 * grid,
            "specific_heat": 1 / (0.5 + distance),
            "magnetization": np.clip(CRITICAL - grid, 0, None) ** 0.125,
            "correlation_length": np.where(distance > 1e-4, 0.5 / distance, np.inf),
            "critical_temperature": CRITICAL,
        }
    )
    return pd.concat([frame.assign(side=side) for side in sides], ignore_index=True)


def finite_size_estimates(sides):
    methods = {
        "critical_temperature": ("binder_crossing", CRITICAL),
        "binder_at_crossing": ("binder_crossing", 0.6107),
        "nu": ("binder_slope", 1.0),
        "beta_over_nu": ("modulus_quotient", 0.125),
        "gamma_over_nu": ("susceptibility_quotient", 1.75),
    }
    rows = []
    for quantity, (method, exact) in methods.items():
        for small, large in pairwise(sides):
            value = exact * (1 - 0.3 / large**1.5)
            rows.append((quantity, method, "pair", small, large, value, 0.004 * exact, exact, False))
        joint = (quantity, method, "extrapolated", sides[0], sides[-1])
        rows.append((*joint, 1.002 * exact, 0.004 * exact, exact, True))
    rows.append(("nu", "modulus_log_slope", "extrapolated", sides[0], sides[-1], 0.99, 0.01, 1.0, False))
    names = "quantity method estimate side_small side_large value value_err value_exact quoted"
    return pd.DataFrame(rows, columns=names.split())


def finite_size_curves(sides):
    parts = []
    for side, source in product(sides, ("measured", "reweighted")):
        t = np.array([2.25, 2.29]) if source == "measured" else np.linspace(2.24, 2.30, 21)
        scaled = (t - CRITICAL) * side
        part = pd.DataFrame({"temperature": t, "binder": 0.61 - 0.03 * scaled, "scaled_temperature": scaled})
        part["scaled_abs_magnetization"] = 1 - 0.1 * scaled
        parts.append(
            part.assign(side=side, source=source, binder_err=0.004, scaled_abs_magnetization_err=0.01)
        )
    return pd.concat(parts, ignore_index=True)


def mcrg(n_blockings):
    added = {
        "even": ["nearest_neighbour", "next_nearest_neighbour", "four_spin_plaquette", "four_spin_T"],
        "odd": ["field", "three_spin_corner"],
    }
    rows = [
        (sector, step, 8 * 2 ** (n_blockings - step), size, operator)
        for sector, operators in added.items()
        for step in range(1, n_blockings + 1)
        for size, operator in enumerate(operators, 1)
    ]
    names = ["sector", "blocking_step", "blocked_side", "n_operators", "added_operator"]
    frame = pd.DataFrame(rows, columns=names)
    exact = frame["sector"].map({"even": 1.0, "odd": 1.875})
    bias = 0.05 / (frame["blocking_step"] * frame["n_operators"])
    return frame.assign(
        side=8 * 2**n_blockings,
        temperature=CRITICAL,
        exponent=exact - bias,
        exponent_err=0.01,
        exponent_exact=exact,
        second_exponent=-1.0,
        second_exponent_err=0.1,
    )
