"""Place cells on a circular track: each is active near a place of its own; they do not interact."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics.given_probabilities import drawn_cells
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["CARD"]

_STEPS_PER_LAP, _WANDERING = 200, 0.005  # laps, per root of a step
_PEAK, _ELSEWHERE = 0.4, 0.005  # probabilities per step
_NARROWEST, _WIDEST = 0.03, 0.1  # laps, standard deviations of the fields


def _generate(n_steps: int, n_variables: int, *, rng: Generator) -> np.ndarray:
    place = np.cumsum(1 / _STEPS_PER_LAP + _WANDERING * rng.standard_normal(n_steps))
    centre, width = rng.random(n_variables), rng.uniform(_NARROWEST, _WIDEST, n_variables)

    def probabilities(steps: slice) -> np.ndarray:
        distance = (place[steps, None] - centre + 0.5) % 1 - 0.5
        return _ELSEWHERE + _PEAK * np.exp(-0.5 * (distance / width) ** 2)

    return drawn_cells(n_steps, probabilities, rng=rng)


CARD = ModelCard(
    sentence="place cells without interaction, on a track of 200 steps per lap",
    family="place",
    interacting=False,
    critical=False,
    driven=True,
    generate=_generate,
)
