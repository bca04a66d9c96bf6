"""Spectra of covariance matrices, the part that noise explains, and the spectral exponent."""
