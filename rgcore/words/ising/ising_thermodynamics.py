"""Thermodynamics of the samples beside exact values, in words."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.rows import critical_temperature, deviations
from rgcore.words.wording import agreement, count, number, span, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return how far energy and specific heat are from exact, where the latter is largest, and who drew the samples."""
    rows = tables["ising_thermodynamics"]
    top = rows.loc[rows["specific_heat"].idxmax()]
    energy, heat = (
        agreement(deviations(rows[name], rows[f"{name}_exact"], rows[f"{name}_err"]))
        for name in ("energy", "specific_heat")
    )
    return (
        f"At {count(len(rows), 'point')} with T {span(rows['temperature'], 'J/k_B')}, compared with the exact values: "
        f"energy, {energy}; specific heat, {heat}. The specific heat is largest at "
        f"T = {number(top['temperature'], 4)} J/k_B (L = {int(top['side'])}), "
        f"{with_error(top['specific_heat'], top['specific_heat_err'])} k_B per site; the exact T_c is "
        f"{number(critical_temperature(tables['ising_exact']), 5)} J/k_B. Drawn by {_algorithms(rows)}; effective "
        f"number of independent configurations per temperature {span(rows['n_effective'])}."
    )


def _algorithms(rows: DataFrame) -> str:
    """Return which sampler drew how many points."""
    drawn = rows["algorithm"].value_counts().sort_index()
    return ", ".join(f"{name.replace('_', ' ')} at {count(n, 'point')}" for name, n in drawn.items())
