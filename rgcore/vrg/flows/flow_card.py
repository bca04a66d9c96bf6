"""What an approximate renormalization declares of itself, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgcore.cards import card_names, load_card

if TYPE_CHECKING:
    import numpy as np

__all__ = ["FlowCard", "Linearized", "approximation", "approximation_names"]

LATTICES = ("chain", "square", "triangular")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linearized:
    """The exact derivative of a map K -> K' where all odd couplings vanish.

    Couplings that are even under a flip of all spins and odd ones do not mix there.

    Attributes
    ----------
    even : (n_even, n_even) float64 array
        Entry [a, b] is dK'_a / dK_b of even couplings.
    odd : (n_odd, n_odd) float64 array
        The same of odd couplings, such as the magnetic field.
    """

    even: "np.ndarray"
    odd: "np.ndarray"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCard:
    """An approximate renormalization of the Ising model as a map of a few couplings.

    Attributes
    ----------
    sentence : str
        What it approximates, for the documentation: a phrase without a full stop.
    lattice : "chain", "square" or "triangular"
    scale_factor : float
        b: old lattice spacings per new one.
    even, odd : tuple of str
        Names of the couplings of both parities, in the order of arrays.
    step : callable
        Even couplings (n_even,) -> those of the renormalized model, where all odd couplings vanish.
    linearize : callable
        Even couplings (n_even,) -> :class:`Linearized`.
    from_coupling : callable or None
        The nearest-neighbour coupling K > 0 of an Ising model without others -> its even couplings (n_even,); None if
        that model is not among those of the map.
    coupling : callable
        Even couplings -> the nearest-neighbour coupling, which grows along the flow into the ordered phase.
    start : tuple of float
        Even couplings near the critical fixed point, where the search for it begins.
    parameter : callable or None
        Returns the value of the parameter of the approximation, optimized.
    """

    sentence: str
    lattice: str
    scale_factor: float
    even: tuple[str, ...]
    odd: tuple[str, ...]
    step: Callable[["np.ndarray"], "np.ndarray"]
    linearize: Callable[["np.ndarray"], Linearized]
    from_coupling: Callable[[float], "np.ndarray"] | None
    coupling: Callable[["np.ndarray"], float]
    start: tuple[float, ...]
    parameter: Callable[[], float] | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown lattice, a scale factor that renormalizes nothing, or a start that does not fit."""
        if self.lattice not in LATTICES:
            raise ValueError(f"lattice must be one of {', '.join(LATTICES)}; got {self.lattice!r}")
        if not self.scale_factor > 1:
            raise ValueError(f"scale_factor must be above 1, got {self.scale_factor}")
        if len(self.start) != len(self.even):
            raise ValueError(f"start must hold {len(self.even)} even couplings, got {len(self.start)}")


def approximation_names() -> tuple[str, ...]:
    """Return the names of all approximations, in alphabetical order; imports none."""
    return card_names("rgcore.vrg.flows.approximations")


def approximation(name: str) -> FlowCard:
    """Return the card of one approximation."""
    return load_card("rgcore.vrg.flows.approximations", name)
