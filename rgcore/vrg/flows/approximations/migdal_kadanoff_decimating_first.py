"""Migdal-Kadanoff on the square lattice, bonds moved after spins are summed over.

Migdal, Sov. Phys. JETP 42, 743 (1975); Kadanoff, Ann. Phys. 100, 359 (1976). Half of the bonds of each direction are
moved onto the others, so that a chain of two bonds is left between the spins that stay.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard
from rgcore.vrg.flows.two_bonds import two_bonds

__all__ = ["CARD"]

SUM = two_bonds(moved_before=1.0, moved_after=2.0)

CARD = FlowCard(
    sentence="Migdal-Kadanoff, spins summed over before bonds are moved",
    lattice="square",
    scale_factor=2.0,
    even=("nearest_neighbour",),
    odd=("field_at_bond_ends",),
    step=SUM.step,
    linearize=SUM.linearize,
    from_coupling=lambda K: np.array([K]),
    coupling=lambda couplings: float(couplings[0]),
    start=(0.60,),
)
