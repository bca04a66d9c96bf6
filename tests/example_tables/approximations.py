"""Small tables of approximate renormalizations; the numbers are not theirs."""

import numpy as np
import pandas as pd

LATTICES = {"chain_decimation": "chain", "migdal_kadanoff": "square", "first_cumulant": "triangular"}


def vrg_exponents(n_approximations):
    names = list(LATTICES)[-n_approximations:]
    lattices = [LATTICES[name] for name in names]
    on_chain = np.array([lattice == "chain" for lattice in lattices])
    frame = pd.DataFrame({"approximation": names, "lattice": lattices, "scale_factor": 2.0})
    return frame.assign(
        fixed_point_coupling=np.where(on_chain, np.inf, 0.3),
        critical_coupling=np.where(on_chain, np.inf, 0.4),
        thermal_exponent=np.where(on_chain, 1.0, 0.75),
        thermal_exponent_exact=1.0,
        magnetic_exponent=np.where(on_chain, 1.0, 1.9),
        magnetic_exponent_exact=np.where(on_chain, 1.0, 1.875),
    )
