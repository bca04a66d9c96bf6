"""An open question on sloppiness: what training makes stiff."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.claims.claim import Finding, NotInThisRunError, claim, verdict_of_all
from rgcore.selection.rbm_fisher import KINDS, networks
from rgcore.selection.rows import critical_temperature
from rgcore.words.wording import number

__all__ = ["CARD"]

NEAR_CRITICAL = 0.1  # relative, of temperatures
ABOVE_NULL = 2  # standard errors


@claim(
    kind="question",
    place="section 5.2 (open question)",
    sentence="Training makes few directions stiff, most of them at T_c, and they are those of the coupling K and the "
    "field h.",
    tables=("rbm_fisher", "ising_exact"),
    figure="rbm_fisher",
    page="stiff_directions.md",
    criterion=f"the participation number of the Fisher metric is largest within {100 * NEAR_CRITICAL:g} per cent of "
    "T_c, and the stiffest directions there hold more of d ln P/dK than of its null (shuffled sites) by two standard "
    "errors, in enumerated networks and in those of the run",
    overturned_by="networks with another number of hidden units or zero fields, or another measure of stiffness",
)
def stiff_directions_of_training(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare where the participation number is largest with T_c, and the share of K with that of its null."""
    table = tables["rbm_fisher"]
    kinds = {words: networks(table, kind) for kind, words in KINDS.items()}
    kinds = {words: rows for words, rows in kinds.items() if len(rows) >= 3}
    if not kinds:
        raise NotInThisRunError("three temperatures of trained networks")
    critical = critical_temperature(tables["ising_exact"])
    if np.isnan(critical):
        raise NotInThisRunError("a known critical temperature")
    met, parts, at_largest = [], [], []
    for words, rows in kinds.items():
        peak = float(rows.loc[rows["participation"].idxmax(), "temperature"])
        near = rows.loc[(rows["temperature"] - critical).abs().idxmin()]
        gain = near["share_coupling"] - near["share_shuffled"]
        error = (near["share_coupling_err"] ** 2 + near["share_shuffled_err"] ** 2) ** 0.5
        met += [abs(peak / critical - 1) < NEAR_CRITICAL, gain > ABOVE_NULL * error]
        at_largest.append(peak / critical)
        parts.append(
            f"{words}: the number of stiff directions (participation number) is largest at T = {number(peak)}; nearest "
            f"T_c the {near['n_directions']:.0f} stiffest hold {number(near['share_coupling'])} of what K changes "
            f"(shuffled sites: {number(near['share_shuffled'])}) and {number(near['share_field'])} of what h changes"
        )
    verdict = verdict_of_all(met)
    answer = ". ".join(part[0].upper() + part[1:] for part in parts) + "."
    return Finding(verdict=verdict, answer=answer, value=max(at_largest), reference=1.0)


CARD = (stiff_directions_of_training,)
