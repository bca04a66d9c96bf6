"""Modes are integrated out by projection; this room keeps the moments of what is left, block by block."""

import itertools

import numpy as np

from rgcore.errors import InputError
from rgcore.pcarg.spectrum import PrincipalComponents

__all__ = ["cutoff_numbers", "dropped_number", "kurtosis_without_blocks", "power_sums", "projected_variances"]

VANISHING = 1e-20  # a variance below this part of the largest variable's is rounding


def dropped_number(dropped_top: float, n_variables: int) -> int:
    """Return how many of the largest modes to remove.

    Parameters
    ----------
    dropped_top : float
        Below 1 a fraction of the variables, rounded to a whole number; from 1 on a number of modes.
    n_variables : int

    Raises
    ------
    InputError
        If it is negative, a number that is not whole, or leaves no mode.
    """
    number = round(dropped_top * n_variables) if dropped_top < 1 else dropped_top
    if dropped_top < 0 or number != int(number) or number >= n_variables:
        raise InputError(
            f"dropped_top must be a fraction in [0, 1) or a whole number of modes that leaves at least one "
            f"of {n_variables}, got {dropped_top}"
        )
    return int(number)


def cutoff_numbers(kept: np.ndarray, n_modes: int) -> np.ndarray:
    """Return the distinct numbers of modes k = max(1, round(f n_modes)), ascending, for fractions f in (0, 1].

    Raises
    ------
    ValueError
        If there is no fraction, or one is outside (0, 1].
    """
    fractions = np.asarray(kept, dtype=np.float64)
    if fractions.size == 0 or not ((fractions > 0) & (fractions <= 1)).all():
        raise ValueError(f"kept must be fractions above 0 and up to 1, got {kept}")
    return np.unique(np.maximum(1, np.rint(fractions * n_modes).astype(np.int64)))


def projected_variances(modes: PrincipalComponents, cutoffs: np.ndarray) -> np.ndarray:
    """Return <phi_i^2> = sum_mu lambda_mu V_i,mu^2 over the first k modes, for each k.

    Returns
    -------
    (n_cutoffs, n_variables) float64 array
    """
    cumulative = np.cumsum(modes.variances * modes.components**2, axis=1)
    return cumulative[:, cutoffs - 1].T


def power_sums(
    values: np.ndarray, components: np.ndarray, cutoffs: np.ndarray, edges: np.ndarray
) -> np.ndarray:
    """Return sums over each block of time of phi, phi^2, phi^3 and phi^4, phi the projection on the first modes.

    One pass serves all cutoffs: the field of k modes is that of the cutoff below plus the modes between.

    Parameters
    ----------
    values : (n_samples, n_variables) float64 array, centred
    components : (n_variables, n_modes) float64 array
        Unit vectors as columns.
    cutoffs : (n_cutoffs,) int array, ascending
    edges : (n_blocks + 1,) int array, from :func:`rgcore.pcarg.block_edges`

    Returns
    -------
    (n_cutoffs, n_blocks, 4, n_variables) float64 array
    """
    sums = np.empty((len(cutoffs), len(edges) - 1, 4, values.shape[1]))
    for block, (begin, end) in enumerate(itertools.pairwise(edges)):
        scores = values[begin:end] @ components[:, : cutoffs[-1]]
        field = np.zeros((end - begin, values.shape[1]))
        low = 0
        for row, high in enumerate(cutoffs):
            field += scores[:, low:high] @ components[:, low:high].T
            sums[row, block] = _power_sums(field)
            low = high
    return sums


def _power_sums(field):
    square = field * field
    return (
        field.sum(axis=0),
        square.sum(axis=0),
        np.einsum("ti,ti->i", square, field),
        np.einsum("ti,ti->i", square, square),
    )


def kurtosis_without_blocks(sums: np.ndarray, edges: np.ndarray, kurtosis: np.ndarray) -> np.ndarray:
    """Return the kurtosis of each variable with one block of time left out, means removed anew.

    Removing the mean anew matters: for skewed data, such as spikes, the error of the mean is most of the error
    of the fourth moment. The modes stay those of all samples.

    Parameters
    ----------
    sums : (n_cutoffs, n_blocks, 4, n_variables) array, from :func:`power_sums`
    edges : (n_blocks + 1,) int array
    kurtosis : (n_cutoffs, n_variables) array
        Of all samples; taken where a variable does not vary outside the block.

    Returns
    -------
    (n_blocks, n_cutoffs, n_variables) float64 array
    """
    n_left = (edges[-1] - np.diff(edges))[:, None, None]  # (n_blocks, 1, 1)
    left = np.moveaxis(sums.sum(axis=1, keepdims=True) - sums, 1, 0) / n_left[..., None]
    first, second, third, fourth = np.moveaxis(left, 2, 0)  # each (n_blocks, n_cutoffs, n_variables)
    variance = second - first**2
    central = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
    varies = variance > VANISHING * second.max()
    return np.where(varies, central / np.where(varies, variance, 1.0) ** 2, kurtosis)
