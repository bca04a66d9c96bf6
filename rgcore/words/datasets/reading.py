"""How a data set was read, and what was left out and why."""

import re
from collections.abc import Mapping

from pandas import DataFrame

from rgcore.words.wording import count, listing

__all__ = ["as_sentence", "left_out", "read", "without_names"]

_MOST_REASONS = 3
_NAME = re.compile(r"\S*[\w)][_./]\w")
_NAMES_LEFT_OUT = re.compile(r"(left out \d+ of \d+ variables): .*?(?=; left out \d|; \d+ bins|$)", re.DOTALL)


def read(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return sentences on how it was read; the summary has the numbers of samples, :func:`left_out` the variables."""
    report = tables["dataset_report"]
    kept, first = report[report["kept"]], report.iloc[0]
    sentences = []
    if first["trial_length"]:
        sentences.append(
            f"The samples are trials of {count(int(first['trial_length']), 'sample')}, one after another; a block of "
            "time, by which standard errors are found, holds whole trials or a part of one."
        )
    sentences += [as_sentence(phrase) for phrase in str(first["reading"]).split("; ") if phrase]
    gaps = int(report["n_missing"].sum())
    sentences.append(f"{gaps:,} entries were missing." if gaps else "No entry was missing.")
    if not kept["n_missing"].any() and not kept["n_clipped"].any():
        sentences.append("Nothing was repaired.")
    return sentences


def left_out(tables: Mapping[str, DataFrame]) -> list[str]:
    """Return which variables were left out for which reason; with many reasons the fewest missing entries first."""
    report = tables["dataset_report"]
    dropped = report[~report["kept"]]
    if dropped["reason"].nunique() <= _MOST_REASONS:
        groups = dropped.groupby("reason", sort=True)
        return [f"{listing(map(str, rows['variable']))}: {reason}." for reason, rows in groups]
    fewest = dropped.sort_values("n_missing", kind="stable")
    return [f"{row.variable}: {row.reason}." for row in fewest.itertuples()]


def without_names(summary: str) -> str:
    """Return a summary without the names of variables that were left out, which :func:`left_out` has."""
    return _NAMES_LEFT_OUT.sub(r"\1", summary)


def as_sentence(phrase: str) -> str:
    """Return a phrase as a sentence; a name at its beginning, such as spike_times.npy, keeps its spelling."""
    first = phrase if _NAME.match(phrase) else f"{phrase[0].upper()}{phrase[1:]}"
    return f"{first}{'' if phrase.endswith('?') else '.'}"
