"""A thresholded Gaussian with the means and pair correlations of the critical contact process."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.dichotomized_copy import dichotomized_copy
from rgcore.model_bench.models import contact_critical
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return dichotomized_copy(contact_critical.CARD.generate(n_steps, n_variables, rng=rng), rng=rng)


CARD = ModelCard(
    sentence="a thresholded Gaussian with the means and pair correlations of the critical contact process",
    family="contact",
    interacting=False,
    critical=False,
    driven=True,
    generate=_generate,
)
