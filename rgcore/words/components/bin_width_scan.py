"""Sentences on bin widths: how exponents and kurtosis change from the bins of the data to the widest."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.components.scans import EXPONENTS, KURTOSIS, at_most_kept, of_measure, widest
from rgcore.selection.rows import data_sets
from rgcore.words.wording import LEVEL_WORDS, listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, which numbers depend on the bins, and by how much at the widest with a value."""
    scan = tables["bin_width_scan"]
    if scan.empty:
        return "The config names no data set whose bins are scanned."
    return " ".join(_data_set(name, scan[scan["dataset"] == name]) for name in data_sets(scan))


def _data_set(name: str, scan: DataFrame) -> str:
    merged = scan[scan["arrangement"] == "merged"]
    parts = [_exponent(measure, of_measure(merged, name, measure)) for measure in EXPONENTS]
    fewest, _ = at_most_kept(of_measure(merged, name, KURTOSIS), ["n_bins"])
    parts.append(_number("kurtosis with the fewest modes kept", fewest))
    stacked = scan[(scan["arrangement"] == "stacked") & scan["value"].notna()]
    told = f"{name}: {'; '.join(part for part in parts if part)}. {_counted('merged', merged)}"
    return told + (f" {_counted('stacked', stacked)}" if len(stacked) else "") + _interval(merged)


def _exponent(measure: str, rows: DataFrame) -> str:
    return _number("alpha" if measure == "alpha" else f"{measure} exponent", rows)


def _number(name: str, rows: DataFrame) -> str:
    """Return the value at the bins of the data and at the widest; empty without both."""
    last = widest(rows)
    if len(rows) < 2 or rows["n_bins"].min() > 1:
        return ""
    first, last = rows[rows["n_bins"] == 1].iloc[0], last.iloc[0]
    return (
        f"{name} {with_error(first['value'], first['value_err'])} in the bins of the data and "
        f"{with_error(last['value'], last['value_err'])} with {last['n_bins']} merged"
    )


def _counted(arrangement: str, rows: DataFrame) -> str:
    """Return how many numbers differ from those of the bins of the data."""
    compared = rows[rows["beside_original"] != ""]
    if compared.empty:
        return f"No number of {arrangement} bins is compared with that of the bins of the data."
    differ = (compared["beside_original"] != "within").sum()
    verb = "differs" if differ == 1 else "differ"
    return (
        f"Of {len(compared)} numbers of {arrangement} bins, {differ} {verb} by more than {LEVEL_WORDS} from those of "
        "the bins of the data (of kurtosis and alpha about 5 % would by chance if they were independent and normal, "
        "which numbers of one data set are not quite; of exponents of clusters up to most of them: clusters are formed "
        "anew, and the errors do not contain their choice)."
    )


def _interval(merged: DataFrame) -> str:
    interval = merged["mean_interval"].iloc[0]
    tied = merged[merged["asked_for"].str.contains("interval")]
    if tied.empty:
        return ""
    widths = [
        f"{n_bins} ({asked_for})" for n_bins, asked_for in tied.groupby("n_bins")["asked_for"].first().items()
    ]
    return (
        f" The mean interspike interval of a cell is {number(interval)} bins; widths tied to it, in bins: "
        f"{listing(widths)}."
    )
