"""Small tables of the momentum-shell flow; the numbers are made up."""

from itertools import product

import numpy as np
import pandas as pd


def landau_flow(dimensions):
    parts = []
    for dimension, (trajectory, slope) in product(dimensions, enumerate((0.0, 0.3, -0.3))):
        scale = np.linspace(0, 3, 30)
        part = pd.DataFrame({"scale": scale, "r": -0.1 + slope * scale, "u": 5 * np.exp(-scale / 3)})
        basin = {0.0: "critical", 0.3: "disordered", -0.3: "ordered"}[slope]
        parts.append(part.assign(dimension=dimension, trajectory=trajectory, basin=basin))
    return pd.concat(parts, ignore_index=True)


def landau_points(dimensions):
    rows = []
    for d in dimensions:
        rows.append((d, "gaussian", 0.0, 0.0, 2.0, 4 - d, 0.5, 0.5, 0.5, True))
        if d != 4:
            e = 4 - d
            nu = (0.5 + e / 12, 1 / (2 - e / 3), 0.5 + e / 11)
            rows.append((d, "wilson_fisher", -e / 6, 2 * e, 2 - e / 3, -e, *nu, e > 0))
    names = "dimension kind r u eigenvalue_thermal eigenvalue_quartic nu_first_order nu_first_order_inverse"
    names += " nu_epsilon_expansion physical"
    return pd.DataFrame(rows, columns=names.split()).assign(n_components=1)


def landau_exponents(dimensions):
    rows = [
        (d, n, "nu", method, order, 0.6, 0.01, 1.0 if d == 2 else np.nan, "exact" if d == 2 else "none")
        for d in dimensions
        if d < 4
        for n in (1, 2)
        for method, order in (("partial_sum", 1), ("pade_borel", 5))
    ]
    names = "dimension n_components exponent method order value spread known source"
    return pd.DataFrame(rows, columns=names.split())
