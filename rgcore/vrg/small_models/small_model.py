"""An Ising model that is small enough to be enumerated: its lattice, coupling, states and energies."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rgcore.arguments.objects import one_of
from rgcore.arguments.scalars import real_number, whole_number
from rgcore.exact.enumerable import require_enumerable
from rgcore.exact.enumerated_states import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.lattice.square import square_bonds

__all__ = ["LATTICES", "MOST_SPINS", "SmallModel"]

MOST_SPINS = 20
BYTES_PER_STATE = 200  # states, energies, and what a transformation computes for each
LEAST_SIZE = 3

LATTICES: dict[str, Callable[[int], np.ndarray]] = {"ring": ring_bonds, "torus": square_bonds}
"""Bonds of each lattice by its size: sites of a ring, or along a side of a torus."""


@dataclass(frozen=True, kw_only=True)
class SmallModel:
    """Spins on a ring or a torus with H(v) = -K sum over the bonds of v v', in units of k_B T.

    Attributes
    ----------
    lattice : str
        "ring" or "torus".
    size : int
        Sites of the ring, or sites along one side of the torus; at least 3.
    coupling : float
        K = J / (k_B T), dimensionless.

    Raises
    ------
    InputError
        If there is no such lattice, the size is below 3, or there are more than 20 spins.
    """

    lattice: str
    size: int
    coupling: float

    def __post_init__(self) -> None:
        """Refuse what cannot be enumerated."""
        one_of("lattice", self.lattice, LATTICES)
        whole_number("size", self.size, least=LEAST_SIZE)
        real_number("coupling", self.coupling)
        require_enumerable(
            f"a {self.lattice} of size {self.size}",
            self.n_spins,
            most=MOST_SPINS,
            bytes_per_state=BYTES_PER_STATE,
        )

    @property
    def n_spins(self) -> int:
        """Number of visible spins."""
        return self.size if self.lattice == "ring" else self.size**2

    @property
    def bonds(self) -> np.ndarray:
        """Pairs of neighbouring sites, (n_bonds, 2) int64; sites of a torus are numbered row by row."""
        return LATTICES[self.lattice](self.size)

    @cached_property
    def states(self) -> np.ndarray:
        """All states, (2**n_spins, n_spins) int8, in the order of :func:`rgcore.exact.spin_states`."""
        return spin_states(self.n_spins)

    @cached_property
    def hamiltonian(self) -> np.ndarray:
        """H(v) on all states, (2**n_spins,) float64, in units of k_B T."""
        return pair_hamiltonian(self.bonds, self.n_spins, self.coupling)
