"""A claim on why depth is cheap: networks that multiply."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, REPRODUCED, Finding, claim, rows
from rgcore.selection.cheap_learning import smallest_networks

__all__ = ["CARD"]

NEAR_EXPECTED = 0.1  # relative, at the smallest scale


@claim(
    place="section 5.3",
    sentence="Products of n variables need 2^n units in one layer and about 4n in depth.",
    tables=("cheap_learning",),
    figure="cheap_learning",
    page="cheap_learning.md",
    reference_source="arXiv:1608.08225",
    criterion="with these numbers of units the error is that of the term in lambda^2 to "
    f"{100 * NEAR_EXPECTED:g} per cent at the smallest lambda, and no layer with fewer "
    "than 2^n units is trained to the tolerance from half of the starts",
    overturned_by="a smaller tolerance, with an activation none of whose derivatives vanishes",
)
def products_need_many_units(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare constructions with their expansion, and the smallest trained layers with 2^n units."""
    table = tables["cheap_learning"]
    known = rows(table, source="construction")
    known = known[known["scale"] == known["scale"].min()]
    known = known[known["architecture"] != "half_layer"]
    deviation = float((known["error"] / known["error_expected"] - 1).abs().max())
    found = rows(smallest_networks(table), architecture="one_layer")
    share = float((found["n_units"] / found["n_units_constructed"]).min())
    factors, units, constructed = (
        ", ".join(f"{value:.0f}" for value in found[column])
        for column in ("n_factors", "n_units", "n_units_constructed")
    )
    answer = (
        f"The constructions have the error of the expansion to {deviation:.1%}. Half of {table['n_starts'].max()} "
        f"starts train one layer to {table['tolerance'].max():.0%} for n = {factors} with {units} units, where the "
        f"construction has {constructed}."
    )
    verdict = NOT_REPRODUCED if deviation > NEAR_EXPECTED else REPRODUCED if share >= 1 else DEPENDS
    return Finding(verdict=verdict, answer=answer, value=share, reference=1.0)


CARD = (products_need_many_units,)
