"""The free field, drawn exactly: independent configurations from white noise."""

import numpy as np
from numpy.random import Generator
from scipy.fft import irfftn, rfftn

from rgcore.phi4.lattice_field import LatticeField

__all__ = ["sample_free_fields"]


def sample_free_fields(lattice: LatticeField, n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return independent configurations of the free field of mass r: white noise times (-Laplacian + r)^(-1/2).

    Parameters
    ----------
    lattice : LatticeField
        With u = 0, of dimension 1 at least.
    n_samples : int
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_sites) float64 array

    Raises
    ------
    ValueError
        If u is not 0 or the dimension is 0.
    """
    if lattice.u != 0 or lattice.dimension == 0:
        raise ValueError(
            f"a free field has u = 0 and a lattice, got u = {lattice.u} in dimension {lattice.dimension}"
        )
    axes = tuple(range(1, lattice.dimension + 1))
    waves = rfftn(rng.standard_normal((n_samples, *lattice.shape)), axes=axes)
    waves /= np.sqrt(lattice.stiffness() + lattice.r)[..., : lattice.side // 2 + 1]
    return irfftn(waves, s=lattice.shape, axes=axes).reshape(n_samples, -1)
