"""The coupling that is left when every second spin of a chain is summed out."""

import numpy as np

__all__ = ["decimated_coupling"]


def decimated_coupling(coupling: float) -> float:
    """Return K' = (1/2) ln cosh 2K, the coupling left between kept spins: tanh K' = tanh^2 K.

    Mehta and Schwab, arXiv:1410.3831, for the one-dimensional Ising model.
    """
    return float(np.logaddexp(2 * coupling, -2 * coupling) - np.log(2)) / 2
