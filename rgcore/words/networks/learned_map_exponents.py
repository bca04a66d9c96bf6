"""Which maps have the right exponents."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.networks.learned_maps import last_step, shown_lines
from rgcore.words.wording import count, listing

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for both kinds of coarse spins, which maps pass, fail or are open at the last step."""
    rows = last_step(shown_lines(tables["learned_map_tests"]))
    labels = dict(zip(rows["map"], rows["line"], strict=True))
    first = rows.iloc[0]
    parts = [
        f"Step {first['blocking_step']}, to side {first['blocked_side']}, {first['n_replicas']} replicas. A map passes "
        "if the 95 % intervals of both exponents lie within the tolerance, and fails if one lies outside."
    ]
    for hidden, of_hidden in rows.groupby("hidden", sort=True):
        verdicts = of_hidden.groupby("map")["verdict"].agg(set).map(_verdict)
        trained = of_hidden.loc[of_hidden["source"] != "none", "map"].unique()
        parts.append(
            f"{hidden.capitalize()} coarse spins: {_untrained(verdicts.drop(trained), labels)}"
            f"{_counts(verdicts[trained])}."
        )
    return " ".join(parts)


def _untrained(verdicts: Series, labels: Mapping[str, str]) -> str:
    """Return the names of the maps with each verdict."""
    groups = {word: [labels[name] for name in labels if verdicts.get(name) == word] for word in _ORDER}
    return "".join(f"{word}: {listing(names)}; " for word, names in groups.items() if names)


def _counts(verdicts: Series) -> str:
    """Return how many trained maps have each verdict."""
    found = [f"{word} {(verdicts == word).sum()}" for word in _ORDER if (verdicts == word).any()]
    return f"of {count(len(verdicts), 'trained map')}: {listing(found)}"


_ORDER = ("passes", "fails", "open", "undefined")


def _verdict(of_exponents: set[str]) -> str:
    """Return the verdict on a map from those on its exponents."""
    return next(word for word in ("fails", "undefined", "open", "passes") if word in of_exponents)
