"""Spikes of cells that follow a few common hidden fields and are independent given them.

Cell i spikes in a time step with probability 1 / (1 + exp(-H_i)),
H_i = gain (field_strength sum_m J_im h_m / sqrt(n_fields) + bias),
with couplings J_im ~ N(0, 1) drawn once and hidden fields h_m(t) that are independent Ornstein-Uhlenbeck
processes of unit variance: the model of Morrell, Sederberg and Nemenman, PRL 126, 118302 (2021).
"""

import numpy as np
from numpy.random import Generator
from pydantic import Field

from rgcore.datasets.generated.cards import GeneratedKindCard
from rgcore.settings import Settings

__all__ = ["CARD", "NeuralLikeSettings", "neural_like_spikes"]

CHUNK = 4096  # time steps for which probabilities are held at once


class NeuralLikeSettings(Settings):
    """Settings of the hidden-field model; n_fields and all below have the published values as defaults.

    Morrell, Sederberg and Nemenman, PRL 126, 118302 (2021).
    """

    n_variables: int = Field(ge=2, le=5000, description="cells")
    n_samples: int = Field(ge=100, le=5_000_000, description="time steps")
    n_fields: int = Field(10, ge=1, le=1000, description="hidden fields that all cells share")
    correlation_time: float = Field(
        5.0, ge=0.01, le=1e5, description="decay time of the hidden fields (time steps)"
    )
    field_strength: float = Field(1.0, ge=0, le=100, description="weight phi of the fields")
    gain: float = Field(6.0, ge=0.01, le=100, description="factor eta of fields and bias")
    bias: float = Field(-16 / 6, ge=-20, le=20, description="epsilon; negative makes spikes rare")


def neural_like_spikes(settings: NeuralLikeSettings, *, rng: Generator) -> np.ndarray:
    """Draw couplings, hidden fields and spikes.

    Returns
    -------
    (n_samples, n_variables) float64 array
        0 or 1. Cells with weak couplings spike rarely, some of them never.
    """
    couplings = draw_couplings(settings, rng=rng)
    return simulate_spikes(couplings, settings, rng=rng)


def draw_couplings(settings: NeuralLikeSettings, *, rng: Generator) -> np.ndarray:
    """Return J, (n_fields, n_variables) float64, entries N(0, 1)."""
    return rng.standard_normal((settings.n_fields, settings.n_variables))


def simulate_spikes(couplings: np.ndarray, settings: NeuralLikeSettings, *, rng: Generator) -> np.ndarray:
    """Return (n_samples, n_variables) float64 spikes, 0 or 1, of cells with the given couplings.

    Parameters
    ----------
    couplings : (n_fields, n_variables) float64 array
        Left untouched.
    settings : NeuralLikeSettings
    rng : Generator, advanced in place
    """
    fields = latent_fields(settings.n_samples, settings.n_fields, settings.correlation_time, rng=rng)
    weights = settings.field_strength / np.sqrt(settings.n_fields) * couplings
    spikes = np.empty((settings.n_samples, couplings.shape[1]))
    for start in range(0, settings.n_samples, CHUNK):
        drive = settings.gain * (fields[start : start + CHUNK] @ weights + settings.bias)
        probability = 0.5 * (1 + np.tanh(drive / 2))  # 1 / (1 + exp(-drive)) without overflow
        spikes[start : start + CHUNK] = rng.random(drive.shape) < probability
    return spikes


def latent_fields(n_steps: int, n_fields: int, correlation_time: float, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n_fields) float64 stationary Ornstein-Uhlenbeck processes sampled at unit steps.

    The exact solution h(t + 1) = r h(t) + sqrt(1 - r^2) N(0, 1), r = exp(-1 / correlation_time), started in its
    stationary distribution N(0, 1): <h(t) h(t + s)> = exp(-|s| / correlation_time) without a transient.

    Parameters
    ----------
    n_steps, n_fields : int
    correlation_time : float
        Steps, positive.
    rng : Generator, advanced in place
    """
    r = np.exp(-1 / correlation_time)
    fields = rng.standard_normal((n_steps, n_fields))
    fields[1:] *= np.sqrt(1 - r**2)
    for step in range(1, n_steps):
        fields[step] += r * fields[step - 1]
    return fields


CARD = GeneratedKindCard(
    sentence="spikes of cells that follow a few common hidden fields",
    settings=NeuralLikeSettings,
    generate=neural_like_spikes,
    constant="drop_variables",
)
