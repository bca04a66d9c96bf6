"""Small tables of the tensor renormalization of the right shape."""

from itertools import product

import numpy as np
import pandas as pd


def tensor_rg(bond_dimensions):
    methods = {"levin_nave": 1.0, "hotrg": 0.5, "bond_weighted": 0.1}
    rows = [
        (
            method,
            relative,
            number,
            2.27 * relative,
            scale * float(number) ** -3 * (1 if relative == 1 else 1e-6),
        )
        for (method, scale), relative, number in product(methods.items(), (0.97, 1.0, 1.03), bond_dimensions)
    ]
    names = "method relative_temperature bond_dimension temperature relative_error"
    frame = pd.DataFrame(rows, columns=names.split())
    error = (10 * frame["relative_error"]).where(frame["relative_temperature"] == 1)
    return frame.assign(
        n_levels=20,
        free_energy=-2.11 * (1 - frame["relative_error"]),
        free_energy_exact=-2.11,
        discarded=frame["relative_error"],
        side=error * 0 + 32,
        central_charge=0.5 - error,
        delta_sigma=0.125 + error,
        delta_epsilon=1 - error,
        central_charge_deviation=-error,
        delta_sigma_deviation=error,
        delta_epsilon_deviation=-error,
        reading_change=error,
    )


def tensor_spectra(n_temperatures):
    temperatures = (1.0, 0.97, 1.03)[:n_temperatures]
    exact = np.exp(-2 * np.pi * np.array([1 / 8, 1]))
    rows = []
    for method, relative, level, rank in product(
        ("levin_nave", "bond_weighted"), temperatures, (2, 4, 6, 8), (2, 3)
    ):
        value = exact[rank - 2] * np.exp(0.1 * level * (1 - relative) / 0.03)
        place = (method, relative, 16, level, 2 ** (level / 2), rank)
        rows.append((*place, min(value + 0.1, 1.0), min(value, 1.0), exact[rank - 2]))
    names = "method relative_temperature bond_dimension level side rank singular_value transfer_eigenvalue"
    return pd.DataFrame(rows, columns=[*names.split(), "transfer_eigenvalue_critical"])


def mera(bond_dimensions):
    chi = np.array(bond_dimensions, dtype=float)
    return pd.DataFrame(
        {
            "bond_dimension": bond_dimensions,
            "n_transitional": 1,
            "n_sweeps": 200,
            "energy": -4 / np.pi + 0.1 * chi**-5,
            "energy_exact": -4 / np.pi,
            "energy_deviation": 0.1 * chi**-5,
            "last_decrease": 1e-9,
            "delta_sigma": 0.125 + 0.1 * chi**-4,
            "delta_sigma_deviation": 0.1 * chi**-4,
            "delta_epsilon": 1 - chi**-4,
            "delta_epsilon_deviation": -(chi**-4),
        }
    )
