"""Couplings of a Hamiltonian by maximum pseudo-likelihood, which is Swendsen's matching of correlations."""

from typing import NamedTuple

import numpy as np

__all__ = ["CouplingEstimate", "estimate_couplings", "fit_couplings"]

MOST_STEPS = 60
SMALLEST_CHANGE = 1e-10
LARGEST_CONDITION = 1e10  # of the curvature; beyond it some combination of the couplings is not measured
LARGEST_COUPLING = 5.0  # beyond it not one spin in 10^17 turns against four neighbours: nothing is measured


class CouplingEstimate(NamedTuple):
    """Couplings, and last their sum, and standard errors, (m + 1,) float64; NaN where spins do not determine them."""

    value: np.ndarray
    error: np.ndarray


def fit_couplings(products: np.ndarray, counts: np.ndarray, start: np.ndarray | float = 0.0) -> np.ndarray:
    """Return the couplings of largest pseudo-likelihood, by Newton's method, for many samples at once.

    A spin is what it is with probability 1 / (1 + exp(-2 K u)) given all others, with its local products u; the sum of
    the logarithms over all sites is the pseudo-likelihood (Besag, J. R. Stat. Soc. B 36, 192 (1974)), which is concave
    in K. Its maximum solves <u_a> = <h_a tanh(K h)>, h = s u: the equations by which correlations measured as such and
    through Callen's identity agree (Swendsen, Phys. Rev. Lett. 52, 1165 (1984); Albert and Swendsen, arXiv:1703.01675).
    If the Hamiltonian has other terms than those of u, the result is that of the truncation: it depends on its terms.

    Parameters
    ----------
    products : (n_vectors, m) float array
        The vectors u.
    counts : (n_samples, n_vectors) float array
        How often each sample has them.
    start : (m,) float array or float
        Couplings to begin with.

    Returns
    -------
    (n_samples, m) float64 array
        K in units of k_B T, positive if equal spins are likelier; NaN if there is no maximum below 5.
    """
    shares = counts / counts.sum(axis=1, keepdims=True)
    couplings = np.full((len(counts), products.shape[1]), start)
    outer = (products[:, :, None] * products[:, None, :]).reshape(len(products), -1)
    for _ in range(MOST_STEPS):
        against = 1 / (1 + np.exp(np.clip(2 * couplings @ products.T, -700, 700)))  # (n_samples, n_vectors)
        gradient = (shares * against) @ products
        curvature = (2 * shares * against * (1 - against)) @ outer
        change = _solved(curvature.reshape(-1, *couplings.shape[1:] * 2), gradient)
        largest = np.abs(change).max(axis=1, keepdims=True)
        couplings += change / np.maximum(1, 2 * largest)  # at most 1/2 in a step
        couplings[np.abs(couplings).max(axis=1) > LARGEST_COUPLING] = np.nan
        if not (largest > SMALLEST_CHANGE).any():  # NaN is settled
            return couplings
    return np.where(largest > SMALLEST_CHANGE, np.nan, couplings)


def estimate_couplings(products: np.ndarray, counts: np.ndarray) -> CouplingEstimate:
    """Return couplings and their sum of a sample in blocks, the bias of order 1/n removed, by the jackknife.

    Blocks are independent, such as groups of chains: the error contains their autocorrelation.

    Parameters
    ----------
    products : (n_vectors, m) float array
    counts : (n_blocks, n_vectors) float array
        At least 2 blocks.
    """
    n_blocks, total = len(counts), counts.sum(axis=0)
    seen = total > 0
    every = fit_couplings(products[seen], total[None, seen])[0]
    without_one = fit_couplings(products[seen], (total - counts)[:, seen], every)
    every, without_one = (
        np.append(fits, fits.sum(axis=-1, keepdims=True), axis=-1) for fits in (every, without_one)
    )
    value = n_blocks * every - (n_blocks - 1) * without_one.mean(axis=0)
    return CouplingEstimate(value, np.sqrt((n_blocks - 1) * without_one.var(axis=0)))


def _solved(curvature: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """Return the Newton steps (n_samples, m); NaN where the curvature is singular or not a number."""
    size = np.abs(curvature).max(axis=(1, 2), keepdims=True)
    usable = (size > 0)[:, 0, 0]  # False for NaN
    identity = np.eye(curvature.shape[1])
    scaled = np.where(usable[:, None, None], curvature / np.where(size > 0, size, 1), identity)
    usable &= np.linalg.cond(scaled) < LARGEST_CONDITION
    safe = np.where(usable[:, None, None], curvature, identity)
    steps = np.linalg.solve(safe, gradient[:, :, None])[:, :, 0]
    return np.where(usable[:, None], steps, np.nan)
