"""The exponent alpha of the number of modes: n(1/variance < lambda) ~ lambda^alpha."""

import numpy as np

__all__ = [
    "exponent_between",
    "exponent_range",
    "exponents_of_ranges",
    "first_rank",
    "power_law_distance",
    "spectral_exponent",
]

WINDOW = 4  # the fit reaches from a quarter of the kept modes to all of them
STEEPEST = 1000.0
FEWEST_RANKS = 8  # of a range: a smaller number lies on a line by chance
POWER_LAW_DISTANCE = 0.05  # up to which a range of ranks counts as a power law


def first_rank(n_kept: int) -> int:
    """Return the rank, counted from 1, at which the fit window of a cutoff at ``n_kept`` modes begins."""
    return -(-n_kept // WINDOW)


def spectral_exponent(variances: np.ndarray, n_kept: int, *, origin: float = 0.0) -> float:
    """Return alpha of n(lambda) ~ (lambda - origin)^alpha just below the cutoff lambda_k = 1 / variance of mode k.

    With lambda_r = 1 / variance of mode r and n = r - 1/2 modes below it (the middle of the step of n there),
    ln(lambda_r - origin) is fitted by a line in ln n, least squares, over the ranks r from k/4 (rounded up) to k,
    and alpha = 1 / slope. The noise is in lambda, hence this direction. alpha = 1 + d ln rho / d ln lambda is
    the exponent of the density rho of eigenvalues of K, d/2 for a field with lambda = (momentum)^2, and 0 for a
    spectrum uniform in ln lambda.

    White noise (Marchenko and Pastur): near the edge n ~ (lambda - 1/edge)^(3/2), so alpha = 3/2 with ``origin`` =
    1/edge; with ``origin`` = 0, which the table uses, alpha is large and falls with k. The same fit to
    ``MarchenkoPastur.quantiles`` gives its value.

    Parameters
    ----------
    variances : (n,) float array, descending
        Eigenvalues of the covariance, n >= ``n_kept``; those below machine precision times the first count as that.
    n_kept : int
        k, at least 2.
    origin : float
        Below 1 / variance of the first mode in the window, in the same units.

    Returns
    -------
    float
        At most 1000, which stands for a flat spectrum.

    Raises
    ------
    ValueError
        If ``n_kept`` is below 2 or above n.
    """
    if not 2 <= n_kept <= len(variances):
        raise ValueError(f"an exponent needs 2 to {len(variances)} modes, got {n_kept}")
    return exponent_between(variances, first_rank(n_kept), n_kept, origin=origin)


def exponent_between(variances: np.ndarray, first: int, last: int, *, origin: float = 0.0) -> float:
    """Return alpha as :func:`spectral_exponent` does, from the ranks ``first`` to ``last`` > ``first``, from 1."""
    return float(1 / max(_line(variances, first, last, origin)[0], 1 / STEEPEST))


def exponent_range(variances: np.ndarray, n_resolved: int) -> tuple[int, int] | None:
    """Return the first and the last rank of the widest range over which the number of modes is a power law.

    The measure is that of Clauset, Shalizi and Newman, SIAM Rev. 51, 661 (2009), :func:`power_law_distance`. Ranges
    lie within the resolved modes and span at least a factor 4 in rank and 8 modes; of those with a distance up to
    0.05 the one of the largest last/first is taken, and of several the one with most modes. If there is none, the
    range of least distance is. (The least distance alone, their rule for independent draws, jumps between short
    ranges, because eigenvalues repel each other.) A largest mode far above the others is left out at one end, modes
    bent by sampling noise at the other. At most 40 ranks, evenly spread, are tried at each end.

    Parameters
    ----------
    variances : (n,) float array, descending
    n_resolved : int
        Modes that noise alone does not explain, at most n; only these are used.

    Returns
    -------
    tuple of int, or None
        None if fewer than 8 modes are resolved: no range then carries an exponent.
    """
    distances = _distances(variances, n_resolved)
    power_laws = [pair for pair, distance in distances.items() if distance <= POWER_LAW_DISTANCE]
    if power_laws:
        return max(power_laws, key=lambda pair: (pair[1] / pair[0], pair[1]))
    return min(distances, key=distances.get, default=None)


def exponents_of_ranges(variances: np.ndarray, n_resolved: int) -> tuple[float, float]:
    """Return the least and the largest alpha of all ranges of :func:`exponent_range` that count as power laws.

    The spread between them is the uncertainty from the choice of a range: a spectrum that bends slowly is a power law,
    to 0.05, in many places. NaN if no range is.
    """
    distances = _distances(variances, n_resolved)
    power_laws = [pair for pair, distance in distances.items() if distance <= POWER_LAW_DISTANCE]
    found = [exponent_between(variances, *pair) for pair in power_laws] or [np.nan]
    return min(found), max(found)


def _distances(variances: np.ndarray, n_resolved: int) -> dict[tuple[int, int], float]:
    """Return the distance from a power law of every range that is tried."""
    return {
        (first, last): power_law_distance(variances, first, last)
        for last in _some(range(FEWEST_RANKS, n_resolved + 1))
        for first in _some(range(1, last // WINDOW + 1))
        if last - first + 1 >= FEWEST_RANKS
    }


def power_law_distance(variances: np.ndarray, first: int, last: int) -> float:
    """Return max_r |A lambda_r^alpha - (r - 1/2)| / (last - first + 1) of the line fitted to these ranks."""
    slope, constant, log_eigenvalue = _line(variances, first, last, 0.0)
    number = np.exp((log_eigenvalue - constant) / max(slope, 1 / STEEPEST))
    return float(np.abs(number - np.arange(first, last + 1) + 0.5).max() / (last - first + 1))


def _some(ranks: range) -> list[int]:
    """Return all ranks, or 40 of many, evenly spread."""
    return (
        list(dict.fromkeys(ranks[i] for i in np.linspace(0, len(ranks) - 1, 40).astype(int))) if ranks else []
    )


def _line(variances, first: int, last: int, origin: float):
    """Return slope and constant of ln(lambda - origin) against ln n, and the former."""
    ranks = np.arange(first, last + 1)
    floor = np.finfo(np.float64).eps * variances[0]
    log_eigenvalue = np.log(1 / np.maximum(variances[ranks - 1], floor) - origin)
    log_number = np.log(ranks - 0.5)
    offset = log_number - log_number.mean()
    slope = offset @ log_eigenvalue / (offset @ offset)
    return slope, log_eigenvalue.mean() - slope * log_number.mean(), log_eigenvalue
