"""Which hypothesis of the width the study supports, for every kind of network."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import FILTERS
from rgcore.selection.networks.size_hypotheses import best_hypothesis, hypothesis_label
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each source and sharing, the hypothesis that wins, its parameters and its errors of prediction."""
    hypotheses = tables["block_size_hypotheses"]
    return " ".join(_sentence(rows) for _, rows in hypotheses.groupby(["source", "sharing"], sort=False))


def _sentence(hypotheses: DataFrame) -> str:
    first = hypotheses.iloc[0]
    name = f"{plain(first['source'])}, {FILTERS[first['sharing']]}"
    name = name[0].upper() + name[1:]
    size = f"{count(int(first['n_conditions']), 'condition')}, {count(int(first['n_runs']), 'training run')}"
    if first["conditions_by_sites"]:
        size += f", conditions by sites per unit {first['conditions_by_sites']}"
    if first["n_not_localized"]:
        size += f", {count(int(first['n_not_localized']), 'run')} without localized fields left out"
    if not hypotheses["weight"].notna().any():
        return f"{name} ({size}): too few conditions to compare hypotheses."
    best = best_hypothesis(hypotheses)
    rivals = hypotheses[(hypotheses["verdict"] == "possible") & (hypotheses.index != best.name)]
    verdict = "wins" if best["verdict"] == "wins" else "is the most likely"
    text = f"{name} ({size}): the hypothesis {hypothesis_label(best)} {verdict} ({_weights(best)})"
    if len(rivals):
        text += f", {listing(hypothesis_label(row) for _, row in rivals.iterrows())} cannot be excluded"
    return f"{text}; {_parameters(best)}; {_prediction(best)}."


def _weights(row: Series) -> str:
    """Return the weight by all runs, by settled ones, and by those with more duplicates."""
    names = ("weight", "weight_if_settled", "weight_if_many_duplicates")
    of_all, of_settled, of_more = (
        number(row[name], 2) if row[name] == row[name] else "none" for name in names
    )
    return (
        f"weight {of_all}; by settled runs {of_settled}, with up to {100 * row['many_duplicates']:.0f} % duplicates "
        f"{of_more}"
    )


def _parameters(row: Series) -> str:
    symbols = {"factor": "a", "length_factor": "c", "sites_power": "p", "length_power": "q", "sharpness": "m"}
    return ", ".join(
        f"{symbol} = {with_error(row[name], row[f'{name}_err'])}"
        for name, symbol in symbols.items()
        if row[name] == row[name]
    )


def _prediction(hypothesis: Series) -> str:
    if not hypothesis["n_predicted"]:
        return "no condition could be held out"
    median, low, high = (number(100 * hypothesis[f"median_error{end}"], 2) for end in ("", "_low", "_high"))
    known = hypothesis["median_error_low"] == hypothesis["median_error_low"]
    interval = f"{low} to {high} %" if known else "one replica: no interval"
    return (
        f"widths of held-out conditions are predicted with a median error of {median} % ({interval}), 90 % of them "
        f"within {number(100 * hypothesis['error_90'], 2)} %"
    )
