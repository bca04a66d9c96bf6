"""The two diagrams of a layer of a binary MERA with an operator on three sites: their value, and their derivatives.

Pairs of sites first pass a disentangler u, across the border of two blocks, and then the isometry w of their block:
Evenbly and Vidal, arXiv:0707.1454. Three coarse sites x, y, z have six fine ones; the operator acts on the middle sites
p, q, r (left) or q, r, s (right), and becomes one on the three coarse sites in both. All tensors are real.

    w(a b x)      w(c d y)      w(e f z)
      a   b         c   d         e   f
      |   u(p q b c)    u(r s d e)    |
      |     p   q         r   s       |

The conjugate tensors have P, Q, R, S, X, Y, Z for p, q, r, s, x, y, z, and g, h, i, j for b, c, d, e; a, f and the site
that the operator leaves out are common. With n states per site a contraction takes n^9 multiplications.
"""

from typing import NamedTuple

import numpy as np

__all__ = ["ascended", "descended", "slopes"]


class _Step(NamedTuple):
    """A product of two tensors, summed over the legs that both have."""

    first: str
    first_legs: str
    second: str
    second_legs: str
    result: str
    result_legs: str


_LEFT = (
    _Step("w", "abx", "w", "agX", "block", "bxgX"),
    _Step("h", "pqrPQR", "u", "pqbc", "once", "bcrPQR"),
    _Step("once", "bcrPQR", "u", "PQgh", "twice", "bcrghR"),
    _Step("twice", "bcrghR", "block", "bxgX", "raised", "crhRxX"),
    _Step("raised", "crhRxX", "u", "rsde", "opened", "chRxXsde"),
    _Step("opened", "chRxXsde", "w", "cdy", "middle", "hRxXsey"),
    _Step("middle", "hRxXsey", "u", "Rsij", "closed", "hxXeyij"),
    _Step("closed", "hxXeyij", "w", "hiY", "outer", "xXeyjY"),
    _Step("w", "efz", "w", "jfZ", "other", "ezjZ"),
    _Step("outer", "xXeyjY", "other", "ezjZ", "coarse", "xyzXYZ"),
)
_RIGHT = (
    _Step("w", "efz", "w", "jfZ", "block", "ezjZ"),
    _Step("h", "qrsQRS", "u", "rsde", "once", "qdeQRS"),
    _Step("once", "qdeQRS", "u", "RSij", "twice", "qdeQij"),
    _Step("twice", "qdeQij", "block", "ezjZ", "raised", "qdQizZ"),
    _Step("raised", "qdQizZ", "u", "pqbc", "opened", "dQizZpbc"),
    _Step("opened", "dQizZpbc", "w", "cdy", "middle", "QizZpby"),
    _Step("middle", "QizZpby", "u", "pQgh", "closed", "izZbygh"),
    _Step("closed", "izZbygh", "w", "hiY", "outer", "zZbygY"),
    _Step("w", "abx", "w", "agX", "other", "bxgX"),
    _Step("outer", "zZbygY", "other", "bxgX", "coarse", "xyzXYZ"),
)


def ascended(disentangler: np.ndarray, isometry: np.ndarray, operator: np.ndarray) -> np.ndarray:
    """Return the operator on three coarse sites, the mean of both diagrams.

    Parameters
    ----------
    disentangler : (n, n, n, n) float64 array
        From its last two legs (coarse) to its first two.
    isometry : (n, n, m) float64 array
        From its last leg (coarse) to its first two.
    operator : (n, n, n, n, n, n) float64 array
        On three sites, symmetric under an exchange of the first three with the last three legs.
    """
    tensors = {"u": disentangler, "w": isometry, "h": operator}
    return (_values(_LEFT, tensors)["coarse"] + _values(_RIGHT, tensors)["coarse"]) / 2


def descended(disentangler: np.ndarray, isometry: np.ndarray, density: np.ndarray) -> np.ndarray:
    """Return the density matrix of three fine sites, the mean of both diagrams, from that of three coarse sites.

    It is the derivative of the energy, the trace of ``density`` times the ascended operator, by the operator. Arguments
    are those of :func:`slopes`.
    """
    total = 0.0
    for steps in (_LEFT, _RIGHT):
        values = {"u": disentangler, "w": isometry}
        for step in steps:
            if step.first == "w":
                values[step.result] = _product(
                    isometry, step.first_legs, isometry, step.second_legs, step.result_legs
                )
        slope = density / 2
        for step in reversed(steps):
            if step.first != "w":
                slope = _product(
                    slope, step.result_legs, values[step.second], step.second_legs, step.first_legs
                )
        total = total + slope
    return total


def slopes(
    disentangler: np.ndarray, isometry: np.ndarray, operator: np.ndarray, density: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the derivatives of the energy, the trace of density times ascended operator, by both tensors of the layer.

    Parameters
    ----------
    disentangler, isometry, operator
        As of :func:`ascended`.
    density : (m, m, m, m, m, m) float64 array
        Density matrix of three coarse sites.

    Returns
    -------
    by_disentangler, by_isometry : float64 arrays
    """
    tensors = {"u": disentangler, "w": isometry, "h": operator}
    total = {name: np.zeros_like(tensor) for name, tensor in tensors.items()}
    for steps in (_LEFT, _RIGHT):
        values = _values(steps, tensors)
        slope_of = {step.result: 0.0 for step in steps} | total | {"coarse": density / 2}
        for step in reversed(steps):
            slope = slope_of[step.result]
            by_first = _product(
                slope, step.result_legs, values[step.second], step.second_legs, step.first_legs
            )
            by_second = _product(
                slope, step.result_legs, values[step.first], step.first_legs, step.second_legs
            )
            slope_of[step.first] = slope_of[step.first] + by_first
            slope_of[step.second] = slope_of[step.second] + by_second
        total = {name: slope_of[name] for name in total}
    return total["u"], total["w"]


def _values(steps: tuple[_Step, ...], tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    values = dict(tensors)
    for step in steps:
        pair = (values[step.first], step.first_legs, values[step.second], step.second_legs)
        values[step.result] = _product(*pair, step.result_legs)
    return values


def _product(
    first: np.ndarray, first_legs: str, second: np.ndarray, second_legs: str, legs: str
) -> np.ndarray:
    """Return the product of two tensors, summed over the legs that both have, with its legs in the order asked for."""
    common = [leg for leg in first_legs if leg in second_legs]
    axes = ([first_legs.index(leg) for leg in common], [second_legs.index(leg) for leg in common])
    left = [leg for leg in first_legs + second_legs if leg not in common]
    return np.tensordot(first, second, axes=axes).transpose([left.index(leg) for leg in legs])
