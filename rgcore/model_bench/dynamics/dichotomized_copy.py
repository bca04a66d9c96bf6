"""A thresholded Gaussian copy of cells: the same means and pair correlations, and nothing beyond."""

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data

__all__ = ["dichotomized_copy"]


def dichotomized_copy(cells: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n) uint8: a draw of the null ``dichotomized`` fitted to cells (n_steps, n_variables).

    Cells that never change are left out. Autocovariances of the leading principal components are kept too.
    """
    values = cells[:, cells.min(axis=0) < cells.max(axis=0)].astype(np.float64)
    data = observed_data([values])
    drawn = fit_null("dichotomized", data, rng=rng).draw(rng=rng)
    return np.rint(np.concatenate(list(drawn)) + data.moments.mean).astype(np.uint8)
