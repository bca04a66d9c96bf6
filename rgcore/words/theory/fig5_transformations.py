"""Which transformations lie in which of the four sets, and which memberships a factor of ten in the limits changes."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.set_diagram import SETS, placements
from rgcore.words.wording import listing

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each region that is not empty, which transformations lie in it, and which lie near a limit."""
    found = placements(tables["vrg_criteria"])
    parts = []
    for members in sorted({placement.members for placement in found}, reverse=True):
        names = [plain(each.transformation) for each in found if each.members == members]
        parts.append(f"{_where(members)}: {listing(names)}")
    return f"{'. '.join(parts)}. {_near(found)}"


def _near(found: list) -> str:
    """Return which memberships change if all limits are moved by a factor of 10 either way."""
    clauses = []
    for place, name in enumerate(SETS.values()):
        names = [plain(each.transformation) for each in found if each.near[place]]
        if names:
            clauses.append(f"{name}: {listing(names)}")
    if not clauses:
        return "No membership changes if all limits are moved by a factor of 10 either way."
    return (
        f"A factor of 10 in the limits, or the coupling, decides the membership of {'; of '.join(clauses)}."
    )


def _where(members: tuple[bool, ...]) -> str:
    """Return the name of a region, such as "In RG and RBM only"."""
    sets = [name for name, member in zip(SETS.values(), members, strict=True) if member]
    if not sets:
        return "In none of the sets"
    return "In all four sets" if len(sets) == len(SETS) else f"In {listing(sets)} only"
