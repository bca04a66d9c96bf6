"""The pseudo-likelihood: how well each visible unit is predicted by all others, free of the partition function."""

import numpy as np
from numpy.random import Generator

from rgcore.rbm.networks.restricted import RBM, inputs_h_from_v
from rgcore.rbm.row_blocks import row_blocks

__all__ = ["pseudo_log_likelihood"]


def pseudo_log_likelihood(
    rbm: RBM, visible: np.ndarray, *, n_sites: int | None = None, rng: Generator
) -> np.ndarray:
    """Return sum_i ln P(v_i | all other v) of each sample, exactly or estimated from random sites.

    Besag, The Statistician 24, 179 (1975). P(v_i | others) = 1 / (1 + exp(F(v) - F(v'))), v' being v with unit i
    flipped, which changes the hidden inputs by one row of W.

    Parameters
    ----------
    rbm : RBM
        float32 or float64, which is the precision of the hidden inputs; sums are float64.
    visible : (n, n_visible) array
        States in the RBM's own units.
    n_sites : int, optional
        Sites drawn for each sample, with repetition: n_visible times their mean is unbiased. All sites, once each,
        if None; no random number is then drawn.
    rng : Generator, advanced in place

    Returns
    -------
    (n,) float64 array
        In nats. Values of different samples are independent given the samples, so that the scatter over samples
        gives the standard error of their mean.

    Raises
    ------
    ValueError
        If ``n_sites`` is below 1.
    """
    if n_sites is not None and n_sites < 1:
        raise ValueError(f"n_sites must be at least 1, got {n_sites}")
    values = np.empty(len(visible))
    width = (rbm.n_visible if n_sites is None else n_sites) * rbm.n_hidden
    for block in row_blocks(len(visible), width):
        rows = np.asarray(visible[block], dtype=rbm.weights.dtype)
        if n_sites is None:
            sites = np.broadcast_to(np.arange(rbm.n_visible), rows.shape)
        else:
            sites = rng.integers(rbm.n_visible, size=(len(rows), n_sites))
        values[block] = rbm.n_visible * _log_conditionals(rbm, rows, sites).mean(axis=1)
    return values


def _log_conditionals(rbm: RBM, visible: np.ndarray, sites: np.ndarray) -> np.ndarray:
    """Return ln P(v_i | others) at the sites (n, n_sites) of states (n, n_visible), (n, n_sites) float64."""
    functions = rbm.unit_type
    inputs = inputs_h_from_v(rbm, visible)[:, None]  # (n, 1, n_hidden)
    change = 1 + functions.low - 2 * np.take_along_axis(visible, sites, axis=1)  # v' - v
    flipped = inputs + change[:, :, None] * rbm.weights[sites]
    log_odds = change * rbm.visible_bias[sites] + functions.log_trace(flipped) - functions.log_trace(inputs)
    return -np.maximum(log_odds, 0) - np.log1p(np.exp(-np.abs(log_odds)))
