"""Shares of counted things, and their intervals."""

from scipy.stats import beta

__all__ = ["interval_of_share"]


def interval_of_share(n_found: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, n_found of n (Clopper and Pearson, Biometrika 26, 404 (1934))."""
    low = beta.ppf(0.025, n_found, n - n_found + 1) if n_found > 0 else 0.0
    high = beta.ppf(0.975, n_found + 1, n - n_found) if n_found < n else 1.0
    return float(low), float(high)
