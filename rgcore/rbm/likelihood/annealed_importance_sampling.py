"""The partition function of networks too large to enumerate, by annealed importance sampling."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, generator
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.sampling.tempered_path import TemperedPath, TemperedRows, power_spacing
from rgcore.rbm.sampling_settings import AnnealingSettings

__all__ = ["LogPartition", "annealed_importance_sampling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPartition:
    """An estimate of ln Z, in nats, with its standard error and the weights behind it.

    Parameters
    ----------
    value : float
        ln of the mean of the importance weights w_i.
    error : float
        One standard error by the delta method, sqrt(var(w) / n) / mean(w), var with n - 1. It is at most 1, where
        one weight dominates: an error that is not small against 1 is unreliable, and the value then lies too low.
    log_weights : (n_chains,) float64 array
        ln w_i; each exp(ln w_i) alone is an unbiased estimate of Z.
    """

    value: float
    error: float
    log_weights: np.ndarray

    @property
    def n_effective(self) -> float:
        """Number of chains that carry the mean, (sum w)^2 / sum w^2, from 1 to n_chains. Ask for tens at least."""
        return _effective_number(self.log_weights)


def annealed_importance_sampling(
    rbm: RBM, settings: AnnealingSettings, *, base_bias: np.ndarray | None = None, rng: Generator
) -> LogPartition:
    """Estimate ln Z = ln sum_v sum_h exp(-E(v, h)).

    Neal, Stat. Comput. 11, 125 (2001); for RBMs Salakhutdinov and Murray, ICML 2008. Independent units
    of known Z are turned into the RBM in steps, exp(-beta E + (1 - beta) a.v), of one Gibbs round each; ln w is the
    sum over the steps of the change of ln sum_h of that weight at the state reached. Z is unbiased; ln Z has a bias of
    about -error^2 / 2. Standard errors are often small where the value is low, since both lack the rare large weights.

    Agreement between chains is no evidence about modes that none of them found: compare runs of different lengths.

    Parameters
    ----------
    rbm : RBM
    settings : AnnealingSettings
    base_bias : (n_visible,) float array, optional
        a, in the RBM's own units; by default zero: units evenly up and down. ``base_bias_from_data``
        takes it from data, for samples with a mean value.
    rng : Generator, advanced in place

    Returns
    -------
    LogPartition
        Transitions are float32, weights float64.

    Raises
    ------
    InputError
        If an argument is of another type, or ``base_bias`` has not the shape (n_visible,).
    """
    an_instance("rbm", rbm, RBM)
    an_instance("settings", settings, AnnealingSettings)
    generator("rng", rng)
    path = TemperedPath.to_rbm(rbm, base_bias)
    chains = TemperedRows(path, settings.n_chains, rng=rng)
    betas = power_spacing(settings.n_temperatures)
    log_weights = np.full(settings.n_chains, path.log_base_partition() + path.constant)
    for before, after in pairwise(betas):
        log_weights += chains.log_weights(after, np.float64) - chains.log_weights(before, np.float64)
        if after < betas[-1]:
            chains.sample(after)
    return _summarize(log_weights)


def _summarize(log_weights: np.ndarray) -> LogPartition:
    n, largest = len(log_weights), log_weights.max()
    spread = n / _effective_number(log_weights) - 1  # <w^2> / <w>^2 - 1
    return LogPartition(
        value=float(largest + np.log(np.exp(log_weights - largest).mean())),
        error=float(np.sqrt(max(0.0, spread) / (n - 1))),
        log_weights=log_weights,
    )


def _effective_number(log_weights: np.ndarray) -> float:
    weights = np.exp(log_weights - log_weights.max())
    return float(weights.sum() ** 2 / (weights**2).sum())
