"""One transformation at one coupling, by the name of its card."""

from dataclasses import replace
from functools import cache

import numpy as np

from rgcore.vrg.known_transformations import load_transformation
from rgcore.vrg.named_transformation import NamedTransformation, named_transformation
from rgcore.vrg.small_models.small_model import SmallModel

__all__ = ["NAMES", "example"]

NAMES = (
    "decimation",
    "decimating_rbm",
    "ring_bond_rbm",
    "torus_bond_rbm",
    "majority_rule",
    "kadanoff_block",
    "potential_moving",
    "trained_rbm_3",
    "trained_rbm_4",
    "decoupled",
    "torus_decimation",
    "torus_majority_rule",
    "bond_moving",
    "tensor_blocking",
    "deep_stack",
    "fixed_strength",
    "stopped_rbm_3",
)


def example(
    name: str, coupling: float, *, size: int | None = None, drawn=None, **changed
) -> NamedTransformation:
    """Return the transformation of a card, in the first of its sizes, with some parameters changed.

    ``drawn`` defaults to what the card draws with a fixed seed.
    """
    found = _chosen(name, coupling, size) if drawn is None else _named(name, coupling, size, drawn)
    parameters = {**found.parameters, **changed}
    return (
        replace(found, transformation=found.family(**parameters), parameters=parameters) if changed else found
    )


@cache
def _chosen(name, coupling, size):
    """A trained network takes a second."""
    return _named(name, coupling, size, None)


def _named(name, coupling, size, drawn):
    card = load_transformation(name)
    size = card.sizes[0] if size is None else size
    if drawn is None and card.draw is not None:
        drawn = card.draw(size, rng=np.random.default_rng(1))
    model = SmallModel(lattice=card.lattice, size=size, coupling=coupling)
    return named_transformation(name, card, model, drawn)
