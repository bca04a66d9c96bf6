"""How fast the information on each direction of the Ising couplings falls with decimation."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.fisher import DIRECTION_NAMES, temperatures_of
from rgcore.words.wording import listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the fitted exponents of the sampled lattice by temperature, beside the predicted ones where there are."""
    table = tables["fisher_spectra"]
    return " ".join(_sentence(table, ratio) for ratio in temperatures_of(table))


def _sentence(table: DataFrame, ratio: float) -> str:
    rows = table[(table["model"] == "ising_resampled") & (table["relative_temperature"] == ratio)]
    fits = rows.drop_duplicates(["direction", "rank"])
    fits = fits[np.isfinite(fits["exponent"])]
    if not len(fits):
        return f"At T = {ratio:g} T_c no direction is resolved at two levels."
    found = listing(_fit(row) for _, row in fits.iterrows())
    return f"At T = {ratio:g} T_c eigenvalues go as b to the power of {found}."


def _fit(row: Series) -> str:
    predicted = row["predicted_exponent"]
    beside = f", predicted {number(predicted)}" if np.isfinite(predicted) else ""
    levels = f"levels 1 to {row['last_level']:.0f}{beside}"
    name = DIRECTION_NAMES[row["direction"], row["rank"]]
    return f"{with_error(row['exponent'], row['exponent_err'])} ({name}; {levels})"
