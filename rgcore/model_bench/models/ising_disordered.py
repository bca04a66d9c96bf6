"""Spins of the Ising model above its critical temperature."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.ising_cells import ising_cells
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_TEMPERATURE = 3.2  # J/k_B; the correlation length is 1.6 spacings


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return ising_cells(n_steps, n_variables, _TEMPERATURE, rng=rng)


CARD = ModelCard(
    sentence="spins of the square-lattice Ising model at temperature 3.2, above the critical one",
    family="ising",
    interacting=True,
    critical=False,
    driven=False,
    generate=_generate,
)
