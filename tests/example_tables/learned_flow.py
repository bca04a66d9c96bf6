"""Couplings of hidden spins, and of the visible spins of networks; smooth curves, not physics."""

from itertools import product

import numpy as np
import pandas as pd

SHAPES = {
    "field": (1, 0.02, 0.05),
    "nearest_neighbour": (2, 0.3, 0.5),
    "next_nearest_neighbour": (2, 0.05, 0.1),
    "third_neighbour": (2, 0.02, 0.05),
    "three_spin_corner": (3, -0.01, 0.02),
    "four_spin_plaquette": (4, -0.03, 0.03),
    "other_pairs": (2, 0.001, 0.15),
    "all_others": (0, np.nan, 0.1),
    "hidden_neighbours": (2, 0.4, np.nan),
}


def learned_flow(couplings):
    kinds = {
        ("trained_rbm", 9): 1.0,
        ("trained_rbm", 4): 2.0,
        ("decimation", 4): 2.0,
        ("majority_rule", 4): 2.0,
    }
    parts = []
    for place, ((name, n_hidden), spacing) in enumerate(kinds.items()):
        part = pd.DataFrame({"coupling": [*couplings, couplings[-1] + 0.1]})
        trained = name == "trained_rbm"
        part = part.assign(
            transformation=name,
            side=3 if n_hidden == 9 else 4,
            n_hidden=n_hidden,
            spacing=spacing,
            effective_coupling=part["coupling"] * (0.7 + 0.2 * place) - 0.05,
            effective_coupling_of_data=part["coupling"] * (0.6 + 0.2 * place),
            long_range_fraction=0.05 * (place + 1),
            fixed_point=0.4 if name == "majority_rule" else np.nan,
        )
        for column in (
            "kl_divergence",
            "kl_divergence_worst_start",
            "starts_at_best",
            "visible_coupling",
            "visible_long_range_fraction",
        ):
            part[column] = 0.3 if trained else np.nan
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def network_couplings(temperatures, replicas):
    rows = [
        (
            t, replica, 8, 16, shape, n_spins, 0 if n_spins == 0 else 64, coupling / t + 0.01 * replica,
            np.nan if n_spins == 0 else 0.02, 1 / t if shape == "nearest_neighbour" else 0.0, share, 0.01,
        )
        for t, replica, (shape, (n_spins, coupling, share)) in product(temperatures, replicas, SHAPES.items())
    ]  # fmt: skip
    names = (
        "temperature replica side n_hidden shape n_spins n_products coupling coupling_spread coupling_exact"
    )
    table = pd.DataFrame(rows, columns=[*names.split(), "share", "share_err"])
    on_data = (0.8 * table["coupling"]).where(
        ~table["shape"].isin(["other_pairs", "all_others", "hidden_neighbours"])
    )
    return table.assign(
        coupling_on_data=on_data, coupling_on_data_err=0.01, explained_on_data=0.9, explained_on_data_err=0.01
    )
