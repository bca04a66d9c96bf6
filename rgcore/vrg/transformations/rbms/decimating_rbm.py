"""The RBM that decimates a ring: each hidden spin is locked to a kept spin."""

import numpy as np

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.vrg.examples.decimated_coupling import decimated_coupling
from rgcore.vrg.rbm_transformation import rbm_card
from rgcore.vrg.small_models.hidden_spins import on_ring

__all__ = ["CARD", "locked_rbm"]


def locked_rbm(n_sites: int, coupling: float) -> tuple[RBM, float]:
    """Return the RBM that decimates a ring, and the constant of its energy.

    Hidden spin j is locked to the kept spin v_2j by a weight so large that the probability of a difference is
    below rounding, and takes over its bonds: it acts with weight K on the two removed spins beside it. Then
    T = -E + H(v) + constant is 0 where all h_j = v_2j, and below -2 (lock - 2K) per broken lock elsewhere.
    Decimation is the limit of these RBMs for a large lock.
    """
    lock = 20.0 + 4.0 * coupling  # exp(-2 lock + 4 K) < 1e-17: a broken lock is below rounding
    weights = np.zeros((n_sites, n_sites // 2))
    hidden = np.arange(n_sites // 2)
    weights[2 * hidden, hidden] = lock
    weights[2 * hidden + 1, hidden] = weights[2 * hidden - 1, hidden] = coupling
    return unbiased_rbm(weights), -lock * (n_sites // 2)


CARD = rbm_card(
    sentence="the RBM whose hidden spins are locked to every second spin of a ring",
    lattice="ring",
    sizes=(8,),
    hidden=lambda size: on_ring(size, 2),
    rbm=lambda model: locked_rbm(model.size, model.coupling),
    coupling_exact=decimated_coupling,
)
