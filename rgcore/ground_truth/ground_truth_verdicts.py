"""Which comparisons with the ground truth count as met, and where the lattice does not matter."""

import numpy as np
import pandas as pd

from rgcore.stats.comparison import LEVEL

__all__ = ["verdicts"]

OFF = 0.1  # relative deviation from which on a coupling counts as wrong, if it is LEVEL standard errors too
BULK = 0.75  # of the modes: beyond, the lattice ends the spectrum


def verdicts(table: pd.DataFrame) -> pd.DataFrame:
    """Return ``pca_ground_truth`` with its verdicts; a NaN is not recovered."""
    distance = (table["measured"] - table["expected"]).abs()
    allowed = np.fmax(OFF * table["expected"].abs(), LEVEL * table["measured_err"])
    return table.assign(
        recovered=distance < allowed,
        recovered_within=OFF,
        below_lattice_edge=table["kept_fraction"] < BULK,
    )
