"""Which fixed points are physical, and what the epsilon expansion gives for nu."""

from collections.abc import Iterator, Mapping

from pandas import DataFrame

from rgcore.selection.landau import one_component, shown_dimensions
from rgcore.words.wording import listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for the dimensions drawn, which fixed point is physical besides the Gaussian, and nu by order."""
    points, exponents = (one_component(tables[name]) for name in ("landau_fixed_points", "landau_exponents"))
    dimensions = shown_dimensions(tables["landau_flow"])
    sentences = [_sentence(points[points["dimension"] == d], d) for d in dimensions]
    return " ".join(
        [*sentences, *_sums(exponents[exponents["method"] == "pade_borel"].dropna(subset="known"))]
    )


def _sums(exponents: DataFrame) -> Iterator[str]:
    """Yield a sentence per dimension with the summed exponents beside known values."""
    for dimension, rows in exponents.groupby("dimension"):
        found = [
            f"{row.exponent} = {number(row.value, 4)} with a spread of {number(row.spread, 1)} among approximants "
            f"({_known(row.known, row.source)})"
            for row in rows.itertuples()
        ]
        yield f"Padé-Borel sums of the series in d = {dimension:g}: {listing(found)}."


def _known(value: float, source: str) -> str:
    return f"exact {value:g}" if source == "exact" else f"best known {value:g}, {source}"


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
