"""A branching network: cells that activate random targets (Haldeman and Beggs, PRL 94, 058101 (2005))."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.dynamics._kernels import run_branching

__all__ = ["branching_network"]

N_TARGETS = 8
SEED_PROBABILITY = 0.3
_BURN_IN = 1000  # steps


def branching_network(n_steps: int, n_cells: int, ratio: float, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n_cells) uint8.

    Each cell has 8 targets (fewer of fewer cells), drawn once without repetition among the others. A cell that is
    active activates each of them in the next step with probability ratio / 8: one active cell among silent ones has
    ``ratio`` successors in the mean, and a large network is critical at 1. A silent network is given one active cell
    with probability 0.3 per step.

    Parameters
    ----------
    n_steps, n_cells : int
    ratio : float
        Branching ratio, from 0 to 8.
    rng : Generator, advanced in place
    """
    n_targets = min(N_TARGETS, n_cells - 1)
    draws = np.array([rng.choice(n_cells - 1, n_targets, replace=False) for _ in range(n_cells)])
    targets = draws + (draws >= np.arange(n_cells)[:, None])  # never the cell itself
    records = np.empty((_BURN_IN + n_steps, n_cells), np.uint8)
    probabilities = (ratio / n_targets, SEED_PROBABILITY)
    run_branching(targets, probabilities, np.zeros(n_cells, np.uint8), records, rng)
    return records[_BURN_IN:]
