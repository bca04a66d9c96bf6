"""Where first-order perturbation theory in the coupling is self-consistent, and g beside the fixed point if it is."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.couplings import by_scaling
from rgcore.selection.linear_ranges import COUPLING
from rgcore.selection.rows import data_sets
from rgcore.words.vertices import vertex_words
from rgcore.words.wording import LEVEL_WORDS, at_cutoffs, count, listing, number, with_error

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the verdict on perturbation theory for each data set and scaling, and g* where the spectrum allows one."""
    coupling, vertices = tables["pca_coupling"], tables["pca_vertices"]
    parts = [_data_set(name, coupling[coupling["dataset"] == name]) for name in data_sets(coupling)]
    together = [vertex_words(name, vertices[vertices["dataset"] == name]) for name in data_sets(vertices)]
    assumed = (
        "The reading of g assumes phi -> -phi symmetry (no cubic vertex), which skewed data such as spike counts do "
        "not have."
    )
    return " ".join([assumed, *parts, *together])


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the size of the coupling up to which its axis is linear."""
    return {"linear_to": f"{COUPLING:g}"}


def _data_set(name: str, coupling: DataFrame) -> str:
    usable = coupling[np.isfinite(coupling["g"])]
    if usable.empty:
        return f"{name}: no coupling is defined at any fraction kept."
    parts = [_verdict(name, scaling, rows) for scaling, rows in by_scaling(usable)]
    return " ".join([*parts, _fixed_point(usable)])


def _verdict(name: str, scaling: str, rows: DataFrame) -> str:
    """Return where perturbation theory is self-consistent, which criteria fail, and whether u is constant."""
    n_cutoffs, good = len(rows), rows[rows["perturbative"]]
    failed = Counter(
        name for words in rows["failed_criteria"] if words != "none" for name in words.split(", ")
    )
    against = listing(f"{name} at {times} of {n_cutoffs}" for name, times in failed.items()) if failed else ""
    sentences = [
        f"{name}, {scaling} modes: first-order perturbation theory is self-consistent {_where(good, n_cutoffs)}"
        f"{f' (criteria that fail: {against})' if against else ''}."
    ]
    if n_cutoffs > 1 and len(good) == n_cutoffs:
        sentences.append(_constancy(rows))
    return " ".join(sentences)


def _where(good: DataFrame, n_cutoffs: int) -> str:
    if len(good) in (0, n_cutoffs):
        return at_cutoffs([len(good) > 0] * n_cutoffs)
    return f"with {listing(number(kept, 2) for kept in good['kept_fraction'])} of the modes kept"


def _constancy(rows: DataFrame) -> str:
    """Return at how many cutoffs u is that of the largest one."""
    others = rows.iloc[:-1]
    same = int(others["agrees_with_recursion"].sum())
    ratio = rows["u"].iloc[0] / rows["u"].iloc[-1]
    return (
        f"The first-order u differs from its value at the largest cutoff by less than {LEVEL_WORDS} at {same} of "
        f"{count(len(others), 'smaller cutoff')}; at the smallest it is {number(ratio, 2)} times that value."
    )


def _fixed_point(coupling: DataFrame) -> str:
    """Return g beside g* at the smallest cutoff at which both mean something, or why there is none."""
    spectral = coupling[coupling["has_exponent"]]
    if spectral.empty:
        return (
            "No comparison with a fixed point: no cutoff lies in a range of ranks that is a power law and resolved "
            "from noise."
        )
    both = spectral[spectral["perturbative"]]
    if both.empty:
        return (
            f"An exponent alpha exists {at_cutoffs(coupling['has_exponent'])}, all outside perturbation theory: no "
            "comparison with a fixed point."
        )
    scaling, rows = next(by_scaling(both))
    row = rows.iloc[0]
    distance = abs(row["g"] - row["g_fixed_point"]) / row["g_err"] if row["g_err"] > 0 else np.nan
    value, alpha = with_error(row["g"], row["g_err"]), with_error(row["alpha"], row["alpha_err"])
    return (
        f"With {number(row['kept_fraction'], 2)} of the {scaling} modes kept g = {value} to first order; alpha = "
        f"{alpha} over the ranks {row['alpha_first_rank']:.0f} to {row['n_kept']:.0f} (white noise: "
        f"{number(row['alpha_noise'], 2)}); the leading-order fixed point of that alpha is g* = "
        f"{number(row['g_fixed_point'], 2)}, {distance:.1f} standard errors of g away."
    )
