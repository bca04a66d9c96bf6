"""Coarse spins from their inputs: the sign, or a draw from the conditional distribution of hidden units."""

from typing import Literal

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError

__all__ = ["HIDDEN", "check_hidden", "hidden_spins"]

HIDDEN = ("deterministic", "sampled")


def check_hidden(hidden: object) -> None:
    """Raise InputError unless ``hidden`` is "deterministic" or "sampled"."""
    if hidden not in HIDDEN:
        raise InputError(f"hidden must be 'deterministic' or 'sampled', got {hidden!r}")


def hidden_spins(
    inputs: np.ndarray, hidden: Literal["deterministic", "sampled"], *, rng: Generator
) -> np.ndarray:
    """Return -1 or +1, int8, for each input x, a float32 array of any shape.

    Deterministic: the sign of x, where a fair coin decides x = 0; one bit is taken for each x. Sampled: +1 with
    probability 1 / (1 + exp(-2 x)).
    """
    up = _signs(inputs, rng) if hidden == "deterministic" else _draws(inputs, rng)
    return 2 * up.view(np.int8) - np.int8(1)


def _signs(inputs: np.ndarray, rng: Generator) -> np.ndarray:
    coins = rng.integers(0, 2, size=inputs.shape, dtype=np.bool_)
    return (inputs > 0) | ((inputs == 0) & coins)


def _draws(inputs: np.ndarray, rng: Generator) -> np.ndarray:
    uniform = rng.random(inputs.shape, dtype=np.float32)
    return uniform < np.float32(0.5) * (1 + np.tanh(inputs))  # the same, without overflow
