"""Which transformations are exact."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return which transformations obey the trace condition at every coupling, and by how much the others fail."""
    groups = tables["vrg_exactness"].groupby("transformation")
    errors = groups["trace_condition_error"].max()
    is_exact = errors < groups["rounding"].max()
    exact = [plain(name) for name in errors.index[is_exact]]
    others = errors[~is_exact].sort_values()
    verb = "obeys" if len(exact) == 1 else "obey"
    names = f": {listing(exact)}." if exact else "."
    sentences = [
        f"Up to rounding, {count(len(exact), 'transformation')} of {len(errors)} {verb} the trace condition at every "
        f"coupling{names}"
    ]
    if len(others):
        worst = [f"{plain(name)} ({number(error, 2)})" for name, error in others.items()]
        sentences.append(f"Largest violations of the others: {listing(worst)}.")
    return " ".join(sentences)
