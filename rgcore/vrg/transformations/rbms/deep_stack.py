"""A deep stack: two RBMs one after the other, each of which decimates a ring."""

import numpy as np

from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.vrg.examples.decimated_coupling import decimated_coupling
from rgcore.vrg.operators.dense_transformation import DenseTransformation, stacked
from rgcore.vrg.rbm_transformation import rbm_transformation
from rgcore.vrg.small_models.hidden_spins import HiddenSpins, on_ring
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation_card import Parameters, TransformationCard
from rgcore.vrg.transformations.rbms.decimating_rbm import locked_rbm

__all__ = ["CARD"]

WIDE = 16  # sites, of which four spins are left


def deep_stack(model: SmallModel, constant: float) -> DenseTransformation:
    """Decimate a ring with an RBM, and what is left of it with a second RBM, trained as a stack is: layer on layer.

    Mehta and Schwab, arXiv:1410.3831, iterate the map in this way. exp T(v, h2) is the sum over the states of the
    middle layer; the hidden spins are not independent given v.

    Parameters
    ----------
    model : SmallModel
        A ring whose sites are a multiple of 4, at least 12.
    constant : float
        Added to T; with 0 the trace condition holds.
    """
    n_middle, coupling = model.size // 2, decimated_coupling(model.coupling)
    left_over = pair_hamiltonian(ring_bonds(n_middle), n_middle, coupling)
    first, its_constant = locked_rbm(model.size, model.coupling)
    second, other_constant = locked_rbm(n_middle, coupling)
    return stacked(
        rbm_transformation(first, model.hamiltonian, its_constant),
        rbm_transformation(second, left_over, other_constant + constant),
    )


def _trace_gradient(model: SmallModel, constant: float) -> Parameters:
    return {"constant": np.ones(len(model.hamiltonian))}


def _wide_couplings(coupling: float, constant: float) -> tuple[np.ndarray, HiddenSpins]:
    """Return -H_RG of 4 spins left of a ring of 16: the second layer on what the first one leaves of the ring."""
    model = SmallModel(lattice="ring", size=WIDE, coupling=coupling)
    first, its_constant = locked_rbm(WIDE, coupling)
    left_over = -rbm_transformation(first, model.hamiltonian, its_constant).hidden_log_weights()
    second, other_constant = locked_rbm(WIDE // 2, decimated_coupling(coupling))
    onwards = rbm_transformation(second, left_over, other_constant + constant)
    return onwards.hidden_log_weights(), on_ring(WIDE, 4)


CARD = TransformationCard(
    sentence="a stack of two RBMs, each of which decimates a ring",
    lattice="ring",
    sizes=(12,),
    hidden=lambda size: on_ring(size, 4),
    operator=deep_stack,
    normalized=False,
    choose=lambda model, _: {"constant": 0.0},
    trace_gradient=_trace_gradient,
    wide_couplings=_wide_couplings,
    coupling_exact=lambda coupling: decimated_coupling(decimated_coupling(coupling)),
)
