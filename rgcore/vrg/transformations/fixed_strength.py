"""Moved potentials with one strength at every temperature: optimized at K_c, and by degrees less so elsewhere."""

from dataclasses import replace

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation_card import Parameters
from rgcore.vrg.transformations import potential_moving

__all__ = ["CARD"]


def _best_at_criticality(model: SmallModel, drawn: object) -> Parameters:
    """Return the strength that the free energy chooses at K_c, whatever the coupling of the model is."""
    return {"strength": potential_moving.best_strength(CRITICAL_COUPLING)}


CARD = replace(
    potential_moving.CARD,
    sentence="Kadanoff's block spins with moved potentials, of the strength that the free energy chooses at K_c",
    choose=_best_at_criticality,
    flow="",  # that of potential_moving chooses its strength at every coupling
)
