"""The contact process on a ring above the critical rate."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.contact_process import CRITICAL_CREATION, contact_process
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_ABOVE = 1.3


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    return contact_process(n_steps, n_variables, _ABOVE * CRITICAL_CREATION, rng=rng)


CARD = ModelCard(
    sentence="the contact process on a ring at 1.3 times its critical rate",
    family="contact",
    interacting=True,
    critical=False,
    driven=False,
    generate=_generate,
)
