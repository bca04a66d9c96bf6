"""Cells without interaction under one slow common field."""

import numpy as np
from numpy.random import Generator

from rgcore.datasets.generated.neural_like import NeuralLikeSettings, neural_like_spikes
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_FIELD = {"n_fields": 1, "correlation_time": 50.0, "gain": 1.5, "bias": -1.0}


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    settings = NeuralLikeSettings(n_variables=n_variables, n_samples=n_steps, **_FIELD)
    return neural_like_spikes(settings, rng=rng).astype(np.uint8)


CARD = ModelCard(
    sentence="cells without interaction under one common field of 50 steps",
    family="fields",
    interacting=False,
    critical=False,
    driven=True,
    generate=_generate,
)
