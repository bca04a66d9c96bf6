"""Spins for one condition: those of a source, and held-out Ising configurations beside them."""

from typing import NamedTuple

import numpy as np

from rgcore.cards import load_card
from rgcore.ising.copies.two_point_function import second_moment_length, two_point_function
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.block_study.conditions import Condition
from rgcore.rng import stream

__all__ = ["StudyData", "study_data"]


class StudyData(NamedTuple):
    """Spins of a condition.

    ``training`` (n_samples, side**2) and ``held_out`` (n_held_out, side**2) are int8 of -1 and +1, of the source;
    ``held_out_ising`` are Ising configurations; ``residual`` is that of the source, ``correlation_length`` the
    second-moment length of all the Ising configurations, in lattice spacings.
    """

    training: np.ndarray
    held_out: np.ndarray
    held_out_ising: np.ndarray
    residual: float
    correlation_length: float


def study_data(
    condition: Condition, n_samples: int, n_held_out: int, sampling: SamplingSettings, *, root_seed: int
) -> StudyData:
    """Draw the spins of a condition.

    All conditions of one side, temperature and replica have the same Ising configurations, and all with one source the
    same spins, so that differences between them are not those of their data.

    Parameters
    ----------
    condition : Condition
    n_samples, n_held_out : int
    sampling : SamplingSettings
        How Ising configurations are drawn; their number is n_samples + n_held_out.
    root_seed : int
    """
    place = {"side": condition.side, "temperature": condition.temperature, "replica": condition.replica}
    settings = sampling.model_copy(update={"n_samples": n_samples + n_held_out})
    rng = stream(root_seed, purpose="block_size_study_ising", **place)
    ising, _ = sample_configurations(condition.side, float(condition.temperature), settings, rng=rng)
    source = load_card("rgcore.learned.block_study.sources", condition.source)
    rng = stream(root_seed, purpose="block_size_study_source", source=condition.source, **place)
    spins, residual = source.draw(ising.spins, rng=rng)
    flat = spins.reshape(len(spins), -1)
    return StudyData(
        flat[:n_samples],
        flat[n_samples:],
        ising.spins.reshape(len(spins), -1)[n_samples:],
        residual,
        second_moment_length(two_point_function(ising.spins)),
    )
