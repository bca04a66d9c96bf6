"""Which transformations lie in which of the four sets of figure 5, and which lie near a boundary."""

from dataclasses import dataclass

from pandas import DataFrame

__all__ = ["SETS", "Placement", "placements"]

SETS = {"rg_margin": "RG", "variational_margin": "variational RG", "rbm_margin": "RBM", "good_margin": "good"}
"""Column of ``vrg_criteria`` and name of each of the four sets; a member has a margin that is not negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One transformation in the diagram.

    Attributes
    ----------
    transformation : str
    members : tuple of bool
        Whether most of its cases (sizes and couplings) are in each set.
    near : tuple of bool
        Whether a case is within the sensitivity of the limit of each set, or cases are on both sides of it.
    """

    transformation: str
    members: tuple[bool, ...]
    near: tuple[bool, ...]


def placements(criteria: DataFrame) -> list[Placement]:
    """Return each transformation once, in the order of their names."""
    found = []
    for name, rows in criteria.groupby("transformation", sort=True):
        inside = rows[list(SETS)] >= 0
        close = rows[list(SETS)].abs().lt(rows["sensitivity"], axis=0).any()
        divided = inside.any() & ~inside.all()
        found.append(
            Placement(
                transformation=str(name),
                members=tuple(bool(most) for most in inside.mean() >= 0.5),
                near=tuple(bool(each) for each in close | divided),
            )
        )
    return found
