"""Block size against temperature: the typical size of localized receptive fields, beside the correlation length."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.random import Generator
from scipy.stats import bootstrap

from rgcore.arguments.objects import a_table, columns_of_numbers, generator, mapping
from rgcore.errors import InputError
from rgcore.rng import stream

__all__ = ["MEASURES", "block_sizes"]

MEASURES = ("participation_ratio", "fwhm", "rms_radius", "decay_length")
"""``participation_ratio`` is an area, in sites; its square root is a length. The others are lengths."""

GROUP = ["temperature", "layer", "n_hidden"]
N_RESAMPLES = 1000
FEWEST_UNITS = 3  # of an interval


def block_sizes(
    fields: pd.DataFrame, correlation_lengths: Mapping[float, float], *, rng: Generator
) -> pd.DataFrame:
    """Return the median size of the localized fields per temperature, layer and measure: table ``block_size``.

    The localized units of all replicas are pooled. Intervals are 95 % bootstrap intervals of the median over
    units; units of one network are not fully independent (they compete for the lattice), so that the
    intervals are a lower bound of the scatter between networks.

    Parameters
    ----------
    fields : DataFrame
        Rows of :func:`rgcore.learned.receptive_field_table`, of any number of temperatures and replicas.
    correlation_lengths : mapping of float to float
        Exact correlation length, lattice units, by temperature; infinite at the critical point.
    rng : Generator
        One number is drawn; each group has a stream of its own, so that adding a temperature changes no other
        row.

    Returns
    -------
    DataFrame
        Columns temperature, layer, n_hidden, measure (of ``MEASURES``), block_size, block_size_low,
        block_size_high (lattice spacings, for ``participation_ratio`` sites; NaN without a localized unit,
        the interval with fewer than 3),
        n_units (localized units with this measure), localized_fraction (of all units), n_replicas,
        correlation_length_exact.

    Raises
    ------
    InputError
        If ``fields`` is no such table, or a temperature has no correlation length.
    """
    a_table("fields", fields, [*GROUP, "replica", "localized", *MEASURES])
    mapping("correlation_lengths", correlation_lengths)
    generator("rng", rng)
    columns_of_numbers("fields", fields, [*GROUP, *MEASURES])
    if fields["localized"].dtype != bool:
        raise InputError(f"fields must hold True or False in localized, got {fields['localized'].dtype}")
    missing = sorted(set(fields["temperature"]) - set(correlation_lengths))
    if missing:
        raise InputError(f"every temperature must have a correlation length, {missing} have none")
    root = int(rng.integers(2**32))
    rows = []
    for (temperature, layer, n_hidden), group in fields.groupby(GROUP):
        identity = {"temperature": float(temperature), "layer": int(layer), "n_hidden": int(n_hidden)}
        for measure in MEASURES:
            sizes = group.loc[group["localized"], measure].dropna().to_numpy()
            size_rng = stream(root, **identity, measure=measure)
            rows.append(
                {
                    **identity,
                    "measure": measure,
                    **_median_size(sizes, rng=size_rng),
                    "localized_fraction": float(group["localized"].mean()),
                    "n_replicas": int(group["replica"].nunique()),
                    "correlation_length_exact": float(correlation_lengths[temperature]),
                }
            )
    return pd.DataFrame(rows)


def _median_size(sizes: np.ndarray, *, rng: Generator) -> dict[str, float | int]:
    """Return the median of sizes (n_units,), its interval, and how many there are."""
    size, low, high = (float("nan"),) * 3
    if len(sizes):
        size = float(np.median(sizes))
    if len(sizes) >= FEWEST_UNITS:
        settings = {"n_resamples": N_RESAMPLES, "method": "percentile", "vectorized": True}
        low, high = map(float, bootstrap((sizes,), np.median, **settings, rng=rng).confidence_interval)
    return {"block_size": size, "block_size_low": low, "block_size_high": high, "n_units": len(sizes)}
