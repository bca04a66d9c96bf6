"""Over which sizes the receptive fields of each layer range."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.networks.stacks import layer_pairs
from rgcore.words.wording import count, span

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the range of widths over temperature and the fraction of localized units, per layer."""
    sizes = tables["block_size"]
    n_sites = int(tables["ising_exact"]["side"].iloc[0]) ** 2
    parts = [_sentence(sizes, n_sites, layer, n_hidden) for layer, n_hidden in layer_pairs(sizes)]
    return " ".join([*parts, _replicas(int(sizes["n_replicas"].max()))])


def _sentence(sizes: DataFrame, n_sites: int, layer: int, n_hidden: int) -> str:
    rows = sizes[(sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
    widths = rows.loc[(rows["measure"] == "fwhm") & np.isfinite(rows["block_size"]), "block_size"]
    start = (
        f"In layer {layer} ({n_hidden} units, {n_sites / n_hidden:.3g} sites per unit) the localized fraction is "
        f"{span(rows['localized_fraction'])}"
    )
    if widths.empty:
        return f"{start} and no width is defined."
    width = span(widths, "lattice spacings")
    return f"{start} and the median full width at half maximum {width} over the temperatures."


def _replicas(n_replicas: int) -> str:
    """Return how many networks there are, and that one has no interval."""
    runs = f"{count(n_replicas, 'training run')} per temperature."
    if n_replicas > 1:
        return runs
    return f"{runs} One network has no interval: its units do not contain the scatter between training runs."
