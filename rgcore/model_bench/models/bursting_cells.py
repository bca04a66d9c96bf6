"""Independent cells, each with slow changes of its own rate."""

import numpy as np
from numpy.random import Generator

from rgcore.datasets.generated.neural_like import latent_fields
from rgcore.model_bench.dynamics.given_probabilities import drawn_cells, logistic
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_CORRELATION_TIME = 10.0  # steps
_GAIN = 2.0


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    own = latent_fields(n_steps, n_variables, _CORRELATION_TIME, rng=rng)
    bias = rng.uniform(-2.0, 0.0, n_variables)
    return drawn_cells(n_steps, lambda steps: logistic(_GAIN * (own[steps] + bias)), rng=rng)


CARD = ModelCard(
    sentence="independent cells, the rate of each with its own changes over 10 steps",
    family="independent",
    interacting=False,
    critical=False,
    driven=False,
    generate=_generate,
)
