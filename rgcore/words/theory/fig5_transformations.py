"""Which example transformations lie in which of the four sets."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.set_diagram import SETS, placements
from rgcore.words.wording import listing

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each region that is not empty, which transformations lie in it."""
    found = placements(tables["vrg_exactness"])
    parts = []
    for members in sorted({placement.members for placement in found}, reverse=True):
        names = [each.label(plain(each.transformation)) for each in found if each.members == members]
        parts.append(f"{_where(members)}: {listing(names)}")
    return f"{'. '.join(parts)}."


def _where(members: tuple[bool, ...]) -> str:
    """Return the name of a region, such as "In RG and RBM only"."""
    sets = [name for name, member in zip(SETS.values(), members, strict=True) if member]
    if not sets:
        return "In none of the sets"
    return "In all four sets" if len(sets) == len(SETS) else f"In {listing(sets)} only"
