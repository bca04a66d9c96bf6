"""All couplings of the transformed model, grouped by the number of their spins and by their range."""

import numpy as np
import pandas as pd

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.exact.enumerable import require_enumerable
from rgcore.exact.expansion import spin_expansion
from rgcore.vrg.couplings._coupling_kernels import sums_by_class
from rgcore.vrg.small_models.hidden_spins import HiddenSpins

__all__ = ["couplings_by_range"]

MOST_SPINS = 20
BYTES_PER_STATE = 16  # its weight and its coefficient
_DECIMALS = 9  # of distances: equal ones differ by rounding only


def couplings_by_range(log_weights: np.ndarray, hidden: HiddenSpins) -> pd.DataFrame:
    """Return the couplings a_S of ln p(h) = sum_S a_S prod_{j in S} h_j by number of spins and range.

    The range of a product is the largest distance between two of its spins. A sum over 2**n_hidden products, of which
    20 spins have a million.

    Parameters
    ----------
    log_weights : (2**n_hidden,) float array
        -H_RG(h) in the order of :func:`rgcore.exact.spin_states`, see
        :func:`rgcore.vrg.transformation.hidden_log_weights`; from 1 to 20 spins.
    hidden : HiddenSpins

    Returns
    -------
    DataFrame
        One row per number of spins and range that occurs, ascending: ``n_spins``, ``range`` (lattice spacings of the
        visible lattice; 0 for the constant and the fields), ``n_products``, ``mean``, ``root_mean_square`` and
        ``largest`` (in size) of their couplings, in units of k_B T.

    Raises
    ------
    InputError
        If there is not one value per state of the hidden spins, or one is not finite, or there are over 20 spins.
    """
    an_instance("hidden", hidden, HiddenSpins)
    require_enumerable("a hidden layer", hidden.n_spins, most=MOST_SPINS, bytes_per_state=BYTES_PER_STATE)
    coefficients = spin_expansion(log_weights)
    if len(coefficients) != 2**hidden.n_spins:
        raise InputError(
            f"log_weights must have {2**hidden.n_spins} entries, one per state of {hidden.n_spins} hidden spins, got "
            f"{len(coefficients)}"
        )
    rounded = np.round(hidden.distances(), _DECIMALS)
    ranges, places = np.unique(rounded, return_inverse=True)  # the first is 0, of a spin with itself
    number, total, squares, largest = sums_by_class(coefficients, places.reshape(rounded.shape), len(ranges))
    n_spins, classes = np.nonzero(number)
    counts = number[n_spins, classes]
    return pd.DataFrame(
        {
            "n_spins": n_spins,
            "range": ranges[classes],
            "n_products": counts.astype(np.int64),
            "mean": total[n_spins, classes] / counts,
            "root_mean_square": np.sqrt(squares[n_spins, classes] / counts),
            "largest": largest[n_spins, classes],
        }
    )
