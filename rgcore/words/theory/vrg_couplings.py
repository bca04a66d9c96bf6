"""Which transformations leave nearest-neighbour pairs alone, and what the others leave."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]

_SMALL = 1e-6  # k_B T, below which training has not ended; of enumerated couplings it is rounding


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return who leaves pairs of the shortest range alone, and the largest coupling beside them of each other."""
    others = {}
    for (name, _), rows in tables["vrg_couplings"].groupby(["transformation", "size"], sort=False):
        others.setdefault(name, []).append(_largest_beside_neighbours(rows))
    alone = [name for name, found in others.items() if max(value for value, _ in found) < _SMALL]
    rest = {name: max(found) for name, found in others.items() if name not in alone}
    coupling = tables["vrg_couplings"]["coupling"].iloc[0]
    names = f": {listing(map(plain, alone))}." if alone else "."
    parts = [
        f"At K = {number(coupling)}, {count(len(alone), 'transformation')} of {len(others)} "
        f"{'leaves' if len(alone) == 1 else 'leave'} couplings of nearest neighbours alone, or none{names}"
    ]
    if rest:
        largest = [f"{plain(name)} {number(value, 2)} ({what})" for name, (value, what) in rest.items()]
        parts.append(f"Largest other coupling of the rest: {listing(largest)}.")
    return " ".join(parts)


def _largest_beside_neighbours(rows: DataFrame) -> tuple[float, str]:
    """Return the largest root mean square coupling but that of pairs of the shortest range, and what it couples."""
    pairs = rows[rows["n_spins"] == 2]
    nearest = pairs["range"].min() if len(pairs) else None
    beside = rows[~((rows["n_spins"] == 2) & (rows["range"] == nearest))]
    if not len(beside):
        return 0.0, "none"
    row = beside.loc[beside["root_mean_square"].idxmax()]
    return float(row["root_mean_square"]), _shape(int(row["n_spins"]), float(row["range"]))


def _shape(n_spins: int, reach: float) -> str:
    kind = {1: "a field", 2: "a pair"}.get(n_spins, f"{n_spins} spins")
    return kind if n_spins == 1 else f"{kind} of range {number(reach)}"
