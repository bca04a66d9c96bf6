"""One training run of a network of Gaussian visible units, and the shape of its receptive fields."""

from collections.abc import Callable
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint, no_report
from rgcore.lattice.localization import localized_fraction
from rgcore.lattice.square import lattice_images
from rgcore.learned.block_study.blobs import blobs_of_layer
from rgcore.learned.kurtosis_switch.conditions import SwitchCondition
from rgcore.learned.kurtosis_switch.correlations import correlation_of, exponential_spectrum
from rgcore.learned.kurtosis_switch.real_fields import FIELDS
from rgcore.rbm.networks.restricted import RBM, inputs_h_from_v
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import FloatSamples
from rgcore.rbm.training.layer import observed_task, train_observed
from rgcore.rng import stream

__all__ = ["SwitchData", "sinusoid_share", "switch_data", "switch_rows", "switch_settings"]


class SwitchData(NamedTuple):
    """Fields for one condition, of variance 1 / noise^2.

    ``training`` (n_samples, side**2) and ``held_out`` (n_held_out, side**2) are float32; ``residual`` is the largest
    difference of their exact correlation from the one that all sources are to have, ``excess_kurtosis_data`` that of
    the training samples, ``covariance_difference`` the root mean square over pairs of sites of the difference of their
    sample covariance, over the variance, from it.
    """

    training: np.ndarray
    held_out: np.ndarray
    residual: float
    excess_kurtosis_data: float
    covariance_difference: float


def switch_data(
    condition: SwitchCondition, side: int, noise: float, n_held_out: int, *, root_seed: int
) -> SwitchData:
    """Draw the fields of a condition.

    Parameters
    ----------
    condition : SwitchCondition
    side : int
    noise : float
        Standard deviation of a visible unit given the hidden ones over that of the fields.
    n_held_out : int
        Beside the training samples of the condition.
    root_seed : int
    """
    wanted = correlation_of(exponential_spectrum(side, condition.correlation_length))
    field = FIELDS[condition.source](wanted, condition.excess_kurtosis)
    rng = stream(root_seed, purpose="kurtosis_switch_data", side=side, **condition.of_data)
    fields = field.draw(n_held_out + condition.n_samples, rng=rng)
    flat = fields.reshape(len(fields), -1)
    held_out, training = np.split(flat, [n_held_out])
    return SwitchData(
        (training / noise).astype(np.float32),
        (held_out / noise).astype(np.float32),
        float(np.abs(field.correlation - wanted).max()),
        excess_kurtosis(training),
        float(np.sqrt(np.mean((training.T @ training / len(training) - _covariance_of(wanted)) ** 2))),
    )


def _covariance_of(correlation: np.ndarray) -> np.ndarray:
    """Return the matrix (side**2, side**2) of a correlation (side, side) by displacement."""
    sites = np.indices(correlation.shape).reshape(2, -1)
    apart = sites[:, :, None] - sites[:, None]
    return correlation[tuple(apart % len(correlation))]


def excess_kurtosis(values: np.ndarray) -> float:
    """Return <x^4> / <x^2>^2 - 3 over all entries, of mean 0."""
    squares = np.square(values, dtype=np.float64)
    return float(np.mean(squares**2) / np.mean(squares) ** 2 - 3)


def sinusoid_share(weights: np.ndarray) -> float:
    """Return the share of sum w^2 in the strongest Fourier mode and its mirror image, the median over hidden units.

    Parameters
    ----------
    weights : (side**2, n_hidden) array

    Returns
    -------
    float
        1 for a plane wave of any phase; 2 / side**2 for a single site.
    """
    power = np.abs(np.fft.fft2(lattice_images(weights).astype(np.float64))) ** 2  # (n_hidden, side, side)
    side = power.shape[1]
    mirrored = np.roll(power[:, ::-1, ::-1], (1, 1), axis=(1, 2))
    own_image = np.isin(np.arange(side), (0, side / 2))  # wave numbers k with k = -k
    pairs = np.where(np.logical_and.outer(own_image, own_image), power, power + mirrored)
    return float(np.median(pairs.max(axis=(1, 2)) / power.sum(axis=(1, 2))))


def switch_settings(
    condition: SwitchCondition, units: str, training: dict[str, str | int | float | None]
) -> TrainingSettings:
    """Return the settings of the training of a condition, with Gaussian visible and hidden ``units``."""
    return TrainingSettings(units=units, visible_units="gaussian", **training | condition.training)


def switch_rows(
    condition: SwitchCondition,
    data: SwitchData,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> pd.DataFrame:
    """Train a network of Gaussian visible units on the fields of a condition, and measure its receptive fields.

    Parameters
    ----------
    condition : SwitchCondition
    data : SwitchData
    settings : TrainingSettings
        Its ``visible_units`` are real-valued, its ``l1`` is that of the condition.
    rng : Generator, advanced in place
    report, checkpoint
        As of :func:`rgcore.rbm.train_rbm`.

    Returns
    -------
    DataFrame
        One row, with the columns of the table ``kurtosis_switch``.
    """
    samples, half = FloatSamples(data.training), settings.n_epochs // 2

    def observe(rbm: RBM, epoch: int, *, rng: Generator) -> dict[str, float]:
        del rng
        return {"localized_fraction_half": localized_fraction(rbm.weights) if epoch == half else np.nan}

    task = observed_task("kurtosis switch", samples, condition.n_hidden, settings, observe)
    rbm, history = train_observed(task, samples, settings, rng=rng, report=report, checkpoint=checkpoint)
    row = asdict(condition) | {
        "side": round(samples.n_units**0.5),
        "covariance_residual": data.residual,
        "covariance_difference": data.covariance_difference,
        "excess_kurtosis_data": data.excess_kurtosis_data,
        **blobs_of_layer(rbm.weights),
        "localized_fraction_half": float(history["localized_fraction_half"].iloc[half - 1]),
        "sinusoid_share": sinusoid_share(rbm.weights),
        **_of_inputs(rbm, data.held_out),
    }
    return pd.DataFrame([row])


def _of_inputs(rbm: RBM, held_out: np.ndarray) -> dict[str, float]:
    """Return means over hidden units of what their inputs are over held-out fields."""
    inputs = inputs_h_from_v(rbm, held_out)
    each = [excess_kurtosis(column - column.mean()) for column in inputs.T]
    return {
        "excess_kurtosis_inputs": float(np.mean(each)),
        "weight_norm": float(np.sqrt(np.mean(np.square(rbm.weights, dtype=np.float64)))),
    }
