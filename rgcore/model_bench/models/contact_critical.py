"""The contact process on a ring at the critical rate of the infinite chain."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.contact_process import CRITICAL_CREATION, contact_process
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return contact_process(n_steps, n_variables, CRITICAL_CREATION, rng=rng)


CARD = ModelCard(
    sentence="the contact process on a ring at its critical rate",
    family="contact",
    interacting=True,
    critical=True,
    driven=False,
    generate=_generate,
)
