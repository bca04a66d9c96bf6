"""Spectra of covariance matrices: which eigenvalues noise explains, eigenvalues without noise, and their exponent."""
