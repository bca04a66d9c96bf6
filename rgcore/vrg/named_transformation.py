"""A transformation with its name, its lattices, and the family that its parameter was chosen from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.vrg.transformation import Transformation

__all__ = ["NamedTransformation"]


@dataclass(frozen=True, slots=True, kw_only=True)
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
    transformation : Transformation
    neighbours : (n_pairs, 2) int array
        Pairs of hidden spins that are nearest neighbours on their lattice.
    effective_coupling_exact : float
        Closed form of the hidden nearest-neighbour coupling; NaN if there is none.
    family : callable or None
        Parameter to transformation, for transformations with a free parameter.
    parameter : float
        The chosen one: ``family(parameter)`` is ``transformation``.
    """

    name: str
    lattice: str
    size: int
    transformation: Transformation
    neighbours: np.ndarray
    effective_coupling_exact: float = float("nan")
    family: Callable[[float], Transformation] | None = None
    parameter: float = float("nan")
