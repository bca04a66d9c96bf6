"""Clusters of samples that need not fit into memory: those of their covariance."""

import numpy as np

from rgcore.coarse_graining.clusters import Level, clusters_of_covariance
from rgcore.coarse_graining.sample_batches import large_batches
from rgcore.errors import InputError
from rgcore.series.samples import Samples, as_samples

__all__ = ["form_clusters"]


def form_clusters(samples: object) -> tuple[Level, ...]:
    """Form clusters from the correlations of samples: :func:`clusters_of_covariance` of their covariance.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Finite; time along the first axis. Left untouched.

    Raises
    ------
    ValueError
        If ``samples`` has not two axes, or fewer than 2 samples or variables.
    """
    return clusters_of_covariance(_covariance(as_samples(samples)))


def _covariance(samples: Samples) -> np.ndarray:
    """Return the covariance with 1/T; batches are joined as in :func:`rgcore.series.sample_moments`."""
    n_samples, mean, scatter = 0, np.zeros(0), np.zeros((0, 0))
    for batch in large_batches(samples):
        own = batch.mean(axis=0)
        batch -= own  # noqa: PLW2901  (in place)
        if n_samples == 0:
            n_samples, mean, scatter = len(batch), own, batch.T @ batch
            continue
        n_both, step = n_samples + len(batch), own - mean
        scatter += batch.T @ batch
        scatter += np.outer(step, step * (n_samples * len(batch) / n_both))
        mean += step * (len(batch) / n_both)
        n_samples = n_both
    if n_samples < 2 or len(mean) < 2:
        raise InputError(
            f"samples must have two axes of at least 2 entries, found {n_samples} samples of {len(mean)} variables"
        )
    return scatter / n_samples
