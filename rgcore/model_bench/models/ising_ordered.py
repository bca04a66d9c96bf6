"""Spins of the Ising model below its critical temperature."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.ising_cells import ising_cells
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_TEMPERATURE = 1.9  # J/k_B


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return ising_cells(n_steps, n_variables, _TEMPERATURE, rng=rng)


CARD = ModelCard(
    sentence="spins of the square-lattice Ising model at temperature 1.9, below the critical one",
    family="ising",
    interacting=True,
    critical=False,
    driven=False,
    generate=_generate,
)
