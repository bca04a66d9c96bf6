"""A thresholded Gaussian with the means and pair correlations of the Ising model at its critical temperature."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.dichotomized_copy import dichotomized_copy
from rgcore.model_bench.models import ising_critical
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return dichotomized_copy(ising_critical.CARD.generate(n_steps, n_variables, rng=rng), rng=rng)


CARD = ModelCard(
    sentence="a thresholded Gaussian with the means and pair correlations of the critical Ising model",
    family="ising",
    interacting=False,
    critical=False,
    driven=True,
    generate=_generate,
)
