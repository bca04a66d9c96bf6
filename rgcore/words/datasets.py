"""What the page of a data set says beside its figures, each sentence composed from the tables of that data set."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.words.null_exclusion import exclusion_words
from rgcore.words.spectra import STRAIGHT
from rgcore.words.wording import count, listing, number

__all__ = ["excluded", "read", "to_distrust"]

_MOST_NAMES = 8
_FEW_SAMPLES = 10  # per variable: half of the spectrum is then within 30 % of where noise alone puts it
_MANY_BLOCKS = 20
_MEANING = {
    "shuffled": "the variables do nothing together, each keeps its own values and its memory",
    "gaussian": "all that the variables do is in their covariances, at equal and at different times",
    "elliptical": "Gaussian variables under one common volatility; its flow is flat without any fixed point",
    "factor_garch": "a few common factors and residuals, each with a volatility of its own that comes in bursts",
}


def read(tables: Mapping[str, DataFrame]) -> list[str]:
    """Say what was read and what was left out, and why."""
    report = tables["dataset_report"]
    kept, dropped = report[report["kept"]], report[~report["kept"]]
    first = report.iloc[0]
    sentences = [f"{first['n_samples']:,} samples of {count(len(kept), 'variable')} were analysed."]
    if first["n_samples_dropped"]:
        sentences.append(
            f"{count(int(first['n_samples_dropped']), 'sample')} with missing entries were left out."
        )
    sentences += [
        f"Left out: {_names(rows['variable'])} ({reason})."
        for reason, rows in dropped.groupby("reason", sort=True)
    ]
    gaps = int(report["n_missing"].sum())
    sentences.append(f"{gaps:,} entries were missing." if gaps else "No entry was missing.")
    sentences.append("Nothing was repaired.")
    return sentences


def excluded(tables: Mapping[str, DataFrame]) -> list[str]:
    """Say which nulls the flow of the moments rules out, and what each of them would have meant."""
    exclusion = tables["pca_exclusion"]
    meanings = [f"{name}: {_MEANING[name]}." for name in _MEANING if name in set(exclusion["source"])]
    return [exclusion_words(exclusion), *meanings]


def to_distrust(tables: Mapping[str, DataFrame]) -> list[str]:
    """Say what the numbers cannot carry, the gravest first."""
    return [
        *_about_size(tables["pca_spectrum"]),
        *_about_noise(tables["pca_spectrum_summary"]),
        *_about_memory(tables["pca_flow"]),
        *_about_coupling(tables["pca_coupling"]),
        *_about_variables(tables["dataset_report"]),
    ]


def _about_size(spectrum: DataFrame) -> list[str]:
    n_variables, n_samples = int(spectrum["n_variables"].iloc[0]), int(spectrum["n_samples"].iloc[0])
    if n_samples <= n_variables:
        return [
            f"There are no more samples ({n_samples:,}) than variables ({n_variables:,}): at most {n_samples - 1:,} "
            "modes have a variance at all, and the small ones are made by sampling noise."
        ]
    if n_samples < _FEW_SAMPLES * n_variables:
        return [
            f"There are {number(n_samples / n_variables, 2)} samples per variable: much of the spectrum is sampling "
            "noise (the Marchenko-Pastur law says how much), and so are the modes of small variance."
        ]
    return []


def _about_noise(summary: DataFrame) -> list[str]:
    row = summary[summary["scaling"] == "correlation"].iloc[0]
    sentences = []
    if row["effective_samples"] < row["n_samples"] / 2:
        sentences.append(
            f"For the noise of correlations the {row['n_samples']:,} samples are worth only "
            f"{number(row['effective_samples'])} independent ones."
        )
    if not row["alpha_last_rank"]:
        sentences.append("Too few modes are resolved from noise for an exponent of the spectrum.")
    elif not row["alpha_distance"] <= STRAIGHT:
        sentences.append(
            "The spectrum of the correlations is no power law: its exponent depends on where it is read."
        )
    return sentences


def _about_memory(flow: DataFrame) -> list[str]:
    data = flow[flow["source"] == "data"].iloc[0]
    if data["n_blocks"] >= _MANY_BLOCKS:
        return []
    remembered, n_blocks = number(2 * data["correlation_time"], 2), int(data["n_blocks"])
    why = (
        "There are few samples"
        if data["correlation_time"] < 1
        else f"The samples remember for {remembered} steps"
    )
    return [
        f"{why}, so that errors come from only {n_blocks} blocks of time and are themselves known to "
        f"{number(100 / np.sqrt(2 * (n_blocks - 1)), 2)} %."
    ]


def _about_coupling(coupling: DataFrame) -> list[str]:
    rows = coupling[coupling["scaling"] == "covariance"]
    large = rows[~rows["perturbative"]]
    sentences = []
    if len(large):
        sentences.append(
            f"An expansion in the coupling is legitimate at {len(rows) - len(large)} of {len(rows)} cutoffs "
            "(covariance modes): elsewhere its number says no more than how far from Gaussian the data are."
        )
    noisy = rows[np.abs(rows["alpha"] - rows["alpha_noise"]) < 2 * rows["alpha_err"]]
    if len(noisy):
        sentences.append(
            f"The exponent alpha is not resolved from that of white noise at {len(noisy)} of {len(rows)} cutoffs."
        )
    return sentences


def _about_variables(report: DataFrame) -> list[str]:
    warned = report[report["warning"] != ""]
    sentences = [f"{row['variable']}: {row['warning']}." for _, row in warned.head(_MOST_NAMES).iterrows()]
    if len(warned) > _MOST_NAMES:
        sentences.append(
            f"{len(warned) - _MOST_NAMES} more variables carry warnings: see the table dataset_report."
        )
    return sentences


def _names(variables) -> str:
    names = [str(name) for name in variables]
    if len(names) <= _MOST_NAMES:
        return listing(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
