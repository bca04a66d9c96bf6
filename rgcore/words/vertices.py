"""What the cubic and quartic vertices of a data set come to, read together."""

from pandas import DataFrame, Series

from rgcore.selection.components.couplings import by_scaling
from rgcore.words.wording import LEVEL_WORDS, count, number, with_error

__all__ = ["vertex_words"]


def vertex_words(name: str, vertices: DataFrame) -> str:
    """Return the vertices of the covariance modes of a data set, and whether an expansion in them makes sense."""
    scaling, rows = next(by_scaling(vertices))
    n_cutoffs, top = len(rows), rows.iloc[-1]
    above, below = ((rows["u_beside_zero"] == side).sum() for side in ("above", "below"))
    skewed = rows["objections"].str.contains("skewness").sum()
    local = rows["agrees_with_local"].iloc[:-1].sum()
    return (
        f"{name}, cubic and quartic vertex of the {scaling} modes read together: u is above 0 by {LEVEL_WORDS} at "
        f"{above} of {count(n_cutoffs, 'cutoff')}, below at {below}; {_top(top)}. The symmetric reading is out of "
        f"place at {skewed} of them. {_loops(top)} The vertices of each variable, read at the largest cutoff, "
        f"reproduce the moments of {local} of {count(n_cutoffs - 1, 'smaller cutoff')}."
    )


def _top(row: Series) -> str:
    w, u, symmetric = (with_error(row[name], row[f"{name}_err"]) for name in ("w", "u", "u_symmetric"))
    return (
        f"at the largest w = {w} variable^-3 and u = {u} variable^-4, where u without a cubic vertex is "
        f"{symmetric} (skewness {with_error(row['skewness'], row['skewness_err'])})"
    )


def _loops(row: Series) -> str:
    largest = max(row["cubic_loop"], row["quartic_loop"])
    verdict = "is" if row["perturbative"] else "is not"
    return (
        f"The larger of the one-loop terms is {number(largest, 2)} times the variance there: an expansion in the "
        f"vertices {verdict} justified (objections: {row['objections']})."
    )
