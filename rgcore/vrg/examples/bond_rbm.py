"""RBMs with one hidden spin per bond, whose visible distribution is exactly that of the Ising model."""

import numpy as np

from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.restricted import RBM
from rgcore.vrg.small_models.small_model import SmallModel

__all__ = ["bond_rbm"]


def bond_rbm(model: SmallModel) -> tuple[RBM, float]:
    """Return the RBM whose visible distribution is exactly that of the bonds, and the constant of its energy.

    Each hidden spin is coupled to the two spins of its bond and to no other, at every coupling: the size of its
    receptive field does not depend on the correlation length.

    Returns
    -------
    rbm : RBM
        Weights (n_spins, n_bonds), no biases.
    constant : float
        n_bonds ln A, with which the trace condition holds.
    """
    bonds, coupling = model.bonds, model.coupling
    return bond_network(bonds, model.n_spins, coupling), -len(bonds) * (coupling + np.log(2))
