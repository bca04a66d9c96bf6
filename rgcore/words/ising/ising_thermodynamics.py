"""Thermodynamics of the samples beside exact values, in words."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.rows import critical_temperature, deviations, exact_values
from rgcore.tables.configurations import FROM_FILE
from rgcore.words.wording import agreement, count, number, span, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return how far energy and specific heat are from exact, where the latter is largest, and who drew the samples."""
    rows = tables["ising_thermodynamics"]
    drawn = (
        f"{_algorithms(rows)}; effective number of independent configurations per temperature "
        f"{span(rows['n_effective'])}."
    )
    if not exact_values(rows):
        return (
            f"{count(len(rows), 'point')} with T {span(rows['temperature'], 'J/k_B')}. The configurations are not of "
            "the nearest-neighbour Ising model, or of unknown origin: no exact value is known, and there is no "
            f"specific heat. The energy is that of nearest neighbours, -s s' in units of J. {drawn}"
        )
    top = rows.loc[rows["specific_heat"].idxmax()]
    energy, heat = (
        agreement(deviations(rows[name], rows[f"{name}_exact"], rows[f"{name}_err"]))
        for name in ("energy", "specific_heat")
    )
    return (
        f"At {count(len(rows), 'point')} with T {span(rows['temperature'], 'J/k_B')}, compared with the exact values: "
        f"energy, {energy}; specific heat, {heat}. Of these temperatures the specific heat is "
        f"largest at T = {number(top['temperature'], 4)} J/k_B (L = {int(top['side'])}), "
        f"{with_error(top['specific_heat'], top['specific_heat_err'])} k_B per site; the exact T_c is "
        f"{number(critical_temperature(tables['ising_exact']), 5)} J/k_B. {drawn}"
    )


def _algorithms(rows: DataFrame) -> str:
    """Return which sampler drew how many points, and how many were read from files."""
    drawn = rows["algorithm"].value_counts().sort_index()
    read = int(drawn.pop(FROM_FILE)) if FROM_FILE in drawn else 0
    parts = [f"{name.replace('_', ' ')} at {count(n, 'point')}" for name, n in drawn.items()]
    sentences = [f"drawn by {', '.join(parts)}"] if parts else []
    sentences += [f"read from files at {count(read, 'point')}"] if read else []
    return "; ".join(sentences).capitalize()
