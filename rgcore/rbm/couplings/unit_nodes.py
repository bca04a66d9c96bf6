r"""What one hidden unit adds to the couplings, as an integral over one variable.

A hidden unit -1 or +1 with weights w and bias b adds f(x) = ln 2 cosh x, x = b + sum_i w_i v_i, to -H(v). Its share of
the coupling of a set S of visible spins is the mean of f(x) prod_S v_i over all states v, each as probable as any
other. Over them

    mean of exp(itx) prod_S v_i = exp(itb) prod_{i in S} i sin(w_i t) prod_{i not in S} cos(w_i t),

and f'' = 1 / cosh^2 has the Fourier transform pi t / sinh(pi t / 2). Hence, with n = |S| and m = n/2 rounded up,

    a_S = (-1)^(m+1) int_0^inf dt g(bt) prod_{i in S} sin(w_i t) prod_{i not in S} cos(w_i t) / (t sinh(pi t / 2)),

g = cos for even n and sin for odd n. The bias acts as the weight of one more spin that is always up. Decelle et al.
(arXiv:2309.02292) take the mean over the spins outside S as one over a normal variable, which is right for many small
weights; this integral needs no such assumption.

By Poisson's formula the midpoint rule of spacing d adds, with signs, what the unit would have at the biases
b + 2 pi k/d, k not 0. There x has one sign in all states but a few, f is linear and its share vanishes, or cancels
between k and -k: the error falls as exp(-2 MARGIN). So the couplings are exact to rounding, for narrow and wide units
alike.
"""

from typing import NamedTuple

import numpy as np

from rgcore.errors import InputError

__all__ = ["UnitNodes", "unit_nodes"]

MARGIN = 18.0  # exp(-36) = 2e-16
DEVIATIONS = 8.6  # 2 exp(-8.6^2 / 2) = 2e-16 bounds the states that lie further out (Hoeffding)
LAST = 24.0  # of t: 1 / sinh there is 1e-16
NEGLIGIBLE = 1e-19  # what a node may add at most, to be left out
MOST_NODES = 20_000


class UnitNodes(NamedTuple):
    """The nodes of one hidden unit: a_S is the sum over nodes of ``even`` or ``odd`` times the tangents of S.

    Attributes
    ----------
    even, odd : (n_nodes,) float64 arrays
        Weights of the nodes, times prod_i cos(w_i t), for even and odd numbers of spins, up to the sign.
    tangents : (n_visible, n_nodes) float64 array
        tan(w_i t).
    """

    even: np.ndarray
    odd: np.ndarray
    tangents: np.ndarray


def unit_nodes(weights: np.ndarray, bias: float, order: int) -> UnitNodes:
    """Return the nodes of a hidden unit -1 or +1 for products of ``order`` visible spins.

    Parameters
    ----------
    weights : (n_visible,) float64 array
    bias : float
    order : int
        Spins in a product, at least 1.

    Raises
    ------
    InputError
        If the unit would take more than 20,000 nodes.
    """
    sizes = np.abs(weights)
    reach = min(sizes.sum(), DEVIATIONS * np.sqrt((sizes**2).sum()))
    spacing = 2 * np.pi / (MARGIN + abs(bias) + reach)
    n_nodes = int(np.ceil(LAST / spacing))
    if n_nodes > MOST_NODES:
        raise InputError(
            f"weights and bias of a hidden unit must be moderate for its couplings to be summed, but inputs reach "
            f"{abs(bias) + reach:.3g}, which takes {n_nodes} nodes of at most {MOST_NODES}"
        )
    times = (np.arange(n_nodes) + 0.5) * spacing
    cosines = np.cos(np.multiply.outer(weights, times))
    kernel = spacing / (times * np.sinh(np.pi * times / 2))
    kept = np.log(kernel) + _largest_products(cosines, order) > np.log(NEGLIGIBLE)
    times = times[kept]
    products = kernel[kept] * np.prod(cosines[:, kept], axis=0)
    return UnitNodes(
        products * np.cos(bias * times),
        products * np.sin(bias * times),
        np.tan(np.multiply.outer(weights, times)),
    )


def _largest_products(cosines: np.ndarray, order: int) -> np.ndarray:
    """Return ln of what |prod_S sin prod_{not S} cos| is at most, by node: sines are for the smallest cosines."""
    logarithms = np.log(np.abs(cosines))
    smallest = np.partition(logarithms, min(order, len(logarithms)) - 1, axis=0)[:order]
    return logarithms.sum(axis=0) - smallest.sum(axis=0)
