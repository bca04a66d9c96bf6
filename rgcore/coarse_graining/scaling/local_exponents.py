"""Local exponents: slopes of the logarithms from one cluster size to the next, or from one rank to twice that rank.

Of a power law they are all alike. A fitted exponent hides whether they are.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from rgcore.coarse_graining.cluster_observables import Measurement
from rgcore.coarse_graining.scaling.scaling_exponents import EXPONENTS, ScalingFit, quantities

__all__ = ["local_exponents"]


def local_exponents(
    measured: Measurement, fits: Mapping[str, ScalingFit], error: Callable[[np.ndarray], np.ndarray]
) -> pd.DataFrame:
    """Return the local exponents of a measurement beside the ranges of the fits.

    Parameters
    ----------
    measured : Measurement
    fits : mapping of str to ScalingFit
        Its fits, by name of the exponent.
    error : callable
        Makes the standard errors (n,) of the estimates 1, 2, ... (n_estimates - 1, n).

    Returns
    -------
    DataFrame
        exponent, low, high, value, value_err, in_fit; pairs of which the value is not defined are left out.
    """
    frames = []
    for name, places, slopes in _slopes(measured):
        low, high = places[:-1], places[1:]
        frame = pd.DataFrame(
            {
                "exponent": name,
                "low": low,
                "high": high,
                "value": slopes[0],
                "value_err": error(slopes[1:]),
                "in_fit": (low >= fits[name].low) & (high <= fits[name].high),
            }
        )
        frames.append(frame[np.isfinite(frame["value"])])
    return pd.concat(frames, ignore_index=True)


def _slopes(measured: Measurement) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Yield name, places (n + 1,) that double and slopes (n_estimates, n) of each exponent."""
    sizes = measured.cluster_sizes.astype(float)
    over_sizes = quantities(measured)
    for name in EXPONENTS:
        if name in over_sizes:
            yield name, sizes, _doubling(over_sizes[name])
        elif measured.spectra:
            size = max(measured.spectra)
            ranks = 2 ** np.arange(int(np.log2(size)) + 1)
            yield name, ranks / size, -_doubling(measured.spectra[size][:, ranks - 1])


def _doubling(values: np.ndarray) -> np.ndarray:
    """Return log2 of the ratio of successive entries (n_estimates, n); NaN if one is not positive and finite."""
    usable = np.isfinite(values) & (values > 0)
    logarithm = np.log2(np.where(usable, values, np.nan))
    return np.diff(logarithm, axis=1)
