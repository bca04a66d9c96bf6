"""Kurtosis of the variables as modes are removed."""
