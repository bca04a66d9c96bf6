"""Which rows of the scans a panel or a sentence is about."""

from pandas import DataFrame

__all__ = ["EXPONENTS", "KURTOSIS", "at_most_kept", "curve_of", "of_measure", "widest"]

EXPONENTS = {
    "variance": "variance exponent",
    "silence": "silence exponent",
    "eigenvalue": "eigenvalue exponent",
    "dynamic": "dynamic exponent",
    "relaxation": "relaxation exponent",
    "alpha": r"$\alpha$ of the spectrum",
}
"""Exponents in the order in which they are shown, with their names on an axis."""

KURTOSIS = "kurtosis_median"


def of_measure(table: DataFrame, dataset: str, measure: str) -> DataFrame:
    """Return the rows of one number of one data set that have a value."""
    chosen = (table["dataset"] == dataset) & (table["measure"] == measure)
    return table[chosen & table["value"].notna()]


def curve_of(table: DataFrame, dataset: str) -> DataFrame:
    """Return the kurtosis of one data set at all fractions kept, ascending."""
    return of_measure(table, dataset, KURTOSIS).sort_values("n_kept")


def at_most_kept(rows: DataFrame, groups: list[str]) -> tuple[DataFrame, DataFrame]:
    """Return, of rows with a fraction kept, those of the smallest and those of the largest one of each group."""
    if rows.empty:
        return rows, rows
    by_group = rows.groupby(groups)["n_kept"]
    return rows.loc[by_group.idxmin()], rows.loc[by_group.idxmax()]


def widest(merged: DataFrame) -> DataFrame:
    """Return the rows of the widest merged bins."""
    return merged[merged["n_bins"] == merged["n_bins"].max()]
