"""Small tables of transformations: their criteria, and networks trained for different objectives."""

from itertools import product

import numpy as np
import pandas as pd

__all__ = ["exactness", "vrg_couplings", "vrg_criteria", "vrg_objectives"]

OBJECTIVES = {"both": 1e-6, "divergence": 1e-5, "free_energy": 1.0, "lower_bound": 1e-5, "upper_bound": 1e-4}
MARGINS = {
    "decimation": (3.0, -3.0, 2.4, 3.0),
    "bond_rbm": (-3.0, 2.0, 3.0, -3.0),
    "trained_rbm_3": (-1.4, 3.0, 3.0, -0.5),
    "block_spins": (3.0, -3.0, -1.2, 0.4),
    "decoupled": (-2.6, -2.2, 3.0, -1.3),
}


def vrg_criteria(couplings):
    sets = ("rg_margin", "variational_margin", "rbm_margin", "good_margin")
    rows = [
        {
            "transformation": name,
            "size": 8,
            "coupling": coupling,
            **dict(zip(sets, margins, strict=True)),
            "sensitivity": 1.0,
        }
        for (name, margins), coupling in product(MARGINS.items(), couplings)
    ]
    return pd.DataFrame(rows)


def vrg_objectives(couplings):
    rows = [
        {
            "objective": name,
            "coupling": coupling,
            "n_visible": 8,
            "n_hidden": n_hidden,
            "iteration": iteration,
            "n_parameters": 8 * n_hidden + 1,
            "n_directions_seen": 1 if name == "free_energy" else 8 * n_hidden,
            "kl_divergence": max(end, np.exp(-iteration / 3)),
            "reverse_kl_divergence": max(end, np.exp(-iteration / 3)),
            "free_energy_difference": -(5.0 if name == "divergence" else max(end, np.exp(-iteration))),
            "trace_error_per_spin": max(end, np.exp(-iteration / 2)),
            "effective_coupling": 0.2 * (1 - np.exp(-iteration / 5)),
            "effective_coupling_of_decimation": 0.2,
        }
        for (name, end), coupling, n_hidden, iteration in product(
            OBJECTIVES.items(), couplings, (3, 4), (0, 1, 4, 16)
        )
    ]
    return pd.DataFrame(rows)


COUPLINGS = {"decimation": (0.2, 0.0, 0.0), "block_spins": (0.6, 0.3, 0.02), "decoupled": (0.0, 0.0, 0.0)}


def vrg_couplings(coupling):
    rows = []
    for name, (near, far, four) in COUPLINGS.items():
        rows += [
            (name, 1, 0.0, 4, 0.0),
            (name, 2, 2.0, 4, near),
            (name, 2, 4.0, 2, far),
            (name, 4, 4.0, 1, -four),
        ]
    frame = pd.DataFrame(rows, columns=["transformation", "n_spins", "range", "n_products", "mean"])
    return frame.assign(lattice="ring", size=8, coupling=coupling, root_mean_square=frame["mean"].abs())


def exactness(couplings):
    kinds = {
        "decimation": (0.0, True, False, False, True),
        "bond_rbm": (1e-15, True, True, True, False),
        "trained_rbm_3": (0.02, False, True, True, False),
        "block_spins": (0.1, False, False, True, False),
        "decoupled": (1.0, False, True, False, False),
    }
    rows = [
        (name, 8, coupling, 8, 4, error * coupling, error**2, -error / 3, 1e-10, rg, variational, rbm, good)
        for (name, (error, rg, rbm, variational, good)), coupling in product(kinds.items(), couplings)
    ]
    names = "transformation size coupling n_visible n_hidden trace_condition_error kl_divergence"
    names += " free_energy_difference rounding is_rg is_variational is_rbm is_good"
    return pd.DataFrame(rows, columns=names.split())
