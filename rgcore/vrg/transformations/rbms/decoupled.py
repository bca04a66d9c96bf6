"""The counterexample: hidden spins independent of the visible ones, with the right free energy."""

import numpy as np

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.vrg.rbm_transformation import matching_constant, rbm_card
from rgcore.vrg.small_models.hidden_spins import on_ring
from rgcore.vrg.small_models.small_model import SmallModel

__all__ = ["CARD"]


def free_spins(model: SmallModel) -> tuple[RBM, float]:
    """Return the RBM of weights zero that maps a ring of n spins to n/2 free ones: T(v, h) = H(v) + constant.

    After the appendix of Lin and Tegmark (arXiv:1608.08225), answered in arXiv:1609.03541: with the right
    constant dF = 0, although no hidden spin depends on any visible one. The trace condition is violated:
    sum_h exp T is proportional to exp(H(v)).
    """
    rbm = unbiased_rbm(np.zeros((model.n_spins, model.n_spins // 2)))
    return rbm, matching_constant(rbm, model.hamiltonian)


CARD = rbm_card(
    sentence="hidden spins that depend on no visible one, with dF = 0 (Lin, Tegmark and Rolnick)",
    lattice="ring",
    sizes=(8,),
    hidden=lambda size: on_ring(size, 2),
    rbm=free_spins,
    coupling_exact=lambda coupling: 0.0,
)
