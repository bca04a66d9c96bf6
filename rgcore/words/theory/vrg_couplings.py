"""Which transformations leave only pairs of one range, and what the others leave."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]

_SMALL = 1e-6  # k_B T, below which training has not ended; of enumerated couplings it is rounding


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return who leaves only pairs of the shortest range, which that is, and the largest other coupling of the rest."""
    others, ranges = {}, {}
    for (name, _), rows in tables["vrg_couplings"].groupby(["transformation", "size"], sort=False):
        others.setdefault(name, []).append(_largest_beside_shortest(rows))
        ranges.setdefault(name, set()).update(_shortest_range(rows[rows["root_mean_square"] >= _SMALL]))
    alone = [name for name, found in others.items() if max(value for value, _ in found) < _SMALL]
    rest = {name: max(found) for name, found in others.items() if name not in alone}
    coupling = tables["vrg_couplings"]["coupling"].iloc[0]
    names = f": {listing(f'{plain(name)} ({_ranges(ranges[name])})' for name in alone)}." if alone else "."
    parts = [
        f"At K = {number(coupling)}, {count(len(alone), 'transformation')} of {len(others)} "
        f"{'leaves' if len(alone) == 1 else 'leave'} nothing but pairs of the shortest range{names}"
    ]
    if rest:
        largest = [f"{plain(name)} {number(value, 2)} ({what})" for name, (value, what) in rest.items()]
        parts.append(f"Largest other coupling of the rest: {listing(largest)}.")
    return " ".join(parts)


def _shortest_range(rows: DataFrame) -> list[float]:
    """Return the shortest range of pairs; none without a pair."""
    pairs = rows[rows["n_spins"] == 2]
    return [float(pairs["range"].min())] if len(pairs) else []


def _ranges(ranges: set[float]) -> str:
    return f"range {listing(map(number, sorted(ranges)))}" if ranges else "no coupling"


def _largest_beside_shortest(rows: DataFrame) -> tuple[float, str]:
    """Return the largest root mean square coupling but that of pairs of the shortest range, and what it couples."""
    beside = rows[~((rows["n_spins"] == 2) & rows["range"].isin(_shortest_range(rows)))]
    if not len(beside):
        return 0.0, "none"
    row = beside.loc[beside["root_mean_square"].idxmax()]
    return float(row["root_mean_square"]), _shape(int(row["n_spins"]), float(row["range"]))


def _shape(n_spins: int, reach: float) -> str:
    kind = {1: "a field", 2: "a pair"}.get(n_spins, f"{n_spins} spins")
    return kind if n_spins == 1 else f"{kind} of range {number(reach)}"
