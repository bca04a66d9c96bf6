"""Spins of the Ising model at its critical temperature."""

import numpy as np
from numpy.random import Generator

from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.model_bench.dynamics.ising_cells import ising_cells
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return ising_cells(n_steps, n_variables, CRITICAL_TEMPERATURE, rng=rng)


CARD = ModelCard(
    sentence="spins of the square-lattice Ising model at its critical temperature",
    family="ising",
    interacting=True,
    critical=True,
    driven=False,
    generate=_generate,
)
