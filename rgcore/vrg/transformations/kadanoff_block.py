"""Kadanoff's soft block spins on a torus: exact at every strength."""

import numpy as np
from scipy.special import expit

from rgcore.vrg.criteria.wide_couplings import of_block_rule
from rgcore.vrg.small_models.blocks import block_centres, plaquettes
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard
from rgcore.vrg.transformations.potential_moving import best_strength

__all__ = ["CARD"]


def kadanoff_block(model: SmallModel, strength: float) -> Transformation:
    """Let the hidden spin of each 2 x 2 block follow its sum: T = sum_j p h_j s_j(v) - ln 2 cosh p s_j(v).

    The trace condition holds for every strength p, so the free energy is right for every p and cannot choose one; the
    table uses the p of moved potentials. T - H(v) contains the bonds between blocks, for which the energy of an RBM has
    no term. p = 0 gives free hidden spins, large p the majority rule with ties split evenly.
    """
    sums = model.states[:, plaquettes(model.size, 0)].sum(axis=2, dtype=np.float64)
    return Transformation(
        hamiltonian=model.hamiltonian, log_trace=np.zeros(len(model.hamiltonian)), inputs=strength * sums
    )


def _no_change(model: SmallModel, strength: float) -> Parameters:
    return {"strength": np.zeros(len(model.hamiltonian))}


CARD = TransformationCard(
    sentence="lets a spin follow the sum of each block of 2 x 2 with a strength p",
    lattice="torus",
    sizes=(4,),
    hidden=block_centres,
    operator=kadanoff_block,
    choose=lambda model, _: {"strength": best_strength(model.coupling)},
    trace_gradient=_no_change,
    family="strengths p",
    bound="lower_bound",
    wide_couplings=of_block_rule(lambda sums, strength: expit(2 * strength * sums)),
)
