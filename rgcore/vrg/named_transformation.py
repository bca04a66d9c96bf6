"""A transformation of one small model at one coupling, with its name and its parameters."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rgcore.vrg.operators.checked_card import (
    checked_card,
    checked_coupling_exact,
    checked_hidden,
    checked_parameters,
)
from rgcore.vrg.operators.checked_operator import checked_operator, operator_of
from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Operator
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["NamedTransformation", "named_transformation"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NamedTransformation:
    """A transformation of one small model at one coupling, with what its row of the table needs.

    Attributes
    ----------
    name : str
        As in the table, such as "decimation".
    lattice : str
        Of the visible spins: "ring" or "torus".
    size : int
        Sites of the ring, or sites along one side of the torus.
    card : TransformationCard
    model : SmallModel
    transformation : Operator
    hidden : HiddenSpins
    effective_coupling_exact : float
        Closed form of the hidden nearest-neighbour coupling; NaN if there is none.
    parameters : mapping of name to float or array
        ``family(**parameters)`` is ``transformation``; empty if there are none.
    family : function of the parameters by name
    """

    name: str
    lattice: str
    size: int
    card: TransformationCard
    model: SmallModel
    transformation: Operator
    hidden: HiddenSpins
    family: Callable[..., Operator]
    effective_coupling_exact: float = float("nan")
    parameters: Parameters = field(default_factory=dict)

    @property
    def neighbours(self) -> np.ndarray:
        """Pairs of hidden spins that are nearest neighbours, (n_pairs, 2) int."""
        return self.hidden.neighbours


def named_transformation(
    name: str, card: TransformationCard, model: SmallModel, drawn: object
) -> NamedTransformation:
    """Return the transformation of a card at one coupling, with the parameters that it chooses.

    Parameters
    ----------
    name : str
        Of the card, for the table and for messages.
    card : TransformationCard
    model : SmallModel
    drawn : object
        What ``draw`` of the card has drawn for this size; None without it.

    Raises
    ------
    InputError
        One sentence on the first mistake in what the functions of the card return.
    """
    checked_card(name, card)
    hidden = checked_hidden(name, card, model.size)
    parameters = checked_parameters(name, card, model, drawn)
    return NamedTransformation(
        name=name,
        lattice=model.lattice,
        size=model.size,
        card=card,
        model=model,
        transformation=checked_operator(name, card, model, hidden.n_spins, parameters),
        hidden=hidden,
        family=lambda **values: operator_of(name, card, model, hidden.n_spins, values),
        effective_coupling_exact=checked_coupling_exact(name, card, model.coupling),
        parameters=parameters,
    )
