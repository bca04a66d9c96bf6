"""How the kurtosis of each data set changes as modes are removed, and which nulls that excludes."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.rows import SCALINGS, data_sets
from rgcore.words.datasets.null_exclusion import dropped_modes, exclusion_words
from rgcore.words.wording import beside_gaussian, change, listing, number, with_error

__all__ = ["change_of_kurtosis", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, the change of the median kurtosis and its place among the draws of each null."""
    exclusion, power = tables["pca_exclusion"], tables["pca_power"]
    parts = []
    for name, sentence in change_of_kurtosis(tables).items():
        tests = exclusion[exclusion["dataset"] == name]
        parts += [sentence, exclusion_words(tests, power[power["dataset"] == name])]
    return " ".join([*parts, _nulls(exclusion)])


def change_of_kurtosis(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return a sentence on each data set by its name, without the nulls that its flows exclude."""
    flow, exclusion = tables["pca_flow"], tables["pca_exclusion"]
    main = next(scaling for scaling in SCALINGS if scaling in set(flow["scaling"]))
    rows = flow[(flow["scaling"] == main) & (flow["dropped_top"] == flow["dropped_top"].min())]
    return {
        name: _sentence(name, rows[rows["dataset"] == name], exclusion[exclusion["dataset"] == name], main)
        for name in data_sets(rows)
    }


def _nulls(exclusion: DataFrame) -> str:
    """Return what data of each null are like."""
    nulls = exclusion.drop_duplicates("source").sort_values("source")
    return f"Nulls: {'; '.join(f'{row.source_label}, {row.source_sentence}' for row in nulls.itertuples())}."


def _sentence(name: str, flow: DataFrame, tests: DataFrame, scaling: str) -> str:
    data = flow[flow["source"] == "data"].sort_values("kept_fraction")
    first, last = data.iloc[-1], data.iloc[0]
    error = np.hypot(first["kurtosis_median_err"], last["kurtosis_median_err"])
    path = change(first["kurtosis_median"], last["kurtosis_median"], np.nan_to_num(error))
    kept = tests[tests["reproduces_kurtosis"]]  # no place among draws that are not where they must be
    labels = dict(zip(kept["source"], kept["source_label"], strict=True))
    removed = (
        f"largest {dropped_modes(first['dropped_top'])} removed" if first["dropped_top"] else "none removed"
    )
    return (
        f"{name} ({scaling} modes, {removed}): the median kurtosis {path} as the fraction kept goes from "
        f"{number(first['kept_fraction'], 2)} to {number(last['kept_fraction'], 2)}; there it is "
        f"{with_error(last['kurtosis_median'], last['kurtosis_median_err'])}"
        f"{beside_gaussian(last['kurtosis_beside_gaussian'])}{_beside_nulls(flow, last, labels)}."
    )


def _beside_nulls(flow: DataFrame, last: Series, labels: Mapping[str, str]) -> str:
    """Compare the last median with the range of the draws of each null at the same cutoff."""
    nulls = flow[flow["source"].isin(labels) & (flow["n_kept"] == last["n_kept"])].sort_values("source")
    parts = []
    for row in nulls.itertuples():
        value = last["kurtosis_median"]
        side = "above" if value > row.null_high else "below" if value < row.null_low else "inside"
        ends = f"{number(row.null_low)} to {number(row.null_high)}"
        parts.append(f"{side} the range of the {labels[row.source]} draws ({ends})")
    return f", {listing(parts)}" if parts else ""
