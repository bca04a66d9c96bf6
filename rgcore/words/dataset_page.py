"""Sentences on the page of a data set beside its figures, each composed from the tables of that data set."""

import re
from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.words.null_exclusion import exclusion_words
from rgcore.words.wording import count, listing, number

__all__ = ["excluded", "read", "to_distrust", "without_names"]

_MOST_NAMES = 8
_MOST_REASONS = 3
_NAMES_LEFT_OUT = re.compile(r"(left out \d+ of \d+ variables): .*?(?=; left out \d|; \d+ bins|$)", re.DOTALL)


def read(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return sentences on how it was read, and what was left out and why; the summary has the numbers of samples."""
    report = tables["dataset_report"]
    kept, dropped = report[report["kept"]], report[~report["kept"]]
    first = report.iloc[0]
    sentences = []
    if first["trial_length"]:
        sentences.append(
            f"The samples are trials of {count(int(first['trial_length']), 'sample')}, one after another; a block of "
            "time, by which standard errors are found, holds whole trials or a part of one."
        )
    sentences += _left_out(dropped)
    sentences += [_sentence(phrase) for phrase in str(first["reading"]).split("; ") if phrase]
    gaps = int(report["n_missing"].sum())
    sentences.append(f"{gaps:,} entries were missing." if gaps else "No entry was missing.")
    if not kept["n_missing"].any() and not kept["n_clipped"].any():
        sentences.append("Nothing was repaired.")
    return sentences


def without_names(summary: str) -> str:
    """Return a summary without the names of variables that were left out, which :func:`read` has."""
    return _NAMES_LEFT_OUT.sub(r"\1", summary)


def _left_out(dropped: DataFrame) -> list[str]:
    """Return which variables were left out for which reason; of many reasons those with the fewest missing entries."""
    if dropped["reason"].nunique() <= _MOST_REASONS:
        return [
            f"Left out: {_names(rows['variable'])} ({reason})."
            for reason, rows in dropped.groupby("reason", sort=True)
        ]
    fewest = dropped.sort_values("n_missing", kind="stable")
    named = [f"{row.variable} ({row.reason})" for row in fewest.head(_MOST_NAMES).itertuples()]
    more = len(fewest) - len(named)
    ending = f", and {more} more: see the table dataset_report" if more else ""
    return [f"Left out, the fewest missing entries first: {', '.join(named)}{ending}."]


def _sentence(phrase: str) -> str:
    """Return a phrase as a sentence."""
    return f"{phrase[0].upper()}{phrase[1:]}{'' if phrase.endswith('?') else '.'}"


def excluded(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return which nulls are excluded in which flow, and what data of each null are like."""
    exclusion = tables["pca_exclusion"]
    nulls = exclusion.drop_duplicates("source").sort_values("source")
    meanings = [f"{row.source_label}: {row.source_sentence}." for row in nulls.itertuples()]
    return [exclusion_words(exclusion, tables["pca_power"]), *meanings]


def to_distrust(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return what the numbers cannot carry, the most serious first."""
    return [
        *_about_size(tables["pca_spectrum_summary"]),
        *_about_noise(tables["pca_spectrum_summary"]),
        *_about_autocorrelation(tables["pca_flow"]),
        *_about_coupling(tables["pca_coupling"]),
        *_about_variables(tables["dataset_report"]),
    ]


def _about_size(summary: DataFrame) -> list[str]:
    row = summary.iloc[0]
    n_variables, n_samples = int(row["n_variables"]), int(row["n_samples"])
    if n_samples <= n_variables:
        return [
            f"There are no more samples ({n_samples:,}) than variables ({n_variables:,}): at most {n_samples - 1:,} "
            "modes have a nonzero variance, and the small ones are sampling noise."
        ]
    if row["few_samples"]:
        return [
            f"There are {number(n_samples / n_variables, 2)} samples per variable: much of the spectrum is sampling "
            "noise (compare the Marchenko-Pastur distribution), and so are the modes of small variance."
        ]
    return []


def _about_noise(summary: DataFrame) -> list[str]:
    row = summary[summary["scaling"] == "correlation"].iloc[0]
    sentences = []
    if row["correlated_samples"]:
        sentences.append(
            f"The sampling noise of the correlations is that of {number(row['effective_samples'])} independent "
            f"samples, not {row['n_samples']:,}."
        )
    if not row["alpha_last_rank"]:
        sentences.append("Too few modes are resolved from noise for an exponent of the spectrum.")
    elif not row["has_exponent"]:
        sentences.append("No range of ranks of the correlation spectrum is a power law: it has no exponent.")
    return sentences


def _about_autocorrelation(flow: DataFrame) -> list[str]:
    data = flow[flow["source"] == "data"].iloc[0]
    if not data["few_blocks"]:
        return []
    steps, n_blocks = number(2 * data["correlation_time"], 2), int(data["n_blocks"])
    uncertainty = number(100 / np.sqrt(2 * (n_blocks - 1)), 2)
    why = (
        "There are few samples"
        if data["correlation_time"] < 1
        else f"The samples are correlated over {steps} steps (twice the integrated autocorrelation time)"
    )
    return [
        f"{why}: standard errors come from only {n_blocks} blocks of time and are themselves uncertain by "
        f"{uncertainty} %."
    ]


def _about_coupling(coupling: DataFrame) -> list[str]:
    rows = coupling[coupling["scaling"] == "covariance"]
    good, unresolved = int(rows["perturbative"].sum()), int((~rows["alpha_resolved"]).sum())
    sentences = []
    if good < len(rows):
        sentences.append(
            f"First-order perturbation theory is self-consistent at {good} of {count(len(rows), 'cutoff')} (covariance "
            f"modes): {'at the others g' if good else 'g'} is no coupling, only a measure of the kurtosis."
        )
    if unresolved:
        sentences.append(
            f"The exponent alpha is not resolved from that of white noise at {unresolved} of {len(rows)} cutoffs."
        )
    return sentences


def _about_variables(report: DataFrame) -> list[str]:
    """Return warnings, those on the largest deviations from the mean first, and none on what was left out."""
    texts = [[text for text in str(warning).split("; ") if text] for warning in report["warning"]]
    of_all = [text for text in texts[0] if len(texts) > 1 and all(text in each for each in texts)]
    own = ["; ".join(text for text in each if text not in of_all) for each in texts]
    warned = report.assign(warning=own, size=report["largest_deviation"].abs())
    warned = warned[warned["warning"] != ""].sort_values("size", ascending=False, kind="stable")
    about_kept, n_left_out = warned[warned["kept"]], int((~warned["kept"]).sum())
    sentences = [_sentence(text) for text in of_all]
    sentences += [
        f"{row.variable}: {row.warning}{'' if row.warning.endswith('?') else '.'}"
        for row in about_kept.head(_MOST_NAMES).itertuples()
    ]
    if len(about_kept) > _MOST_NAMES:
        more = len(about_kept) - _MOST_NAMES
        sentences.append(f"Warnings on {count(more, 'more variable')}: see the table dataset_report.")
    if n_left_out:
        left_out = f"{count(n_left_out, 'variable')} that {'was' if n_left_out == 1 else 'were'} left out"
        sentences.append(f"Warnings on {left_out}: see the table dataset_report.")
    return sentences


def _names(variables) -> str:
    names = [str(name) for name in variables]
    if len(names) <= _MOST_NAMES:
        return listing(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
