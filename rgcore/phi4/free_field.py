"""The free field, drawn exactly: independent configurations from white noise."""

import numpy as np
from numpy.random import Generator
from scipy.fft import irfftn, rfftn

from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.phi4.lattice_field import LatticeField

__all__ = ["sample_free_fields"]

MOST_NUMBERS = 2**38  # of all samples together; a computer has less memory


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
    InputError
        If u is not 0, the dimension is 0, or ``n_samples`` is not at least 1.
    """
    an_instance("lattice", lattice, LatticeField)
    n_samples = whole_number("n_samples", n_samples, least=1, most=MOST_NUMBERS // lattice.n_sites)
    generator("rng", rng)
    if lattice.u != 0 or lattice.dimension == 0:
        raise InputError(
            f"a free field has u = 0 and a lattice, got u = {lattice.u} in dimension {lattice.dimension}"
        )
    axes = tuple(range(1, lattice.dimension + 1))
    waves = rfftn(rng.standard_normal((n_samples, *lattice.shape)), axes=axes)
    waves /= np.sqrt(lattice.stiffness() + lattice.r)[..., : lattice.side // 2 + 1]
    return irfftn(waves, s=lattice.shape, axes=axes).reshape(n_samples, -1)
