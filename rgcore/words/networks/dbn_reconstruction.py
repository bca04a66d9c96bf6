"""How well each layer reconstructs held-out configurations, beside majority blocks with the same number of bits."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.words.wording import LEVEL_WORDS, count, single_run, span

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the squared errors of each layer, and at how many points they are below and above those of blocks."""
    table = tables["dbn_reconstruction"]
    return " ".join(_sentence(table[table["layer"] == layer], layer) for layer in sorted(set(table["layer"])))


def _sentence(rows: DataFrame, layer: int) -> str:
    means, binary = (span(rows[name]) for name in ("reconstruction_error", "binary_error"))
    units = " or ".join(f"{size}" for size in sorted(set(rows["n_hidden"])))
    start = (
        f"Layer {layer} ({units} units): squared error per site {means} when means are passed on, {binary} when the "
        "units are rounded to bits"
    )
    pairs = rows[np.isfinite(rows["block_error"]) & np.isfinite(rows["binary_error"])]
    if pairs.empty:
        return f"{start}; no square blocks have this number of bits."
    above, below = (int((pairs["binary_beside_blocks"] == side).sum()) for side in ("above", "below"))
    scatter = (
        "errors over configurations of one training run each"
        if single_run(rows)
        else "errors over configurations"
    )
    return (
        f"{start}, {span(pairs['block_error'])} for majority blocks. With equal numbers of bits, the squared error of "
        f"the network is below that of the blocks by more than {LEVEL_WORDS} at {below} of "
        f"{count(len(pairs), 'point')} and above it at {above} ({scatter}; the decoder of the blocks is the block's "
        "own spin)."
    )
