"""A branching network below its critical ratio."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.branching_network import branching_network
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_RATIO = 0.7


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return branching_network(n_steps, n_variables, _RATIO, rng=rng)


CARD = ModelCard(
    sentence="a branching network with 0.7 successors of a cell in the mean",
    family="branching",
    interacting=True,
    critical=False,
    driven=False,
    generate=_generate,
)
