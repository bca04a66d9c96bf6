"""Which fixed points are physical, and what the epsilon expansion gives for nu."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.landau import shown_dimensions
from rgcore.words.wording import number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for the dimensions drawn, which fixed point is physical besides the Gaussian, and nu by order."""
    points = tables["landau_fixed_points"]
    dimensions = shown_dimensions(tables["landau_flow"])
    return " ".join(_sentence(points[points["dimension"] == d], d) for d in dimensions)


def _sentence(points: DataFrame, dimension: float) -> str:
    found = points[(points["kind"] == "wilson_fisher") & points["physical"]]
    if found.empty:
        return f"In d = {dimension:g} the only physical fixed point is the Gaussian one."
    row = found.iloc[0]
    return (
        f"In d = {dimension:g} the Wilson-Fisher point lies at r = {number(row['r'])}, u = {number(row['u'])}. To "
        f"first order in epsilon = 4 - d, nu = {number(row['nu_first_order'])} (1/2 + epsilon/12) or "
        f"{number(row['nu_first_order_inverse'])} (1/(2 - epsilon/3)); to second order "
        f"{number(row['nu_epsilon_expansion'])}."
    )
