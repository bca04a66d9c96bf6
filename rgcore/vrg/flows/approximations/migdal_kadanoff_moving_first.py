"""Migdal-Kadanoff on the square lattice, bonds moved before spins are summed over."""

from rgcore.vrg.flows.two_bonds import migdal_kadanoff

__all__ = ["CARD"]

CARD = migdal_kadanoff(
    "Migdal-Kadanoff, bonds moved before spins are summed over", moved_before=2.0, moved_after=1.0, start=0.30
)
