"""What a network does to a spin in configurations of the Ising model: its local field, and the couplings that fit it.

The expansion of H weighs all states alike; these couplings are those where the data are. A visible spin is v_i with
probability 1 / (1 + exp(-2 v_i f_i)) given all others; in an Ising model f_i = K times the sum of its neighbours.
"""

from typing import NamedTuple

import numpy as np

from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision, inputs_h_from_v
from rgcore.stats.jackknife import jackknife_error
from rgcore.vrg.learned_flow.lattice_products import products_by_shape

__all__ = ["LocalFit", "fit_local_fields", "local_fields"]


class LocalFit(NamedTuple):
    """Couplings by shape, and last the share of the variance of the fields that they explain; standard errors."""

    shapes: tuple[str, ...]
    value: np.ndarray
    error: np.ndarray


def local_fields(rbm: RBM, spins: np.ndarray) -> np.ndarray:
    """Return half the log-odds of every visible unit to be up given all others, (n, n_visible) float64.

    Parameters
    ----------
    rbm : RBM
    spins : (n, n_visible) array of -1 and +1
    """
    network = in_units(double_precision(rbm), "spin")
    visible = spins.astype(np.float64)
    inputs, log_trace = inputs_h_from_v(network, visible), network.hidden_type.log_trace
    found = np.empty_like(visible)
    for i, (weights, bias) in enumerate(zip(network.weights, network.visible_bias, strict=True)):
        others = inputs - visible[:, i : i + 1] * weights
        found[:, i] = bias + (log_trace(others + weights) - log_trace(others - weights)) / 2
    return found


def fit_local_fields(rbm: RBM, spins: np.ndarray) -> LocalFit:
    """Return the couplings whose Ising model has the local fields of a network, by least squares over configurations.

    Parameters
    ----------
    rbm : RBM
        Of side**2 visible units, row by row.
    spins : (n, side**2) array of -1 and +1
        Independent configurations, at least 2.

    Returns
    -------
    LocalFit
        Standard errors by the jackknife over configurations. All NaN if they do not determine the couplings.
    """
    fields = local_fields(rbm, spins)
    terms = local_terms(spins)
    sums = np.stack([fields.sum(axis=1), (fields**2).sum(axis=1), np.full(len(fields), fields.shape[1])])
    values = np.stack(list(terms.values()), axis=2)  # (n, n_visible, n_shapes)
    squares = np.einsum("nia,nib->nab", values, values, optimize=True)
    products = np.einsum("nia,ni->na", values, fields, optimize=True)
    whole = _fitted(squares.sum(axis=0), products.sum(axis=0), sums.sum(axis=1))
    without = np.array(
        [
            _fitted(squares.sum(axis=0) - a, products.sum(axis=0) - b, sums.sum(axis=1) - c)
            for a, b, c in zip(squares, products, sums.T, strict=True)
        ]
    )
    return LocalFit(tuple(terms), whole, jackknife_error(without))


def local_terms(spins: np.ndarray) -> dict[str, np.ndarray]:
    """Return the sum over products of a shape with a spin, without that spin, by shape: (n, side**2) float64 each."""
    found = {}
    for shape, products in products_by_shape(round(spins.shape[1] ** 0.5)).items():
        values = spins[:, products].prod(axis=2, dtype=np.float64)
        total = np.zeros(spins.shape)
        for column in products.T:
            np.add.at(total, (slice(None), column), values)
        found[shape] = spins * total
    return found


def _fitted(squares: np.ndarray, products: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Return coefficients, and last the explained share, from sums over sites; NaN if the matrix is singular."""
    if np.linalg.matrix_rank(squares) < len(squares):
        return np.full(len(squares) + 1, np.nan)
    coefficients = np.linalg.solve(squares, products)
    total, total_of_squares, count = sums
    unexplained = total_of_squares - coefficients @ products
    return np.append(coefficients, 1 - unexplained / (total_of_squares - total**2 / count))
