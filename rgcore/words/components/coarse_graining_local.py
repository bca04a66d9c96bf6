"""What local exponents give: how far each moves within the range of its fit, and what an amplitude does to time."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.rows import data_sets
from rgcore.words.wording import listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, the ranges of its local exponents and the dynamic exponent of both kinds."""
    local, fitted = tables["coarse_graining_local"], tables["coarse_graining_exponents"]
    return " ".join(_data_set(name, local, fitted) for name in data_sets(local))


def _data_set(name: str, local: DataFrame, fitted: DataFrame) -> str:
    rows = local[(local["dataset"] == name) & (local["source"] == "data") & local["in_fit"]]
    ranges = [
        f"{exponent} {number(part['value'].min())} to {number(part['value'].max())}"
        for exponent, part in rows.groupby("exponent", sort=False)
    ]
    first = f"{name}: local exponents within the ranges of the fits are {listing(ranges)}." if ranges else ""
    own = fitted[(fitted["dataset"] == name) & (fitted["source"] == "data")].set_index("exponent")
    return " ".join(part for part in (first, _dynamic(own), _realizations(own)) if part)


def _dynamic(own: DataFrame) -> str:
    """Return the dynamic exponent without and with an amplitude, where both exist."""
    values = own.loc[["dynamic", "relaxation"], ["value", "value_err"]].to_numpy()
    if not np.isfinite(values).all():
        return ""
    without, fitted = (with_error(*pair) for pair in values)
    return (
        f"Its dynamic exponent is {without} from -1/ln C(1) and {fitted} from relaxation times, where the share of "
        "white noise is fitted beside the time."
    )


def _realizations(own: DataFrame) -> str:
    """Return the scatter over realizations of the generator beside the jackknife, for the variance exponent."""
    row = own.loc["variance"]
    if not np.isfinite(row["realization_err"]):
        return ""
    return (
        f"Over {row['n_realizations']} realizations of its generator the variance exponent scatters by "
        f"{number(row['realization_err'])} (standard deviation; jackknife over time: {number(row['value_err'])})."
    )
