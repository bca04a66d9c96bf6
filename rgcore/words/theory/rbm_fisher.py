"""How many directions training makes stiff, and what of K and h lies in them."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.rbm_fisher import KINDS, SHARES, networks
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the participation number at the ends of the temperatures and the shares at the coldest, by kind."""
    table = tables["rbm_fisher"]
    kinds = [(words, networks(table, kind)) for kind, words in KINDS.items()]
    return " ".join(_sentences(words, rows) for words, rows in kinds if len(rows))


def _sentences(words: str, rows: DataFrame) -> str:
    largest = rows.loc[rows["participation"].idxmax()]
    numbers = listing(
        f"{with_error(row['participation'], row['participation_err'])} at T = {number(row['temperature'])}"
        for _, row in rows.iloc[[0, -1] if len(rows) > 1 else [0]].iterrows()
    )
    first = rows.iloc[0]
    shares = listing(
        f"{with_error(first[name], first[f'{name}_err'])} of {of}" for name, of in SHARES.items()
    )
    return (
        f"{words[0].upper()}{words[1:]} ({count(int(first['n_runs']), 'training run')} per temperature): participation "
        f"number {numbers}, largest at T = {number(largest['temperature'])}; the first {first['n_directions']:.0f} "
        f"directions at T = {number(first['temperature'])} hold {shares}."
    )
