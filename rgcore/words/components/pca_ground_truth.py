"""What the comparisons of modes, exponents and kurtosis with known answers come to."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.components.ground_truth import SHARE, comparisons, near_share
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS
from rgcore.words.wording import agreement, listing, number, span, with_error

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return a sentence for each claim that the table holds rows of."""
    table = tables["pca_ground_truth"]
    sentences = (_modes(table), _exponents(table), _gaussian(table), _spins(table))
    return " ".join(sentence for sentence in sentences if sentence)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the fraction of the modes near which exponents are read off."""
    return {"share": f"{SHARE:.3g}"}


def _modes(table: DataFrame) -> str:
    rows = comparisons(table[table["kind"] == "free"], "subspace_weight", "sampling noise")
    if rows.empty:
        return ""
    return (
        f"Modes of free fields: the overlap of the kept subspaces with the true ones is {span(rows['measured'])}; "
        f"compared with the overlap expected from sampling noise, {agreement(rows['deviation'].to_numpy())}."
    )


def _exponents(table: DataFrame) -> str:
    rows = comparisons(table[table["kind"] == "free"], "alpha", "lattice")
    if rows.empty:
        return ""
    parts = []
    for dimension, part in rows.groupby("dimension"):
        row = near_share(part, SHARE).iloc[0]
        parts.append(
            f"{with_error(row['measured'], row['measured_err'])} in d = {dimension} (lattice "
            f"{number(row['expected'])}, d/2 = {dimension / 2:g})"
        )
    return f"Exponent of the free fields near {SHARE:g} of the modes: {listing(parts)}."


def _gaussian(table: DataFrame) -> str:
    rows = comparisons(table[table["kind"] == "free"], "kurtosis", "gaussian")
    if rows.empty:
        return ""
    return f"Kurtosis of free fields compared with {GAUSSIAN_KURTOSIS:g}: {agreement(rows['deviation'].to_numpy())}."


def _spins(table: DataFrame) -> str:
    spins = table[table["kind"] == "ising"]
    rows = comparisons(spins, "kurtosis", "gaussian")
    softest = rows[rows["n_kept"] == 1].sort_values("temperature")
    if softest.empty:
        return ""
    parts = [
        f"{with_error(row.measured, row.measured_err)} at T = {row.temperature:.4g}"
        for row in softest.itertuples()
    ]
    critical = comparisons(spins, "kurtosis", "critical")["expected"]
    exact = f" (infinite critical lattice: {number(critical.iloc[0], 4)})" if len(critical) else ""
    everything = span(rows[rows["kept_fraction"] == 1]["measured"])
    return (
        f"Ising spins: the kurtosis of the softest mode is {listing(parts)}{exact}; of all modes, that of a single "
        f"spin, {everything}."
    )
