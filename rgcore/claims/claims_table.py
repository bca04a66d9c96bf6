"""The table of claims: every section's claims, judged from the tables of a run."""

import re
from collections.abc import Mapping

import pandas as pd

from rgcore.cards import load_cards
from rgcore.claims.claim import NOT_IN_THIS_RUN, Claim, Finding, NotInThisRunError

__all__ = ["all_claims", "claims_table", "in_order_of_essay", "tables_of_claims"]

_SECTIONS_OF_EQUATIONS = {14: (2, 3), 22: (4, 0)}
"""Section of the equations up to a number."""

_SECTION, _EQUATION = re.compile(r"sections? (\d+)(?:\.(\d+))?"), re.compile(r"equations? (\d+)")


def all_claims() -> tuple[Claim, ...]:
    """Return all claims in the order of their sections in the essay, in one section as they are declared."""
    found = (one for section in load_cards("rgcore.claims.sections").values() for one in section)
    return tuple(sorted(found, key=lambda one: _section(one.place)))


def _section(place: str) -> tuple[int, int, bool]:
    """Return the section of a place in the essay; what the essay itself calls an open question comes first there."""
    own = "open question" not in place
    if section := _SECTION.search(place):
        return int(section[1]), int(section[2] or 0), own
    equation = int(_EQUATION.search(place)[1])
    return (*next(section for last, section in _SECTIONS_OF_EQUATIONS.items() if equation <= last), own)


def in_order_of_essay(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table ``claims`` in the order of :func:`all_claims`."""
    order = {one.name: place for place, one in enumerate(all_claims())}
    return claims.sort_values("claim", key=lambda names: names.map(order), kind="stable")


def tables_of_claims() -> tuple[str, ...]:
    """Return the names of the tables that the claims are computed from."""
    return tuple(sorted({table for one in all_claims() for table in one.tables}))


def claims_table(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the table ``claims``, a row per claim.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        At least those of :func:`tables_of_claims`; left untouched.

    Returns
    -------
    DataFrame with the columns of the schema CLAIMS
    """
    return pd.DataFrame([_row(one, _judged(one, tables)) for one in all_claims()])


def _judged(one: Claim, tables: Mapping[str, pd.DataFrame]) -> Finding:
    try:
        return one.judge({name: tables[name] for name in one.tables})
    except NotInThisRunError as lacking:
        return Finding(verdict=NOT_IN_THIS_RUN, answer=f"This run has no rows with {lacking}.")


def _row(one: Claim, found: Finding) -> dict:
    return {
        "claim": one.name,
        "kind": one.kind,
        "place": one.place,
        "sentence": one.sentence,
        "answer": found.answer,
        "value": float(found.value),
        "value_err": float(found.error),
        "reference": float(found.reference),
        "reference_source": one.reference_source,
        "verdict": found.verdict,
        "criterion": one.criterion,
        "overturned_by": one.overturned_by,
        "tables": " ".join(one.tables),
        "figure": one.figure,
        "page": one.page,
    }
