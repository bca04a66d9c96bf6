"""What the comparisons with known couplings come to."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.ground_truth import (
    COUPLING_ERROR,
    NONLOCALITY_ERROR,
    comparisons,
    weakest,
)
from rgcore.stats.comparison import agrees
from rgcore.words.wording import LEVEL_WORDS, agreement, count, listing, number, with_error

__all__ = ["caption_numbers", "seen"]

RESOLVED = 3.0  # standard errors from a constant coupling


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return a sentence for each claim that the table holds rows of."""
    table = tables["pca_ground_truth"]
    sentences = (_running(table), _bare(table), _dimensionless(table), _rotated(table))
    return " ".join(sentence for sentence in sentences if sentence)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the standard errors from which on points are left out."""
    return {
        "coupling_error": f"{100 * COUPLING_ERROR:g} %",
        "nonlocality_error": f"{NONLOCALITY_ERROR:g}",
    }


def _running(table: DataFrame) -> str:
    """Return whether the coupling of the weakest fields follows the recursion, and whether that is resolved at all."""
    parts = []
    for dimension, rows in weakest(table):
        running, bare = (
            comparisons(rows, "coupling", source)["deviation"] for source in ("recursion", "bare")
        )
        parts.append(
            f"d = {dimension}, u = {rows['u'].iloc[0]:g}: {agreement(running.to_numpy())} of the recursion, "
            f"{agreement(bare.to_numpy())} of a constant coupling{_resolved(rows)}"
        )
    return f"Running coupling of the weakest fields, cutoffs compared: {'; '.join(parts)}." if parts else ""


def _resolved(rows: DataFrame) -> str:
    """Return the ratio of the couplings at two cutoffs, the lower one where second order promises the clearest."""
    ratios = comparisons(rows, "running", "second order")
    if ratios["measured_err"].isna().all():
        return ""
    row = ratios.loc[((1 - ratios["expected"]) / ratios["measured_err"]).idxmax()]
    recursion = comparisons(rows, "running", "recursion").set_index("n_kept").at[row["n_kept"], "expected"]
    measured, error, kept = row["measured"], row["measured_err"], count(row["n_kept"], "mode")
    return (
        f"; with {kept} kept it is {with_error(measured, error)} of that with the most modes kept "
        f"(recursion {number(recursion)}, second order {number(row['expected'])}), "
        f"{abs(1 - measured) / error:.1f} standard errors from constant: running "
        f"{'' if measured < 1 - RESOLVED * error else 'not '}resolved"
    )


def _bare(table: DataFrame) -> str:
    lattice = table[(table["kind"] == "phi4") & (table["kept_fraction"] == 1)]
    rows = comparisons(lattice, "coupling", "bare").sort_values("loop_strength")
    if rows.empty:
        return ""
    start = "Loop-corrected estimate of the bare coupling, all modes kept:"
    off = rows[~rows["recovered"]]
    allowed = f"{100 * rows['recovered_within'].iloc[0]:g} % or {LEVEL_WORDS}"
    if off.empty:
        return f"{start} within {allowed} in every field."
    parts = [
        f"bare u = {row.u:g} in d = {row.dimension} (loop strength {number(row.loop_strength, 2)}) gives "
        f"{with_error(row.measured, row.measured_err)}"
        for row in off.itertuples()
    ]
    return f"{start} not within {allowed} in {len(off)} of {len(rows)} fields: {listing(parts)}."


def _dimensionless(table: DataFrame) -> str:
    """Return the change of the dimensionless coupling over the cutoffs, where it is resolved from none."""
    parts = []
    for dimension, rows in weakest(table):
        part = comparisons(rows[rows["below_lattice_edge"]], "flow_coupling", "recursion")
        if len(part) < 2 or not part["measured"].iloc[0] > 0:
            continue
        low, high = part.iloc[0], part.iloc[-1]
        ratio = low["measured"] / high["measured"]
        error = ratio * np.hypot(*(row["measured_err"] / row["measured"] for row in (low, high)))
        recursion = f"recursion {number(low['expected'] / high['expected'])}"
        open_ = ", not resolved from 1" if agrees(ratio - 1, error) else ""
        parts.append(f"{with_error(ratio, error)} in d = {dimension} ({recursion}{open_})")
    if not parts:
        return ""
    factors = listing(parts)
    return (
        f"From the largest to the smallest cutoff the dimensionless coupling changes by a factor of {factors}; the "
        "errors do not contain that of Lambda."
    )


def _rotated(table: DataFrame) -> str:
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
    return f"Random (Haar) eigenvectors: the ratio of local to collective coupling is {listing(parts)}."
