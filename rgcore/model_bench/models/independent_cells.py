"""Independent cells of different rates, without autocorrelation."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.given_probabilities import drawn_cells
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_LOWEST, _HIGHEST = 0.01, 0.3  # probabilities per step


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    rates = np.exp(rng.uniform(np.log(_LOWEST), np.log(_HIGHEST), n_variables))
    return drawn_cells(n_steps, lambda steps: np.tile(rates, (steps.stop - steps.start, 1)), rng=rng)


CARD = ModelCard(
    sentence="independent cells of different rates, 0.01 to 0.3 per step",
    family="independent",
    interacting=False,
    critical=False,
    driven=False,
    generate=_generate,
)
