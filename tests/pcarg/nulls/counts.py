"""Counts of cells in groups, under a drive that recurs in every trial: an example for every null of counts."""

import numpy as np

from rgcore.pcarg.nulls.structure import Structure, covariate_bins

TRIAL = 50  # samples


def cells(n_samples=4000, n_variables=30):
    """Return 0, 1 and 2: a drive of each trial, and groups of three cells with latent correlations of 0.7."""
    rng = np.random.default_rng(20262)
    drive = np.sin(2 * np.pi * np.arange(n_samples) / TRIAL)[:, None]
    groups = np.repeat(rng.standard_normal((n_samples, -(-n_variables // 3))), 3, axis=1)[:, :n_variables]
    own = rng.standard_normal((n_samples, n_variables))
    latent = 0.5 * drive + np.sqrt(0.7) * groups + np.sqrt(0.3) * own
    return (latent > 0.9).astype(float) + (latent > 2.2)


def structure(n_samples=4000):
    """Return trials of 50 samples, and the place in the trial as a covariate."""
    return Structure(trial_length=TRIAL, bins=covariate_bins(np.arange(n_samples) % TRIAL, 10))
