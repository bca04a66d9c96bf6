"""Decimation: every second spin of a ring is kept, the others are summed out."""

import numpy as np

from rgcore.vrg.examples.decimated_coupling import decimated_coupling
from rgcore.vrg.small_models.hidden_spins import on_ring
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["CARD"]


def decimation(model: SmallModel) -> Transformation:
    """Keep the spins of even sites: exp T(v, h) = prod_j delta(h_j, v_2j)."""
    kept = model.states[:, ::2].astype(np.float64)
    return Transformation(
        hamiltonian=model.hamiltonian,
        log_trace=np.zeros(len(model.hamiltonian)),
        inputs=np.copysign(np.inf, kept),
    )


CARD = TransformationCard(
    sentence="keeps every second spin of a ring",
    lattice="ring",
    sizes=(8,),
    hidden=lambda size: on_ring(size, 2),
    operator=decimation,
    coupling_exact=decimated_coupling,
)
