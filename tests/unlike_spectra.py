"""Samples whose covariance and correlation have power laws of unlike exponents."""

import numpy as np

__all__ = ["samples_of_unlike_spectra"]


def samples_of_unlike_spectra(seed):
    """Return 4000 samples of 48 mixed and rescaled variables."""
    rng = np.random.default_rng(seed)
    rotation = np.linalg.qr(rng.standard_normal((48, 48)))[0]
    return rng.standard_normal((4000, 48)) * np.arange(1, 49) ** -0.7 @ rotation * rng.uniform(0.5, 2, 48)
