"""Migdal-Kadanoff on the square lattice, bonds moved after spins are summed over."""

from rgcore.vrg.flows.two_bonds import migdal_kadanoff

__all__ = ["CARD"]

CARD = migdal_kadanoff(
    "Migdal-Kadanoff, spins summed over before bonds are moved", moved_before=1.0, moved_after=2.0, start=0.60
)
