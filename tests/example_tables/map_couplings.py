"""Tables of the couplings and the information of maps."""

from itertools import product

import numpy as np
import pandas as pd

MAPS = [
    ("majority", "deterministic", "none"),
    ("exact_rbm", "deterministic", "2.269185"),
    ("exact_rbm", "sampled", "2.269185"),
    ("compact_random", "deterministic", "none"),
]
_BESTS = ["best_block", "best_filter", "best_window"]
_KEYS = ["map", "hidden", "trained_at"]
_COUPLINGS = (
    "nearest_neighbour_alone",
    "nearest_neighbour",
    "next_nearest_neighbour",
    "four_spin_plaquette",
    "third_neighbour",
    "coupling_sum",
)


def learned_couplings(n_maps):
    """Maps that leave K = 0.44 by a factor, with two replicas and two steps."""
    factors = dict(zip(MAPS[:n_maps], (1.9, 1.7, 0.8, 0.5), strict=False))
    rows = [
        (*key, coupling, replica, step, 0.44 + factor**step * (coupling - 0.44) + 0.002 * replica * step)
        for key, factor in factors.items()
        for coupling, replica, step in product((0.4, 0.43, 0.45, 0.5), (0, 1), (1, 2))
    ]
    rows += [
        ("none", "none", "none", coupling, replica, 0, coupling)
        for coupling, replica in product((0.4, 0.43, 0.45, 0.5), (0, 1))
    ]
    frame = pd.DataFrame(rows, columns=[*_KEYS, "coupling", "replica", "step", "nearest_neighbour_alone"])
    factor = frame["map"].map(dict(zip([key[0] for key in MAPS], (1.9, 1.7, 0.8, 0.5), strict=True)))
    before = 0.44 + (frame["nearest_neighbour_alone"] - 0.44) / factor  # NaN for the map none
    found = {f"{name}_err": 0.002 for name in _COUPLINGS}
    found |= dict.fromkeys(_COUPLINGS[1:], 0.2 * frame["nearest_neighbour_alone"])
    found |= {"nearest_neighbour_alone_before": before, "coupling_sum_before": 0.2 * before}
    return frame.assign(side=32, n_samples=600, n_blocks=20, coarse_side=32 // 2 ** frame["step"], **found)


def map_fixed_points(n_maps):
    rows = [
        (*key, step, truncation, sides)
        for key, step, truncation, sides in product(
            MAPS[:n_maps], (1, 2), ("nearest_neighbour", "all_four"), ("equal", "unequal")
        )
    ]
    frame = pd.DataFrame(rows, columns=[*_KEYS, "step", "truncation", "sides"])
    found = frame["hidden"] != "sampled"
    alone = frame["truncation"] == "nearest_neighbour"
    return frame.assign(
        critical_coupling=np.where(found, np.where(alone, 0.441, 0.442), np.nan),
        critical_coupling_low=np.where(found, 0.439, np.nan),
        critical_coupling_high=np.where(found, 0.443, np.nan),
        critical_coupling_exact=0.4406868,
        thermal_exponent=np.where(found, 0.95, np.nan),
        thermal_exponent_low=np.where(found, 0.8, np.nan),
        thermal_exponent_high=np.where(found, 1.1, np.nan),
        thermal_exponent_exact=1.0,
        n_replicas=2,
        n_crossings=np.where(found, 2, 0),
    )


def map_information(temperatures, n_maps):
    tested = [
        (*key, replica)
        for key, replica in product(MAPS[:n_maps], (0, 1))
        if key[0] != "majority" or not replica
    ]
    keys = tested + [(name, "deterministic", "none", 0) for name in _BESTS]
    rows = [(*key, temperature, buffer) for key, temperature, buffer in product(keys, temperatures, (1, 3))]
    frame = pd.DataFrame(rows, columns=[*_KEYS, "replica", "temperature", "buffer"])
    share = frame["map"].map({"best_block": 1.0, "best_filter": 1.3, "best_window": 1.3}).fillna(0.9)
    share *= np.where(frame["hidden"] == "sampled", 0.5, 1.0) + 0.01 * frame["replica"]
    best = 0.3 / frame["buffer"]
    return frame.assign(
        window=np.where(frame["map"].isin(["majority", "best_block"]), 2, 4),
        information=best * share,
        share_of_best_block=share,
        share_of_best_window=share / 1.3,
        kl_divergence=np.where(frame["map"].isin(["best_block", "best_window"]), np.nan, 0.04),
    )
