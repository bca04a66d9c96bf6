"""The majority rule on a torus: 2 x 2 spins become the sign of their sum, and ties are random."""

import numpy as np

from rgcore.vrg.criteria.wide_couplings import of_block_rule
from rgcore.vrg.small_models.blocks import block_centres, plaquettes
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["CARD"]


def torus_majority_rule(model: SmallModel) -> Transformation:
    """Give each block of 2 x 2 spins the sign of its sum; a sum of zero gives either sign with probability 1/2."""
    sums = model.states[:, plaquettes(model.size, 0)].sum(axis=2, dtype=np.float64)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=np.zeros(len(model.hamiltonian)),
        inputs=np.where(sums == 0, 0.0, np.copysign(np.inf, sums)),
    )


CARD = TransformationCard(
    sentence="gives each block of 2 x 2 spins of a torus the sign of its sum, ties at random",
    lattice="torus",
    sizes=(4,),
    hidden=block_centres,
    operator=torus_majority_rule,
    flow="finite_lattice",
    wide_couplings=of_block_rule(lambda sums: (1 + np.sign(sums)) / 2),
)
