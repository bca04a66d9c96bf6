"""Ising models in coupling and field, and RBMs trained on them at several temperatures, in one embedding."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, generator
from rgcore.exact.enumerated_states import spin_states
from rgcore.information.embedding.divergence import (
    log_probabilities,
    nearest_member,
    symmetrized_divergences,
)
from rgcore.information.embedding.minkowski import embed_family, place_beside, signature
from rgcore.information.embedding.settings import EmbeddingSettings
from rgcore.information.schemas import INTENSIVE_EMBEDDING
from rgcore.lattice.square import square_bonds
from rgcore.rbm.networks.restricted import free_energy_from_v
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.rbm.training.exact_fit import fit_exactly

__all__ = ["embedding_table"]

SIDE = 3
N_COUPLINGS = 7
_START_SCALE = 0.3


def embedding_table(settings: EmbeddingSettings, *, rng: Generator) -> pd.DataFrame:
    """Return the table ``intensive_embedding``: a torus of 3 x 3 spins, all states summed.

    Ising models of couplings between those of the temperatures and of the fields of the settings span the embedding.
    RBMs are trained by the exact gradient on the model without a field, and placed beside it by their symmetrized
    divergences.

    Parameters
    ----------
    settings : EmbeddingSettings
    rng : Generator, advanced in place
        Draws the weights that training starts from.

    Raises
    ------
    InputError
        If ``settings`` are no ``EmbeddingSettings``.
    """
    an_instance("settings", settings, EmbeddingSettings)
    generator("rng", rng)
    states = spin_states(SIDE**2).astype(np.float64)
    bonds = square_bonds(SIDE)
    statistics = np.stack(
        [(states[:, bonds[:, 0]] * states[:, bonds[:, 1]]).sum(axis=1), states.sum(axis=1)], axis=1
    )
    hottest, coldest = 1 / max(settings.temperatures), 1 / min(settings.temperatures)
    couplings = np.linspace(hottest, coldest, N_COUPLINGS)
    members = np.array(list(product(couplings, sorted({0.0, *settings.fields}))))
    networks = list(_trained(settings, states, statistics, rng=rng))
    return pd.DataFrame(_rows(members, statistics, networks))[INTENSIVE_EMBEDDING.names]


def _trained(settings, states, statistics, *, rng) -> Iterator[tuple[dict, np.ndarray]]:
    """Yield what names a network, and its log-probabilities (n_states,)."""
    for n_hidden, replica in product(settings.n_hidden, range(settings.n_replicas)):
        weights = _START_SCALE * rng.standard_normal((SIDE**2, n_hidden))
        start = unbiased_rbm(weights)
        for temperature in settings.temperatures:
            target = np.exp(log_probabilities(statistics, np.array([1 / temperature, 0.0])))
            rbm = start
            for _ in range(2):  # one line search in forty ends before the maximum: begin anew from there
                rbm = fit_exactly(rbm, states, target, n_iterations=settings.n_iterations)
            weights_of_states = -free_energy_from_v(rbm, states)
            place = {"kind": "rbm", "n_hidden": n_hidden, "replica": replica}
            place |= {"temperature": temperature, "field": 0.0}
            yield place, weights_of_states - np.logaddexp.reduce(weights_of_states)


def _rows(members: np.ndarray, statistics: np.ndarray, networks: list) -> Iterator[dict]:
    family = np.array([log_probabilities(statistics, member) for member in members])
    embedding = embed_family(members, np.exp(family) @ statistics)
    n_space, n_time = signature(symmetrized_divergences(family, family))
    both = {"n_spacelike": n_space, "n_timelike": n_time}
    for member, space, time in zip(members, embedding.space, embedding.time, strict=True):
        place = {
            "kind": "ising",
            "n_hidden": 0,
            "replica": 0,
            "temperature": 1 / member[0],
            "field": member[1],
        }
        nearest = {"nearest_coupling": member[0], "nearest_field": member[1], "distance": 0.0}
        exact = {"distance_to_target": np.nan, "outside": 0.0, "misfit": 0.0}
        yield place | nearest | exact | both | _named(space, time)
    learned = np.array([log_probability for _, log_probability in networks])
    placed, outside, misfits = place_beside(embedding, symmetrized_divergences(learned, family))
    every = zip(networks, placed.space, placed.time, outside, misfits, strict=True)
    for (place, log_probability), space, time, rest, misfit in every:
        own = np.array([1 / place["temperature"], 0.0])
        nearest = nearest_member(log_probability, statistics, np.array([own, own + 0.1]))
        target = log_probabilities(statistics, own)[None]
        found = {
            "nearest_coupling": nearest.parameters[0],
            "nearest_field": abs(nearest.parameters[1]),
            "distance": nearest.distance,
            "distance_to_target": float(symmetrized_divergences(log_probability[None], target)[0, 0]),
            "outside": rest,
            "misfit": misfit,
        }
        yield place | found | both | _named(space, time)


def _named(space: np.ndarray, time: np.ndarray) -> dict[str, float]:
    names = ("coupling", "field")
    return {f"space_{name}": x for name, x in zip(names, space, strict=True)} | {
        f"time_{name}": x for name, x in zip(names, time, strict=True)
    }
