"""Rows of the tensor renormalization: the best bond dimension, and its exponents beside those of other methods."""

from pandas import DataFrame, Series

from rgcore.selection.networks.learned_maps import last_step

__all__ = ["METHODS", "best_method", "critical_rows", "exponents_beside", "spectra_of"]

METHODS = {"levin_nave": "Levin-Nave", "hotrg": "HOTRG", "bond_weighted": "bond-weighted"}
"""Names of the methods in words, in the order in which they are shown."""

_COLUMNS = {"even": "delta_epsilon_deviation", "odd": "delta_sigma_deviation"}


def critical_rows(summary: DataFrame) -> DataFrame:
    """Return the rows of ``tensor_rg`` at the critical temperature, by method and bond dimension."""
    return summary[summary["relative_temperature"] == 1.0].sort_values(["method", "bond_dimension"])


def best_method(summary: DataFrame) -> DataFrame:
    """Return the rows at the critical temperature of one method: the bond-weighted one if it is there."""
    return _of_best(critical_rows(summary))


def spectra_of(spectra: DataFrame) -> DataFrame:
    """Return the rows of ``tensor_spectra`` of one method: the bond-weighted one if it is there."""
    return _of_best(spectra)


def _of_best(rows: DataFrame) -> DataFrame:
    names = [name for name in reversed(METHODS) if name in set(rows["method"])]
    return rows[rows["method"] == names[0]] if names else rows


def exponents_beside(summary: DataFrame, mcrg: DataFrame, maps: DataFrame) -> DataFrame:
    """Return y_t and y_h of every method that has them.

    Of tensors those of the largest bond dimension; of Monte Carlo renormalization those of the last step with all
    operators; of learned maps those of the last step, of the filter trained on Ising configurations nearest to T_c.

    Returns
    -------
    DataFrame
        ``label``, ``sector`` (even: y_t, odd: y_h), ``deviation`` = |exponent - exact|, and ``reach``, the same with
        the error added (0 for tensors): one standard error, of learned maps half the 95 % interval.
    """
    rows = [
        (METHODS[row["method"]], sector, abs(row[column]), 0.0)
        for _, row in critical_rows(summary).drop_duplicates("method", keep="last").iterrows()
        for sector, column in _COLUMNS.items()
    ]
    for sector in _COLUMNS:
        rows += [_of_mcrg(mcrg[mcrg["sector"] == sector], sector), *_of_maps(maps, sector)]
    frame = DataFrame(rows, columns=["label", "sector", "deviation", "error"])
    return frame.assign(reach=frame["deviation"] + frame["error"])


def _of_mcrg(rows: DataFrame, sector: str) -> tuple[str, str, float, float]:
    last = rows.sort_values(["blocking_step", "n_operators"]).iloc[-1]
    return ("majority rule (MCRG)", sector, _deviation(last), last["exponent_err"])


def _of_maps(maps: DataFrame, sector: str) -> list[tuple[str, str, float, float]]:
    chosen = maps[
        (maps["sector"] == sector) & (maps["source"] == "ising") & (maps["hidden"] == "deterministic")
    ]
    chosen = last_step(chosen[chosen["sharing"] == "translations"])
    if chosen.empty:
        return []
    away = (chosen["training_temperature"] - chosen["temperature"]).abs()
    nearest = chosen.loc[away.idxmin()]
    half = (nearest["exponent_high"] - nearest["exponent_low"]) / 2
    return [("learned map (MCRG)", sector, _deviation(nearest), half)]


def _deviation(row: Series) -> float:
    return abs(row["exponent"] - row["exponent_exact"])
