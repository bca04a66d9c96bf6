"""The scatter of exponents over independent realizations of a generator.

A jackknife over time does not contain the scatter of what a realization draws once, such as the couplings of its cells.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_table, columns_of_numbers
from rgcore.arguments.scalars import shown
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure, with_lags
from rgcore.coarse_graining.decay_times import resolved_lags
from rgcore.coarse_graining.scaling.scaling_exponents import fit_exponents
from rgcore.errors import InputError

__all__ = ["with_realizations", "without_realizations"]


def without_realizations(exponents: pd.DataFrame) -> pd.DataFrame:
    """Return ``coarse_graining_exponents`` of a data set of which there is one realization."""
    return exponents.assign(n_realizations=1, realization_err=np.nan)


def with_realizations(exponents: pd.DataFrame, others: Iterable[object]) -> pd.DataFrame:
    """Return ``coarse_graining_exponents`` with the standard deviation over one realization and others.

    Every other realization forms clusters of its own, and has times of the lags at which its own autocorrelation is 3
    jackknife standard errors above zero. These standard errors come from 20 blocks of time, where ``coarse_grain``
    takes fewer, down to 10, of series shorter than 400 integrated autocorrelation times. For series of about 100 or 40
    such times 10 and 20 blocks resolve the same lags (``tests/coarse_graining/test_realizations.py``).

    Parameters
    ----------
    exponents : DataFrame
        Of one realization, as ``coarse_grain`` makes it.
    others : iterable of (n_samples, n_variables) numbers
        Samples of the others, at least one of them, each of at least 4 samples; finite, no constant variable. Fewer
        than 40 samples are cut into blocks of two or three.

    Raises
    ------
    InputError
        If there is no other, or samples are not as described.
    """
    a_table("exponents", exponents, ("source", "exponent", "value"))
    columns_of_numbers("exponents", exponents, ("value",))
    if isinstance(others, str | bytes | Mapping) or not isinstance(others, Iterable):
        raise InputError(f"others must hold the samples of each other realization, got {shown(others)}")
    values = [_exponent_values(samples) for samples in others]
    if not values:
        raise InputError("others must hold at least one realization, found none")
    of_data = (exponents["source"] == "data").to_numpy()
    scatter = [
        np.std([value, *(other[name] for other in values)], ddof=1)
        for name, value in zip(exponents["exponent"], exponents["value"], strict=True)
    ]
    return exponents.assign(
        n_realizations=np.where(of_data, 1 + len(values), 1),
        realization_err=np.where(of_data, scatter, np.nan),
    )


def _exponent_values(samples: object) -> dict[str, float]:
    measured = measure(samples, form_clusters(samples))
    fits = fit_exponents(with_lags(measured, resolved_lags(measured.autocorrelation)))
    return {name: float(fit.fitted.exponent[0]) for name, fit in fits.items()}
