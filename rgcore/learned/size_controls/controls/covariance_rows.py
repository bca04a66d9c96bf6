"""Rows of the covariance matrix of the configurations: the field around one spin."""

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_controls.control_card import ControlCard, ControlCase


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the rows of one site per hidden unit, at most of all sites, spread evenly over their order."""
    del rng
    samples = case.samples
    centred = samples - samples.mean(axis=0)
    n_sites = samples.shape[1]
    sites = np.unique(np.arange(min(case.n_hidden, n_sites)) * n_sites // min(case.n_hidden, n_sites))
    return centred.T @ centred[:, sites] / len(centred)


CARD = ControlCard(
    sentence="Rows of the covariance matrix of the configurations: a spin and what correlates with it.",
    fields=fields,
)
