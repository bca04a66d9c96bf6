"""Where a long computation keeps its state, to go on in the same bits after an interruption, and how it reports."""

import json
from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
from numpy.random import Generator

__all__ = ["NO_CHECKPOINT", "Checkpoint", "no_report", "rng_state_to_array", "set_rng_state"]


class Checkpoint(Protocol):
    """The place that keeps the state, such as that of training; :mod:`rgcore.pipeline.checkpoints` has one of files."""

    def restore(self) -> Mapping[str, np.ndarray] | None:
        """Return the arrays that were kept last, or None to begin anew."""

    def offer(self, arrays: Callable[[], dict[str, np.ndarray]], *, at_epoch_end: bool) -> None:
        """Keep what ``arrays()`` returns if it is time to; training calls it after every minibatch and every epoch.

        It may end the process by raising ``SystemExit`` once the state is kept.
        """


class _Nowhere:
    """Keeps nothing: what is interrupted starts over."""

    def restore(self) -> None:
        return None

    def offer(self, arrays: Callable[[], dict[str, np.ndarray]], *, at_epoch_end: bool) -> None:
        pass


NO_CHECKPOINT: Checkpoint = _Nowhere()


def no_report(done: int, total: int) -> None:
    """Report nothing: the default where a function is called with how much is done and how much there is."""


def rng_state_to_array(rng: Generator) -> np.ndarray:
    """Return the state of a generator as JSON in a uint8 array."""
    text = json.dumps(rng.bit_generator.state, default=lambda array: array.tolist(), sort_keys=True)
    return np.frombuffer(text.encode(), dtype=np.uint8)


def set_rng_state(rng: Generator, array: np.ndarray) -> None:
    """Put a generator, in place, into the state that :func:`rng_state_to_array` wrote.

    Raises
    ------
    ValueError
        If the state is that of another kind of generator.
    """
    rng.bit_generator.state = json.loads(array.tobytes())
