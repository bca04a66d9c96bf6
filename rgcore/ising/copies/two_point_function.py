"""The two-point function <s_0 s_r> of configurations on a torus, averaged over its symmetries."""

import numpy as np

from rgcore.arguments.states import spins

__all__ = ["connected_length", "second_moment_length", "two_point_function"]

SPINS_AT_ONCE = 4_000_000  # 64 MB of Fourier amplitudes
LARGEST_MOMENTUM_SQUARED = 1.0  # of the fit of a length, in inverse lattice spacings squared


def two_point_function(configurations: np.ndarray) -> np.ndarray:
    """Return <s_x s_(x + r)>, averaged over configurations, sites x, and the rotations and reflections of the lattice.

    The mean of the spins is not subtracted: below the critical temperature it tends to m^2 at large r.

    Parameters
    ----------
    configurations : (n_samples, side, side) array
        -1 and +1.

    Returns
    -------
    (side, side) float64 array
        By displacement (row, column), from 0 to side - 1 each; 1 at the origin, and all its 2D Fourier components
        are positive or 0 up to rounding.

    Raises
    ------
    InputError
        If the configurations are not spins on square lattices.
    """
    given = spins("configurations", configurations, ("n_samples", "side", "side"))
    n_samples, side = given.shape[:2]
    at_once = max(1, SPINS_AT_ONCE // side**2)
    power = np.zeros((side, side // 2 + 1))
    for begin in range(0, n_samples, at_once):
        amplitudes = np.fft.rfft2(given[begin : begin + at_once].astype(np.float64))
        power += (amplitudes.real**2 + amplitudes.imag**2).sum(axis=0)
    return symmetrized(np.fft.irfft2(power / (n_samples * side**2), s=(side, side)))


def second_moment_length(two_point: np.ndarray) -> float:
    """Return the second-moment correlation length sqrt(S(0) / S(k) - 1) / (2 sin(k / 2)), k = 2 pi / side.

    S is the structure factor, the Fourier transform of ``two_point`` (side, side); the mean spin is not subtracted, so
    that below the critical temperature the length exceeds the side. 0 where S(k) is not below S(0).
    """
    side = len(two_point)
    rows = two_point.sum(axis=1)
    at_zero, at_smallest = rows.sum(), rows @ np.cos(2 * np.pi * np.arange(side) / side)
    excess = max(float(at_zero / at_smallest) - 1, 0.0) if at_smallest > 0 else np.inf
    return float(np.sqrt(excess) / (2 * np.sin(np.pi / side)))


def connected_length(two_point: np.ndarray) -> float:
    """Return the correlation length xi of S(k) = A / (xi^-2 + k^2), fitted to the structure factor beside k = 0.

    The mean spin is in S(0) alone: unlike :func:`second_moment_length` this length is that of the connected
    correlations, at all temperatures and without a choice of phase. At the critical point it is a fifth of the side,
    less than where the length of the infinite lattice is a third of it.

    1 / S(k) is fitted by a straight line in k^2 = 4 sin^2(k_x / 2) + 4 sin^2(k_y / 2), up to 1 or, on small lattices,
    to the two smallest momenta, with weights S(k)^2: relative errors of S(k) are those of one number of independent
    amplitudes.

    Parameters
    ----------
    two_point : (side, side) array
        Of :func:`two_point_function`; a side of at least 4.

    Returns
    -------
    float
        In lattice spacings; 0 where S(k) does not fall with k, and inf where it diverges at k = 0.
    """
    side = len(two_point)
    structure = np.fft.fft2(two_point).real
    waves = 4 * np.sin(np.pi * np.arange(side) / side) ** 2
    momenta = np.add.outer(waves, waves)
    fitted = momenta <= max(LARGEST_MOMENTUM_SQUARED, 2 * waves[1]) * (1 + 1e-9)
    fitted[0, 0] = False
    x, weights = momenta[fitted], np.maximum(structure[fitted], 1e-12)
    slope, intercept = np.polyfit(x, 1 / weights, 1, w=weights)  # w multiplies residuals
    if slope <= 0:
        return 0.0
    return float(np.sqrt(slope / intercept)) if intercept > 0 else float("inf")


def symmetrized(image: np.ndarray) -> np.ndarray:
    """Return the mean of an image (side, side) of displacements over rotations by 90 degrees and reflections."""
    mirrored = np.roll(image[::-1], 1, axis=0)  # row displacement r becomes -r
    image = (image + mirrored) / 2
    mirrored = np.roll(image[:, ::-1], 1, axis=1)
    image = (image + mirrored) / 2
    return (image + image.T) / 2
