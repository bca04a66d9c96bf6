"""What a card declares of its transformation, and what its functions return beside the operator."""

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import each_of, real_array
from rgcore.arguments.objects import an_instance, mapping, one_of
from rgcore.arguments.scalars import real_number
from rgcore.cards import card_names
from rgcore.errors import InputError
from rgcore.exact.enumerable import require_enumerable
from rgcore.vrg.flows.flow_card import approximation, approximation_names
from rgcore.vrg.operators.called import called
from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import LATTICES, SmallModel
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = [
    "checked_card",
    "checked_coupling_exact",
    "checked_hidden",
    "checked_parameters",
    "checked_wide_couplings",
    "draws",
    "require_slopes",
]

MOST_HIDDEN = 20
LATTICE_OF_FLOWS = {"ring": "chain", "torus": "square"}


def checked_card(name: str, card: object) -> TransformationCard:
    """Return a card.

    Raises
    ------
    InputError
        One sentence with the name of the transformation if it is none, or its lattice, a size, its bound or its flow is
        none that there is, or it states a bound without ``trace_gradient``.
    """
    an_instance(f"CARD of transformation {name}", card, TransformationCard)
    one_of(f"lattice of transformation {name}", card.lattice, LATTICES)
    sizes = each_of(f"sizes of transformation {name}", card.sizes)
    if not sizes or len(set(map(str, sizes))) < len(sizes):
        raise InputError(f"sizes of transformation {name} must be one or more, each once, got {card.sizes}")
    for size in sizes:
        called(name, "sizes", SmallModel, lattice=card.lattice, size=size, coupling=0.0)
    if card.bound:
        one_of(f"bound of transformation {name}", card.bound, card_names("rgcore.vrg.objectives.functions"))
    if card.bound and card.trace_gradient is None:
        raise InputError(
            f"transformation {name} must have a function trace_gradient, because its card states the bound {card.bound}"
        )
    _require_flow(name, card)
    return card


def _require_flow(name: str, card: TransformationCard) -> None:
    if not card.flow:
        return
    one_of(f"flow of transformation {name}", card.flow, approximation_names())
    lattice, own = approximation(card.flow).lattice, LATTICE_OF_FLOWS[card.lattice]
    if lattice != own:
        raise InputError(
            f"flow of transformation {name} must be one of the {own} lattice, because its visible spins are on a "
            f"{card.lattice}, but {card.flow} is of the {lattice} lattice"
        )


def draws(cards: Mapping[str, TransformationCard], *, rng: Generator) -> dict[str, dict[int, object]]:
    """Return what ``draw`` of every card draws for each of its sizes, None without it; advances ``rng``."""
    return {
        name: {
            size: None if card.draw is None else called(name, "draw", card.draw, size, rng=rng)
            for size in card.sizes
        }
        for name, card in cards.items()
    }


def checked_hidden(name: str, card: TransformationCard, size: int) -> HiddenSpins:
    """Return the hidden spins of a card; InputError if it is something else, or there are too many."""
    hidden = called(name, "hidden", card.hidden, size)
    an_instance(f"hidden of transformation {name}", hidden, HiddenSpins)
    require_enumerable(
        f"the hidden layer of transformation {name}", hidden.n_spins, most=MOST_HIDDEN, bytes_per_state=100
    )
    return hidden


def checked_parameters(name: str, card: TransformationCard, model: SmallModel, drawn: object) -> Parameters:
    """Return the parameters that ``choose`` of a card returns; InputError unless they are numbers by name."""
    found = mapping(f"choose of transformation {name}", called(name, "choose", card.choose, model, drawn))
    for key, value in found.items():
        if not isinstance(key, str):
            raise InputError(f"choose of transformation {name} must have names as keys, got {key!r}")
        what = f"{key!r} of choose of transformation {name}"
        if isinstance(value, np.ndarray) and value.ndim:
            real_array(what, value, tuple(f"axis_{n}" for n in range(value.ndim)))
        else:
            real_number(what, value)
    if card.bound and not found:
        raise InputError(
            f"choose of transformation {name} must return parameters, because its card states the bound {card.bound}"
        )
    return found


def checked_coupling_exact(name: str, card: TransformationCard, coupling: float) -> float:
    """Return the closed form of the hidden coupling, NaN if a card has none; InputError unless it is a number."""
    if card.coupling_exact is None:
        return float("nan")
    found = called(name, "coupling_exact", card.coupling_exact, coupling)
    return real_number(f"coupling_exact of transformation {name}", found)


def checked_wide_couplings(
    name: str, card: TransformationCard, coupling: float, parameters: Parameters
) -> tuple[np.ndarray, HiddenSpins]:
    """Return what ``wide_couplings`` of a card returns; InputError unless it is -H_RG(h) and its hidden spins."""
    found = called(name, "wide_couplings", card.wide_couplings, coupling, **parameters)
    what = f"wide_couplings of transformation {name}"
    if not isinstance(found, tuple) or len(found) != 2:
        raise InputError(
            f"{what} must return -H_RG(h) and the hidden spins, two things, got {type(found).__name__}"
        )
    hidden = an_instance(f"the second of {what}", found[1], HiddenSpins)
    log_weights = real_array(f"the first of {what}", found[0], (2**hidden.n_spins,))
    return log_weights, hidden


def require_slopes(name: str, slopes: object, parameters: Parameters, n_states: int) -> None:
    """Raise InputError unless ``trace_gradient`` of a card returned an array for every parameter and no other."""
    what = f"trace_gradient of transformation {name}"
    if set(mapping(what, slopes)) != set(parameters):
        found = ", ".join(map(str, slopes)) or "none"
        raise InputError(
            f"{what} must return the derivatives by {', '.join(parameters)}, got those by {found}"
        )
    for key, value in parameters.items():
        real_array(f"{key!r} of {what}", slopes[key], (*np.shape(value), n_states))
