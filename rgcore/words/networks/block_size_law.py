"""Which hypothesis of the width the study supports, for every kind of network."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.names import plain
from rgcore.selection.networks.block_laws import best_law, law_label
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["seen"]

_FILTERS = {"none": "free filters", "translations": "one filter"}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each source and sharing, the hypothesis that wins, its parameters and its errors of prediction."""
    laws = tables["block_size_hypotheses"]
    return " ".join(_sentence(rows) for _, rows in laws.groupby(["source", "sharing"], sort=False))


def _sentence(laws: DataFrame) -> str:
    first = laws.iloc[0]
    name = f"{plain(first['source'])}, {_FILTERS[first['sharing']]}"
    name = name[0].upper() + name[1:]
    size = (
        f"{count(int(first['n_conditions']), 'condition')}, {count(int(first['n_replicas']), 'training run')}"
    )
    if first["n_not_localized"]:
        size += f", {count(int(first['n_not_localized']), 'run')} without localized fields left out"
    if not laws["weight"].notna().any():
        return f"{name} ({size}): too few conditions to compare hypotheses."
    best = best_law(laws)
    rivals = laws[(laws["verdict"] == "possible") & (laws.index != best.name)]
    verdict = "wins" if best["verdict"] == "wins" else "is the most likely"
    text = f"{name} ({size}): the hypothesis {law_label(best)} {verdict} (weight {number(best['weight'], 2)})"
    if len(rivals):
        text += f", {listing(law_label(row) for _, row in rivals.iterrows())} cannot be excluded"
    return f"{text}; {_parameters(best)}; {_prediction(best)}."


def _parameters(row: Series) -> str:
    symbols = {"factor": "a", "length_factor": "c", "sites_power": "p", "length_power": "q", "sharpness": "m"}
    return ", ".join(
        f"{symbol} = {with_error(row[name], row[f'{name}_err'])}"
        for name, symbol in symbols.items()
        if row[name] == row[name]
    )


def _prediction(law: Series) -> str:
    if not law["n_predicted"]:
        return "no condition could be held out"
    low, high = (number(100 * law[f"median_error_{end}"], 2) for end in ("low", "high"))
    return (
        f"widths of held-out conditions are predicted with a median error of {number(100 * law['median_error'], 2)} % "
        f"({low} to {high} %), 90 % of them within {number(100 * law['error_90'], 2)} %"
    )
