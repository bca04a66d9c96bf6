"""Hypotheses of the width for the figure: measured widths of one kind of network, and what fits them best."""

from typing import NamedTuple

import numpy as np
from pandas import DataFrame, Series

__all__ = [
    "HYPOTHESIS_NAMES",
    "Kind",
    "best_hypothesis",
    "hypothesis_label",
    "kinds_shown",
    "widths_of_hypothesis",
]

HYPOTHESIS_NAMES = {
    "constant": "constant",
    "tiling": "tiling",
    "correlation": "correlation length",
    "smaller": "the smaller of both",
    "crossover": "smooth crossover",
    "powers": "free powers",
}
"""Hypotheses in the order in which they are shown, in words."""

_SETTING = ["l1", "fields", "algorithm", "start", "n_epochs", "n_samples", "learning_rate"]
_CONDITION = ["side", "temperature", "n_hidden", "sites_per_unit"]
_LENGTHS = ["correlation_length_connected", "correlation_length_exact"]


class Kind(NamedTuple):
    """Networks of one source and sharing.

    Attributes
    ----------
    source, sharing : str
    widths : DataFrame
        One row per condition of the commonest setting of training, with the start that is fitted: side, temperature,
        n_hidden, sites_per_unit, correlation_length_connected, correlation_length_exact, width (geometric mean over
        runs), width_low and width_high (one standard deviation of ln width over runs), localized_fraction, has_width
        (enough runs have enough localized fields, as in the fits).
    setting : Series
        What these conditions have in common, by the columns of the study.
    hypotheses : DataFrame
        Its rows of ``block_size_hypotheses``.
    """

    source: str
    sharing: str
    widths: DataFrame
    setting: Series
    hypotheses: DataFrame


def kinds_shown(study: DataFrame, hypotheses: DataFrame) -> list[Kind]:
    """Return the kinds of network trained on Ising configurations, or on the first source if there is no such."""
    sources = sorted(hypotheses["source"].unique(), key=lambda source: (source != "ising", source))
    of_source = hypotheses[hypotheses["source"] == sources[0]]
    last = study[(study["epoch"] == study["n_epochs"]) & (study["source"] == sources[0])]
    return [
        _kind(runs, of_source[of_source["sharing"] == sharing]) for sharing, runs in last.groupby("sharing")
    ]


def _kind(runs: DataFrame, hypotheses: DataFrame) -> Kind:
    criteria = hypotheses.iloc[0]
    fitted = runs[runs["start"] == criteria["start"]]
    unique = (fitted if len(fitted) else runs).drop_duplicates([*_CONDITION, *_SETTING, "replica"])
    setting = unique.groupby(_SETTING).size().sort_values(kind="stable").index[-1]
    chosen = unique[(unique[_SETTING] == list(setting)).all(axis=1)]
    first = runs.iloc[0]
    widths = _widths(chosen, criteria)
    return Kind(first["source"], first["sharing"], widths, Series(setting, _SETTING), hypotheses)


def _widths(runs: DataFrame, criteria: Series) -> DataFrame:
    localized = runs["localized_fraction"] >= criteria["least_localized"]
    runs = runs.assign(log_width=np.log(runs["fwhm"].where(localized)))
    groups = runs.groupby(_CONDITION)
    rows = groups[[*_LENGTHS, "localized_fraction"]].mean()
    mean, deviation = groups["log_width"].mean(), groups["log_width"].std().fillna(0)
    return rows.assign(
        width=np.exp(mean),
        width_low=np.exp(mean - deviation),
        width_high=np.exp(mean + deviation),
        has_width=groups["log_width"].count() >= criteria["least_runs_localized"] * groups.size(),
    ).reset_index()


def best_hypothesis(hypotheses: DataFrame) -> Series | None:
    """Return the row of the hypothesis of largest weight; None where conditions are too few for weights."""
    return hypotheses.loc[hypotheses["weight"].idxmax()] if hypotheses["weight"].notna().any() else None


def hypothesis_label(hypothesis: Series) -> str:
    """Return a hypothesis in words, with its length where that is of the infinite lattice."""
    of_infinite = hypothesis["length"] == "infinite"
    return HYPOTHESIS_NAMES[hypothesis["hypothesis"]] + (" (infinite lattice)" if of_infinite else "")


def widths_of_hypothesis(hypothesis: Series, setting: Series, conditions: DataFrame) -> np.ndarray:
    """Return the measured widths of a hypothesis, resolution included, for conditions of one setting, (n_conditions,).

    Parameters
    ----------
    hypothesis : Series
        A row of ``block_size_hypotheses``.
    setting : Series
        With l1, fields, algorithm, start and n_epochs.
    conditions : DataFrame
        With side, sites_per_unit, correlation_length_connected and correlation_length_exact.
    """
    side = conditions["side"].to_numpy()
    infinite = np.minimum(conditions["correlation_length_exact"], side / 2)
    length = infinite if hypothesis["length"] == "infinite" else conditions["correlation_length_connected"]
    shape = _shape(hypothesis, conditions["sites_per_unit"].to_numpy(), length.to_numpy())
    of_setting = {
        "l1_slope": setting["l1"] / hypothesis["l1_unit"],
        "epochs_power": np.log(setting["n_epochs"] / hypothesis["epochs_unit"]),
        "fields_shift": setting["fields"] == "free",
        "algorithm_shift": setting["algorithm"] == "contrastive_divergence",
        "start_shift": setting["start"] != hypothesis["start"],
        "side_power": np.log(side / hypothesis["side_unit"]),
    }
    shift = sum(
        hypothesis[name] * value for name, value in of_setting.items() if np.isfinite(hypothesis[name])
    )
    return np.hypot(shape * np.exp(shift), hypothesis["resolution"])


def _shape(hypothesis: Series, sites: np.ndarray, length: np.ndarray) -> np.ndarray:
    tiling, correlation = hypothesis["factor"] * np.sqrt(sites), hypothesis["length_factor"] * length
    if hypothesis["hypothesis"] == "powers":
        sites_power, length_power = hypothesis[["sites_power", "length_power"]].fillna(0)
        return hypothesis["factor"] * sites**sites_power * length**length_power
    if hypothesis["hypothesis"] == "crossover":
        sharpness = hypothesis["sharpness"]
        return (tiling**-sharpness + correlation**-sharpness) ** (-1 / sharpness)
    shapes = {
        "constant": hypothesis["factor"] + 0 * sites,
        "tiling": tiling,
        "correlation": correlation,
        "smaller": np.minimum(tiling, correlation),
    }
    return shapes[hypothesis["hypothesis"]]
