"""The draws of nulls that were made so far, kept so that a run that was interrupted goes on in the same bits."""

import io
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint, rng_state_to_array, set_rng_state

__all__ = ["DrawProgress", "KeptDraws"]


class DrawProgress(NamedTuple):
    """What is called after every draw: ``report(done, total)``, and a checkpoint."""

    report: Callable[[int, int], None]
    checkpoint: Checkpoint = NO_CHECKPOINT


class KeptDraws:
    """Tables of draws in their order, and the state of the generator after the last one.

    Parameters
    ----------
    progress : DrawProgress
        Its checkpoint gives what was kept before.
    total : int
        Draws in all.
    """

    def __init__(self, progress: DrawProgress, total: int) -> None:
        self._progress, self._total = progress, total
        self._tables: list[pd.DataFrame] = []
        self._done, self._state = 0, np.empty(0, dtype=np.uint8)
        if kept := progress.checkpoint.restore():
            self._tables = [pd.read_parquet(io.BytesIO(kept["tables"].tobytes()))]
            self._done, self._state = int(kept["done"][0]), kept["state"]

    @property
    def done(self) -> int:
        """Number of draws so far."""
        return self._done

    def go_on(self, rng: Generator) -> None:
        """Put the generator of the null whose draws were interrupted into its state after the last one."""
        set_rng_state(rng, self._state)

    def add(self, table: pd.DataFrame, rng: Generator) -> None:
        """Add the table of one more draw, after which ``rng`` is in the state that it has."""
        self._tables.append(table)
        self._done += 1
        self._progress.report(self._done, self._total)
        self._progress.checkpoint.offer(lambda: self._arrays(rng), at_epoch_end=True)

    def table(self) -> pd.DataFrame:
        """Return all draws in one table."""
        return pd.concat(self._tables, ignore_index=True)

    def _arrays(self, rng: Generator) -> dict[str, np.ndarray]:
        return {
            "tables": np.frombuffer(self.table().to_parquet(), dtype=np.uint8),
            "done": np.array([self._done]),
            "state": rng_state_to_array(rng),
        }
