"""Spins for one condition: those of a source, and held-out Ising configurations beside them."""

from typing import NamedTuple

import numpy as np

from rgcore.cards import load_card
from rgcore.ising.copies.two_point_function import (
    connected_length,
    second_moment_length,
    two_point_function,
)
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.block_study.conditions import Condition
from rgcore.rng import stream

__all__ = ["StudyData", "StudySamples", "study_data"]


class StudyData(NamedTuple):
    """Spins of a condition.

    ``training`` (n_samples, side**2) and ``held_out`` (n_held_out, side**2) are int8 of -1 and +1, of the source;
    ``held_out_ising`` are Ising configurations; ``residual`` is that of the source, ``correlation_length`` the
    second-moment length of all the Ising configurations, ``connected_length`` that of their connected correlations, in
    lattice spacings.
    """

    training: np.ndarray
    held_out: np.ndarray
    held_out_ising: np.ndarray
    residual: float
    correlation_length: float
    connected_length: float


class StudySamples:
    """Spins for conditions one after the other; the Ising configurations of the last lattice are kept for the next.

    All conditions of one side, temperature and replica with one number of samples have the same Ising configurations,
    and all with one source the same spins, so that differences between them are not those of their data.

    Parameters
    ----------
    n_held_out : int
    sampling : SamplingSettings
        How Ising configurations are drawn; their number is that of the samples of a condition and n_held_out.
    root_seed : int
    """

    def __init__(self, n_held_out: int, sampling: SamplingSettings, *, root_seed: int) -> None:
        self._n_held_out, self._sampling, self._root_seed = n_held_out, sampling, root_seed
        self._place: dict[str, object] = {}
        self._ising: np.ndarray | None = None

    def of(self, condition: Condition, n_samples: int) -> StudyData:
        """Return the spins of a condition, ``n_samples`` of them to train on."""
        lattice = {
            "side": condition.side,
            "temperature": condition.temperature,
            "replica": condition.replica,
        }
        place = lattice | {"n_samples": n_samples}
        if place != self._place:
            settings = self._sampling.model_copy(update={"n_samples": n_samples + self._n_held_out})
            rng = stream(self._root_seed, purpose="block_size_study_ising", **lattice)
            drawn, _ = sample_configurations(condition.side, float(condition.temperature), settings, rng=rng)
            self._place, self._ising = place, drawn.spins
        source = load_card("rgcore.learned.block_study.sources", condition.source)
        rng = stream(self._root_seed, purpose="block_size_study_source", source=condition.source, **lattice)
        spins, residual = source.draw(self._ising, rng=rng)
        flat, two_point = spins.reshape(len(spins), -1), two_point_function(self._ising)
        return StudyData(
            flat[:n_samples],
            flat[n_samples:],
            self._ising.reshape(len(spins), -1)[n_samples:],
            residual,
            second_moment_length(two_point),
            connected_length(two_point),
        )


def study_data(
    condition: Condition, n_samples: int, n_held_out: int, sampling: SamplingSettings, *, root_seed: int
) -> StudyData:
    """Return the spins of one condition alone; see :class:`StudySamples`."""
    return StudySamples(n_held_out, sampling, root_seed=root_seed).of(condition, n_samples)
