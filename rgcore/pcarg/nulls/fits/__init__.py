"""Fits that nulls share: GARCH(1,1) processes, the common volatility of samples, and a multivariate Student t."""
