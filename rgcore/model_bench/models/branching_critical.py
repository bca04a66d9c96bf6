"""A branching network at branching ratio 1."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.branching_network import branching_network
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return branching_network(n_steps, n_variables, 1.0, rng=rng)


CARD = ModelCard(
    sentence="a branching network with one successor of a cell in the mean",
    family="branching",
    interacting=True,
    critical=True,
    driven=False,
    generate=_generate,
)
