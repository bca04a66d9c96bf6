"""Spectra of white noise."""

from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur


def typical_noise(n_variables, n_samples):
    """Return the typical spectrum of white noise of unit variance, (n_variables,)."""
    return MarchenkoPastur(variance=1.0, n_variables=n_variables, n_samples=n_samples).quantiles(n_variables)
