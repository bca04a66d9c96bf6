"""The published model of cells without interaction under ten common fields (:mod:`rgcore.datasets.generated`)."""

import numpy as np
from numpy.random import Generator

from rgcore.datasets.generated.neural_like import NeuralLikeSettings, neural_like_spikes
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_SPARE = 4  # times the cells: three of four may be silent


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    settings = NeuralLikeSettings(n_variables=_SPARE * n_variables, n_samples=n_steps)
    return neural_like_spikes(settings, rng=rng).astype(np.uint8)


CARD = ModelCard(
    sentence="cells without interaction under ten common fields of 5 steps (Morrell et al., 2021)",
    family="fields",
    interacting=False,
    critical=False,
    driven=True,
    generate=_generate,
)
