"""What entanglement renormalization gives for the critical chain, by bond dimension."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.words.wording import number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return energy and scaling dimensions of every bond dimension beside the exact ones."""
    return " ".join(_sentence(row) for _, row in tables["mera"].sort_values("bond_dimension").iterrows())


def _sentence(row: Series) -> str:
    return (
        f"Bond dimension {row['bond_dimension']:.0f}: energy above the exact one by "
        f"{number(row['energy_deviation'], 2)} (last sweep: {number(row['last_decrease'], 2)}), Delta_sigma = "
        f"{number(row['delta_sigma'], 5)}, Delta_epsilon = {number(row['delta_epsilon'], 5)}."
    )
