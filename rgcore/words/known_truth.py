"""What the comparisons of the ground truth come to, in words."""

import numpy as np
from pandas import DataFrame

from rgcore.figures.kit.ground_truth_rows import comparisons, near_share, weakest
from rgcore.words.wording import agreement, listing, number, span, with_error

__all__ = ["say"]

_SHARE = 0.125  # of the modes, at which alpha is said
_BULK = 0.75  # of the modes: beyond, the lattice ends the spectrum
_OFF = 0.1  # a coupling this far from the bare one, in parts of it, is called off


def say(table: DataFrame) -> str:
    """Return a sentence for each claim that the table holds rows of."""
    sentences = (_modes(table), _exponents(table), _gaussian(table), _running(table), _failure(table))
    sentences += (_marginal(table), _rotated(table), _spins(table))
    return " ".join(sentence for sentence in sentences if sentence)


def _modes(table):
    rows = comparisons(table[table["kind"] == "free"], "subspace_weight", "sampling noise")
    if rows.empty:
        return ""
    return (
        f"Modes of free fields: the kept subspaces hold {span(rows['measured'])} of the true ones; as sampling "
        f"noise has it, "
        f"{agreement(rows['deviation'].to_numpy())}."
    )


def _exponents(table):
    rows = comparisons(table[table["kind"] == "free"], "alpha", "lattice")
    if rows.empty:
        return ""
    parts = []
    for dimension, part in rows.groupby("dimension"):
        row = near_share(part, _SHARE).iloc[0]
        parts.append(
            f"{with_error(row['measured'], row['measured_err'])} in d = {dimension} (lattice "
            f"{number(row['expected'])}, d/2 = {dimension / 2:g})"
        )
    return f"Exponent of the free fields near an eighth of the modes: {listing(parts)}."


def _gaussian(table):
    rows = comparisons(table[table["kind"] == "free"], "kurtosis", "gaussian")
    return (
        f"Kurtosis of free fields against 3: {agreement(rows['deviation'].to_numpy())}." if len(rows) else ""
    )


def _running(table):
    parts = []
    for dimension, rows in weakest(table):
        running, bare = (
            agreement(comparisons(rows, "coupling", source)["deviation"].to_numpy())
            for source in ("recursion", "bare")
        )
        u = rows["u"].iloc[0]
        parts.append(f"d = {dimension}, u = {u:g}: {running}, against a coupling that does not run {bare}")
    return (
        f"Running coupling of the weakest fields against the recursion: {'; '.join(parts)}." if parts else ""
    )


def _failure(table):
    lattice = table[(table["kind"] == "phi4") & (table["kept_fraction"] == 1)]
    rows = comparisons(lattice, "coupling", "bare").sort_values("loop_strength")
    if rows.empty:
        return ""
    ratio = (rows["measured"] / rows["u"]).to_numpy()
    error = (rows["measured_err"] / rows["u"]).to_numpy()
    off = ~(np.abs(ratio - 1) < np.fmax(_OFF, 2 * error))  # a NaN is off
    if not off.any():
        return f"With all modes kept the bare coupling is read within {_OFF:.0%} or 2 errors in every field."
    parts = [
        f"u = {row.u:g} in d = {row.dimension} (loops {number(row.loop_strength, 2)}) is read as "
        f"{with_error(row.measured, row.measured_err)}"
        for row in rows[off].itertuples()
    ]
    return f"With all modes kept the reading of the bare coupling fails where loops are strong: {listing(parts)}."


def _marginal(table):
    parts = []
    for dimension, rows in weakest(table):
        part = comparisons(rows[rows["kept_fraction"] < _BULK], "flow_coupling", "recursion")
        if len(part) < 2 or not part["measured"].iloc[0] > 0:
            continue
        low, high = part.iloc[0], part.iloc[-1]
        ratio = low["measured"] / high["measured"]
        error = ratio * np.hypot(*(row["measured_err"] / row["measured"] for row in (low, high)))
        parts.append(
            f"{with_error(ratio, error)} in d = {dimension} (recursion {number(low['expected'] / high['expected'])})"
        )
    if not parts:
        return ""
    return f"From its first to its last cutoff the dimensionless coupling changes by a factor of {listing(parts)}."


def _rotated(table):
    rotated = table[(table["kind"] == "rotated") & (table["kept_fraction"] == 1)]
    parts = []
    for row in comparisons(rotated, "nonlocality", "second order").itertuples():
        same = (table["kind"] == "phi4") & (table["kept_fraction"] == 1) & (table["u"] == row.u)
        twin = comparisons(table[same & (table["side"] == row.side)], "nonlocality", "second order")
        beside = (
            f", {with_error(*twin[['measured', 'measured_err']].iloc[0])} on the lattice" if len(twin) else ""
        )
        parts.append(
            f"{with_error(row.measured, row.measured_err)} at u = {row.u:g} (second order "
            f"{number(row.expected)}{beside})"
        )
    if not parts:
        return ""
    return f"Rotated eigenvectors: the local coupling over the collective one is {listing(parts)}."


def _spins(table):
    rows = comparisons(table[table["kind"] == "ising"], "kurtosis", "gaussian")
    softest = rows[rows["n_kept"] == 1].sort_values("temperature")
    if softest.empty:
        return ""
    parts = [
        f"{with_error(row.measured, row.measured_err)} at T = {row.temperature:.4g}"
        for row in softest.itertuples()
    ]
    everything = rows[rows["kept_fraction"] == 1]["measured"]
    return (
        f"Ising spins: with the softest mode alone the kurtosis is {listing(parts)} (infinite critical lattice: "
        f"1.168), with all modes {span(everything)}."
    )
