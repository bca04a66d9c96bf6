"""Block size against temperature: the typical size of localized receptive fields, beside the correlation length."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_table, columns_of_numbers, generator, mapping
from rgcore.errors import InputError
from rgcore.rng import stream

__all__ = ["MEASURES", "block_sizes"]

MEASURES = ("participation_ratio", "fwhm", "rms_radius", "decay_length")
"""``participation_ratio`` is an area, in sites; its square root is a length. The others are lengths."""

GROUP = ["temperature", "layer", "n_hidden"]
N_RESAMPLES = 1000


def block_sizes(
    fields: pd.DataFrame, correlation_lengths: Mapping[float, float], *, rng: Generator
) -> pd.DataFrame:
    """Return the median size of the localized fields per temperature, layer and measure: table ``block_size``.

    The localized units of all replicas are pooled. Intervals are 95 % bootstrap intervals of the median over networks,
    and over the units of each that is drawn: units of one network compete for the lattice, so that those of another
    network are no further draws. With few networks the intervals are somewhat too narrow.

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
        the interval unless two networks have one), block_size_lower_quartile, block_size_upper_quartile (a quarter of
        the units is below, above),
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
            sized = group[group["localized"] & group[measure].notna()]
            networks = [of_network[measure].to_numpy() for _, of_network in sized.groupby("replica")]
            size_rng = stream(root, **identity, measure=measure)
            rows.append(
                {
                    **identity,
                    "measure": measure,
                    **_median_size(networks, rng=size_rng),
                    "localized_fraction": float(group["localized"].mean()),
                    "n_replicas": int(group["replica"].nunique()),
                    "correlation_length_exact": float(correlation_lengths[temperature]),
                }
            )
    return pd.DataFrame(rows)


def _median_size(networks: list[np.ndarray], *, rng: Generator) -> dict[str, float | int]:
    """Return the median and quartiles of the sizes of several networks (n_units,) each, and their number."""
    sizes = np.concatenate([*networks, np.empty(0)])
    quartiles = np.quantile(sizes, (0.25, 0.5, 0.75)).tolist() if len(sizes) else [float("nan")] * 3
    low, high = _interval(networks, rng=rng) if len(networks) > 1 else (float("nan"),) * 2
    return {
        "block_size": quartiles[1],
        "block_size_low": low,
        "block_size_high": high,
        "block_size_lower_quartile": quartiles[0],
        "block_size_upper_quartile": quartiles[2],
        "n_units": len(sizes),
    }


def _interval(networks: list[np.ndarray], *, rng: Generator) -> tuple[float, float]:
    """Return the 95 % interval of the median over draws of networks, and of the units of each, with replacement."""
    medians = np.empty(N_RESAMPLES)
    for place, chosen in enumerate(rng.integers(len(networks), size=(N_RESAMPLES, len(networks)))):
        drawn = (networks[number] for number in chosen)
        medians[place] = np.median(np.concatenate([rng.choice(units, len(units)) for units in drawn]))
    low, high = np.quantile(medians, (0.025, 0.975)).tolist()
    return low, high
