"""Which nulls the flows of a data set exclude, as words."""

from pandas import DataFrame, Series

from rgcore.words.wording import listing, number

__all__ = ["LEVEL", "exclusion_words"]

LEVEL = 0.05
_ORDER = ("shuffled", "gaussian", "elliptical", "factor_garch")


def exclusion_words(exclusion: DataFrame) -> str:
    """Return a sentence from the rows of one data set of the table ``pca_exclusion``."""
    found = [source for source in _ORDER if source in set(exclusion["source"])]
    farthest = [_farthest(exclusion[exclusion["source"] == source]) for source in found]
    details = listing([_detail(row) for row in farthest])
    return f"{_verdict(farthest)} (p corrected for cutoffs, flows and nulls: {details})."


def _farthest(rows: DataFrame) -> Series:
    """Return the flow with the smallest p-value; of equal ones, that with the largest deviation."""
    ranked = rows.assign(size=-rows["deviation"].abs()).sort_values(["p_corrected", "size"])
    return ranked.iloc[0]


def _verdict(rows: list[Series]) -> str:
    names = [row["source"] for row in rows]
    least = max(row["p_smallest"] for row in rows)
    if least > LEVEL:
        needed = round(len(rows) / LEVEL) - 1
        return (
            f"{rows[0]['n_draws']} draws of each of {len(rows)} nulls are too few to exclude any at the 5 % level: p "
            f"cannot be below {number(least, 2)}, {needed} draws are needed"
        )
    excluded = [row["source"] for row in rows if row["excluded"]]
    left = [name for name in names if name not in excluded]
    if not excluded:
        return f"Its flows exclude none of the nulls {listing(names)} at the 5 % level"
    rest = f" and not {listing(left)}" if left else ""
    return f"Its flows exclude the nulls {listing(excluded)} at the 5 % level{rest}"


def _detail(row: Series) -> str:
    """Describe a null, its p-value, and where the data are farthest from it."""
    fitted = ""
    if row["source"] == "elliptical":
        fitted = f" with {number(row['degrees_of_freedom'], 2)} degrees of freedom"
    if row["source"] == "factor_garch":
        fitted = f" with {row['n_factors']} factors"
    dropped = "" if row["dropped_top"] == 0 else f", {row['dropped_top']:.3g} removed"
    side = "above" if row["deviation"] > 0 else "below"
    size = number(abs(row["deviation"]), 2) if abs(row["deviation"]) < 100 else "over 100"
    place = f"{number(row['kept_fraction'], 2)} kept ({row['scaling']}{dropped})"
    return (
        f"{row['source']}{fitted} {number(row['p_corrected'], 2)}, the data {size} "
        f"standard deviations of the draws {side} it at {place}"
    )
