"""ln Z of an RBM by the best way there is: enumeration where a layer is small, annealing otherwise."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from rgcore.rbm.likelihood.annealed_importance_sampling import annealed_importance_sampling
from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.sampling.tempered_path import base_bias_from_data
from rgcore.rbm.sampling_settings import AnnealingSettings
from rgcore.rbm.settings import MOST_ENUMERATED_UNITS

__all__ = ["EXACT", "Normalization", "normalization", "normalization_method"]

EXACT, ANNEALED = "exact", "annealed_importance_sampling"
"""Values of the columns ``log_partition_method``."""


class Normalization(NamedTuple):
    """ln Z in nats, its standard error, how it was found, and the annealing runs it counts as (NaN if exact)."""

    value: float
    error: float
    method: str
    n_effective: float


def normalization(
    rbm: RBM, settings: AnnealingSettings, *, visible: np.ndarray | None = None, rng: Generator
) -> Normalization:
    """Return ln Z of an RBM.

    Parameters
    ----------
    rbm : RBM
    settings : AnnealingSettings
        Where no layer is small enough to be enumerated.
    visible : (n, n_visible) array, optional
        States of which annealing starts at the means; by default at units evenly up and down, as zero fields leave
        them.
    rng : Generator, advanced in place, unless ln Z is exact
    """
    if normalization_method(rbm.n_visible, rbm.n_hidden) == EXACT:
        return Normalization(log_partition(rbm), 0.0, EXACT, float("nan"))
    bias = None if visible is None else base_bias_from_data(visible, rbm.units)
    estimate = annealed_importance_sampling(rbm, settings, base_bias=bias, rng=rng)
    return Normalization(estimate.value, estimate.error, ANNEALED, float(estimate.n_effective))


def normalization_method(n_visible: int, n_hidden: int) -> str:
    """Return how ln Z of an RBM of these sizes is found: "exact" or "annealed_importance_sampling"."""
    return EXACT if min(n_visible, n_hidden) <= MOST_ENUMERATED_UNITS else ANNEALED
