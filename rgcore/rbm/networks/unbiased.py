"""RBMs of spins without biases."""

import numpy as np

from rgcore.rbm.networks.restricted import RBM

__all__ = ["unbiased_rbm"]


def unbiased_rbm(weights: np.ndarray) -> RBM:
    """Return the RBM of -1/+1 units with float weights (n_visible, n_hidden) and no biases.

    Its distribution is symmetric under the flip of all spins, as that of the Ising model without a field.
    """
    n_visible, n_hidden = weights.shape
    return RBM(
        weights=weights, visible_bias=np.zeros(n_visible), hidden_bias=np.zeros(n_hidden), units="spin"
    )
