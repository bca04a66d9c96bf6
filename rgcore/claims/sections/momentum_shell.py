"""Claims on the momentum shell of the phi^4 theory, equations 11 to 14."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import DEPENDS, REPRODUCED, Finding, claim, rows, verdict_of
from rgcore.words.wording import number

__all__ = ["CARD"]

NEAR_KNOWN = 0.01  # of an exponent, relative
FIRST_ORDER_WITHIN = 0.2  # times 4 - d, of r*, relative


@claim(
    place="section 2.3, equations 12 to 14",
    sentence="Below four dimensions the flow has a second fixed point, which has one relevant direction.",
    tables=("landau_fixed_points",),
    figure="landau_flow",
    page="momentum_shell.md",
    reference_source="Wilson and Fisher 1972",
    criterion="in every dimension below 4 one has u* > 0 and one relevant direction; above 4 none has",
    overturned_by="higher orders: one loop alone is computed",
)
def second_fixed_point(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the dimensions in which the second fixed point is where it should be."""
    points = rows(tables["landau_fixed_points"], kind="wilson_fisher", n_components=1)
    below = points[points["dimension"] < 4]
    right = (below["u"] > 0) & (below["n_relevant"] == 1)
    wrong_above = (points["dimension"] > 4) & points["physical"]
    found = bool(right.all()) and not wrong_above.any() and len(below) > 0
    answer = f"In {int(right.sum())} of {len(below)} dimensions below 4; above 4 in {int(wrong_above.sum())}."
    return Finding(verdict=verdict_of(found), answer=answer)


def _exponent(tables: Mapping[str, DataFrame], exponent: str) -> Finding:
    found = rows(
        tables["landau_exponents"], dimension=3.0, n_components=1, exponent=exponent, method="pade_borel"
    )
    row = found.loc[found["order"].idxmax()]
    first = rows(tables["landau_exponents"], dimension=3.0, n_components=1, exponent=exponent)
    first = first[first["method"] == "partial_sum"].sort_values("order").iloc[0]
    near = abs(row["value"] / row["known"] - 1)
    answer = (
        f"{exponent} = {number(row['value'], 4)} in three dimensions, summed to order {row['order']} "
        f"(order {first['order']}: {number(first['value'])}); best known {row['known']:.6g}."
    )
    return Finding(
        verdict=REPRODUCED if near <= NEAR_KNOWN else DEPENDS,
        answer=answer,
        value=row["value"],
        error=row["spread"],
        reference=row["known"],
    )


@claim(
    place="section 2.3",
    sentence="The expansion in 4 - d gives the correlation-length exponent nu of three dimensions.",
    tables=("landau_exponents",),
    figure="landau_flow",
    page="momentum_shell.md",
    reference_source="arXiv:1603.04436",
    criterion=f"Pade-Borel sum within {100 * NEAR_KNOWN:g} per cent of the best known value",
    overturned_by="another resummation, by more than the spread among approximants",
)
def exponent_nu(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare nu in three dimensions with the conformal bootstrap."""
    return _exponent(tables, "nu")


@claim(
    place="section 2.3",
    sentence="The expansion in 4 - d gives the exponent eta of three dimensions.",
    tables=("landau_exponents",),
    figure="landau_flow",
    page="momentum_shell.md",
    reference_source="arXiv:1603.04436",
    criterion=f"Pade-Borel sum within {100 * NEAR_KNOWN:g} per cent of the best known value",
    overturned_by="another resummation: eta begins at second order, so that few terms are known of it",
)
def exponent_eta(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare eta in three dimensions with the conformal bootstrap."""
    return _exponent(tables, "eta")


@claim(
    place="equations 11 to 13",
    sentence="Equations 12 and 13 follow from weight exp(-H) with (1/2) r S^2 and (1/4) u S^4 (not as 11 is printed).",
    tables=("landau_fixed_points",),
    figure="landau_flow",
    page="errata.md",
    reference_source="first order in 4 - d",
    criterion="r* at the largest dimension below 4 is -(4 - d)/6 within a relative (4 - d)/5, the next order",
    overturned_by="nothing: first order fixes the factors",
)
def hamiltonian_of_the_shell(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare r* near four dimensions with first order, which depends on the factors of the Hamiltonian."""
    points = rows(tables["landau_fixed_points"], kind="wilson_fisher", n_components=1)
    points = rows(points[points["dimension"] < 4])
    row = points.loc[points["dimension"].idxmax()]
    first = -(4 - row["dimension"]) / 6
    near = abs(row["r"] / first - 1) <= FIRST_ORDER_WITHIN * (4 - row["dimension"])
    answer = f"r* = {number(row['r'])} at d = {row['dimension']:g}, first order {number(first)}."
    verdict = verdict_of(near)
    return Finding(verdict=verdict, answer=answer, value=row["r"], reference=first)


CARD = (second_fixed_point, exponent_nu, exponent_eta, hamiltonian_of_the_shell)
