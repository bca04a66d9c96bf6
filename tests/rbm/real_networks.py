"""A small network with Gaussian visible units, and its distribution written out as a mixture of Gaussians."""

import itertools

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.units.unit_type import unit_type

HIDDEN = ("spin", "binary")


def real_rbm(units="spin", n_visible=4, n_hidden=3, scale=0.8, seed=5):
    rng = np.random.default_rng(seed)
    scale *= 2 / unit_type(units).span
    return RBM(
        weights=scale * rng.normal(size=(n_visible, n_hidden)),
        visible_bias=rng.normal(size=n_visible),
        hidden_bias=rng.normal(size=n_hidden) / 3,
        units=units,
        visible_units="gaussian",
    )


def mixture(rbm):
    """Log-weights (2^n_hidden,) and means (2^n_hidden, n_visible) of the Gaussians, sums over units written out."""
    values = (float(unit_type(rbm.units).low), 1.0)
    log_weights, means = [], []
    for hidden in itertools.product(values, repeat=rbm.n_hidden):
        mean = [
            rbm.visible_bias[i] + sum(rbm.weights[i, j] * hidden[j] for j in range(rbm.n_hidden))
            for i in range(rbm.n_visible)
        ]
        own = sum(rbm.hidden_bias[j] * hidden[j] for j in range(rbm.n_hidden))
        log_weights.append(own + sum(m * m for m in mean) / 2)
        means.append(mean)
    log_weights = np.array(log_weights)
    return log_weights - logsumexp(log_weights), np.array(means)


def mixture_log_densities(rbm, visible):
    log_weights, means = mixture(rbm)
    each = norm.logpdf(visible[:, None], loc=means).sum(axis=-1)  # (n, 2^n_hidden)
    return logsumexp(each + log_weights, axis=1)


def mixture_moments(rbm):
    """Mean (n_visible,) and covariance (n_visible, n_visible)."""
    log_weights, means = mixture(rbm)
    mean = np.exp(log_weights) @ means
    apart = means - mean
    return mean, np.eye(len(mean)) + (np.exp(log_weights)[:, None] * apart).T @ apart


def mixture_samples(rbm, n, rng):
    log_weights, means = mixture(rbm)
    return means[rng.choice(len(means), n, p=np.exp(log_weights))] + rng.standard_normal((n, rbm.n_visible))
