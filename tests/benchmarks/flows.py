"""What the benchmarks of the moment flow share: samples, cutoffs, and the plain recipe."""

import numpy as np

__all__ = ["KEPT", "correlated_samples", "plain_recipe"]

KEPT = tuple(np.geomspace(1 / 32, 1, 12))


def correlated_samples(n_samples: int, n_variables: int) -> np.ndarray:
    """Return (n_samples, n_variables) heavy-tailed samples with a spectrum that falls as 1/sqrt(rank)."""
    rng = np.random.default_rng(1)
    samples = rng.standard_normal((n_samples, n_variables)) * np.arange(1, n_variables + 1) ** -0.25
    samples *= np.sqrt(6 / rng.chisquare(8, size=(n_samples, 1)))
    return samples @ np.linalg.qr(rng.standard_normal((n_variables, n_variables)))[0]


def plain_recipe(samples: np.ndarray) -> np.ndarray:
    """Return the median kurtosis at every cutoff, one projection for each, as one would write it down in numpy."""
    values = samples - samples.mean(axis=0)
    _, vectors = np.linalg.eigh(values.T @ values / len(values))
    medians = []
    for n_kept in np.maximum(1, np.rint(np.array(KEPT) * samples.shape[1]).astype(int)):
        kept = vectors[:, -n_kept:]
        field = values @ kept @ kept.T
        medians.append(np.median((field**4).mean(axis=0) / (field**2).mean(axis=0) ** 2))
    return np.array(medians)
