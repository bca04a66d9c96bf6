"""The majority rule on a ring: three neighbours become the sign of their sum."""

import numpy as np

from rgcore.vrg.small_models.hidden_spins import on_ring
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["CARD"]

BLOCK = 3


def majority_rule(model: SmallModel) -> Transformation:
    """Give each block of three neighbours on a ring the sign of its sum.

    Niemeijer and van Leeuwen's rule in one dimension: exp T is 1 for the one h that v decides, else 0, so the
    trace condition holds. T forbids pairs (v, h), and no RBM of finite weights does.

    Nor is it a limit of RBMs, as decimation is. On the allowed pairs T - H would be a combination of 1, v_i, h_j and
    v_i h_j. But h_j contains the three spins of its block with equal weight, while H couples a spin v_i of the next
    block to only one of them.
    """
    blocks = model.states.reshape(len(model.states), -1, BLOCK)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=np.zeros(len(model.hamiltonian)),
        inputs=np.copysign(np.inf, blocks.sum(axis=2, dtype=np.float64)),
    )


CARD = TransformationCard(
    sentence="gives each three neighbours of a ring the sign of their sum",
    lattice="ring",
    sizes=(12,),
    hidden=lambda size: on_ring(size, BLOCK),
    operator=majority_rule,
)
