"""Where the flow of configurations through an RBM ends, in words."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.networks.flow import BOND_NETWORK, DRAWN, flow_ends
from rgcore.words.wording import count, number, span

__all__ = ["seen"]

_CANDIDATES = {
    "training_temperature": "that of the training set",
    "critical_temperature": "the critical temperature",
    "peak_temperature": "the peak of the specific heat",
}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for one temperature of training and for several, which candidates the ends of the flows agree with."""
    flow = tables["rbm_flow"]
    ends = flow_ends(flow)
    drawn = ends[ends["passing"] == DRAWN]
    networks = drawn[drawn["design"] != BOND_NETWORK]
    parts = [_exact(drawn[drawn["design"] == BOND_NETWORK])]
    for several, words in ((False, "trained at one temperature"), (True, "trained on several temperatures")):
        rows = networks[(networks["n_temperatures"] > 1) == several]
        if len(rows):
            parts.append(_sentence(rows, words))
    last = flow[flow["is_last"] & (flow["design"] != BOND_NETWORK) & (flow["passing"] == DRAWN)]
    parts += [_disagreement(last), _means(ends[ends["passing"] != DRAWN])]
    if len(networks):
        n_runs, n_compared = int(networks["n_replicas"].min()), 3 * len(networks)
        parts.append(
            f"Intervals are 95 % t intervals over {count(n_runs, 'training run')}; "
            f"{count(n_compared, 'comparison')} were made, of which one in twenty may fail by chance."
        )
    return " ".join(part for part in parts if part)


def _means(rows: DataFrame) -> str:
    """Return what becomes of flows in which hidden units pass on their means."""
    if rows.empty:
        return ""
    off = rows["energy_temperature"] - rows["training_temperature"]
    exact = rows["design"] == BOND_NETWORK
    of_exact = f", for exact networks {span(off[exact])}" if exact.any() else ""
    return (
        "Where hidden units pass on their means, which is no Gibbs sampling, the temperature at the end is that of the "
        f"training set plus {span(off[~exact], 'J/k_B')}{of_exact}."
    )


def _exact(rows: DataFrame) -> str:
    if rows.empty:
        return ""
    off = (rows["energy_temperature"] - rows["training_temperature"]).abs().max()
    return (
        f"In the {count(len(rows), 'exact network')} with a unit per bond flows end within {number(off)} J/k_B of "
        "their own temperature."
    )


def _sentence(rows: DataFrame, words: str) -> str:
    """Return with how many of the networks each candidate agrees, and the largest distance."""
    found = []
    for name, candidate in _CANDIDATES.items():
        off = (rows["energy_temperature"] - rows[name]).abs()
        inside = int((off <= rows["energy_temperature_half"]).sum())
        mean = number(float(off.mean()))
        found.append(f"{candidate} in {inside} of {len(rows)} (mean distance {mean} J/k_B)")
    return f"Of the kinds of networks {words}, the interval of the temperature at the end contains {'; '.join(found)}."


def _disagreement(last: DataFrame) -> str:
    known = last[last["thermometers"] != ""]
    if known.empty:
        return ""
    shares = []
    for several, words in ((False, "one temperature"), (True, "several temperatures")):
        rows = known[(known["n_temperatures"] > 1) == several]
        if len(rows):
            n = int(np.sum(rows["thermometers"] == "disagree"))
            shares.append(f"{n} of {len(rows)} flows ({words})")
    beyond = int(last["fluctuation_above_maximum"].sum())
    above = (
        f" In {count(beyond, 'flow')} the energy fluctuates more than at any temperature." if beyond else ""
    )
    return (
        f"At the end the thermometers of {' and '.join(shares)} disagree: what such a flow ends in is no Ising "
        f"distribution, and its temperature a way to quote an energy.{above}"
    )
