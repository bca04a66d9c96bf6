"""What a claim declares, and what a run finds about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pandas import DataFrame

__all__ = [
    "DEPENDS",
    "NOT_IN_THIS_RUN",
    "NOT_REPRODUCED",
    "OPEN",
    "REPRODUCED",
    "VERDICTS",
    "Claim",
    "Finding",
    "NotInThisRunError",
    "claim",
    "rows",
    "verdict_of",
    "verdict_of_all",
]

REPRODUCED = "reproduced"
NOT_REPRODUCED = "not reproduced"
DEPENDS = "depends"
OPEN = "cannot be tested"
NOT_IN_THIS_RUN = "not in this run"
VERDICTS = {
    REPRODUCED: "the number meets the criterion",
    NOT_REPRODUCED: "the number does not meet the criterion",
    DEPENDS: "the criterion is met under some of the conditions that were tried, or the answer is neither yes nor no",
    OPEN: "no computation here decides it",
    NOT_IN_THIS_RUN: "the config of this run lacks what it needs",
}
"""Each verdict with its meaning."""

_NAN = float("nan")


class NotInThisRunError(Exception):
    """The tables lack the rows that a claim is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a run found about a claim.

    Attributes
    ----------
    verdict : str
        One of ``VERDICTS``.
    answer : str
        A sentence with its numbers.
    value, error, reference : float
        The number that the verdict rests on, its standard error, and the exact or published value; NaN where there is
        none.
    """

    verdict: str
    answer: str
    value: float = _NAN
    error: float = _NAN
    reference: float = _NAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, open question or slip of the essay.

    Attributes
    ----------
    name : str
        That of the function which judges it.
    kind : str
        "claim", "question" or "slip".
    place : str
        Where in the essay.
    sentence : str
        The claim in words.
    tables : tuple of str
        Those that ``judge`` reads.
    figure, page : str
        Name of the figure that shows it, "" for none; page of docs on how it is computed.
    reference_source : str
        Where the value comes from that it is compared with: "exact" or a publication; "" without one.
    criterion : str
        When the verdict is "reproduced", with its threshold.
    overturned_by : str
        What would change the verdict.
    judge : callable
        Takes the tables by name and returns a :class:`Finding`.
    """

    name: str
    kind: str
    place: str
    sentence: str
    tables: tuple[str, ...]
    figure: str
    page: str
    reference_source: str
    criterion: str
    overturned_by: str
    judge: Callable[[Mapping[str, DataFrame]], Finding]


def claim(
    *,
    place: str,
    sentence: str,
    tables: tuple[str, ...],
    page: str,
    criterion: str,
    overturned_by: str,
    kind: str = "claim",
    figure: str = "",
    reference_source: str = "",
) -> Callable[[Callable[[Mapping[str, DataFrame]], Finding]], Claim]:
    """Return a decorator that makes the function below it the judge of a :class:`Claim` of its name."""

    def declare(judge: Callable[[Mapping[str, DataFrame]], Finding]) -> Claim:
        return Claim(
            name=judge.__name__,
            kind=kind,
            place=place,
            sentence=sentence,
            tables=tables,
            figure=figure,
            page=page,
            reference_source=reference_source,
            criterion=criterion,
            overturned_by=overturned_by,
            judge=judge,
        )

    return declare


def verdict_of(met: bool) -> str:
    """Return whether a claim is reproduced, given whether its criterion is met."""
    return REPRODUCED if met else NOT_REPRODUCED


def verdict_of_all(met: Iterable[bool]) -> str:
    """Return whether a claim is reproduced under all conditions, given where its criterion is met; some: it depends."""
    met = list(met)
    return DEPENDS if any(met) and not all(met) else verdict_of(all(met))


def rows(table: DataFrame, **conditions: object) -> DataFrame:
    """Return the rows whose columns have the given values; "nearest" values are for the caller to find.

    Raises
    ------
    NotInThisRunError
        If there are none.
    """
    for column, value in conditions.items():
        table = table[table[column] == value]
    if table.empty:
        raise NotInThisRunError(", ".join(f"{column} = {value}" for column, value in conditions.items()))
    return table
