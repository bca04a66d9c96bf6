"""One realization of a model, binned finely and coarsely."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.model_bench.models.cards import ModelCard

__all__ = ["FEWEST_CELLS", "Realization", "realize"]

FEWEST_CELLS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Realization:
    """Two analyses of one series: ``by_bin`` width in steps, (n_samples, n_variables) float64 counts.

    Of the fine one, width 1, are the first n_samples steps; the coarse one sums successive steps of all. Both have the
    same cells and the same number of samples.
    """

    by_bin: dict[int, np.ndarray]


def realize(
    card: ModelCard, n_samples: int, n_variables: int, coarse_bin: int, *, rng: Generator
) -> Realization:
    """Simulate n_samples * coarse_bin steps of a model and bin them in both ways.

    Cells that are active in no or in every fine bin are left out, and of the others the first n_variables are kept.

    Raises
    ------
    InputError
        If fewer than 8 cells are left.
    """
    cells = card.generate(n_samples * coarse_bin, n_variables, rng=rng)
    fine = cells[:n_samples]
    varying = np.flatnonzero(fine.min(axis=0) < fine.max(axis=0))[:n_variables]
    if len(varying) < FEWEST_CELLS:
        raise InputError(
            f"at least {FEWEST_CELLS} cells of the model must be active in some of {n_samples} bins, found "
            f"{len(varying)} ({card.sentence}): take more samples"
        )
    chosen = cells[:, varying]
    coarse = chosen.reshape(n_samples, coarse_bin, -1).sum(axis=1, dtype=np.float64)
    return Realization(by_bin={1: chosen[:n_samples].astype(np.float64), coarse_bin: coarse})
