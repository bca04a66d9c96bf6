"""The operator T(v, h) of a transformation as one array."""

import numpy as np

from rgcore.vrg.transformation import Operator

__all__ = ["operator"]


def operator(transformation: Operator) -> np.ndarray:
    """Return T(v, h) as one array, (2**n_visible, 2**n_hidden) float64: for small hidden layers only.

    Rows and columns run in the order of :func:`rgcore.exact.spin_states`. Minus infinity marks forbidden pairs.
    """
    return transformation.log_rows(slice(None))
