"""One transformation of one model, with what is needed to judge it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.vrg.transformation import Transformation

__all__ = ["Example"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A named transformation, its lattices, and the family that its parameter was chosen from.

    Attributes
    ----------
    name : str
        What the transformation is, such as "decimation".
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
