"""Which example transformations lie in which of the four sets."""

from dataclasses import dataclass

from pandas import DataFrame

__all__ = ["SETS", "Placement", "placements"]

SETS = {"is_rg": "RG", "is_variational": "variational RG", "is_rbm": "RBM", "is_good": "good"}
"""Column of ``vrg_exactness`` and name of each of the four sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One transformation in one region, with the number of its rows (sizes and couplings) found there."""

    transformation: str
    members: tuple[bool, bool, bool, bool]
    n_found: int
    n_rows: int

    def label(self, name: str) -> str:
        """Return a name of the transformation with the number of its cases here, unless these are all."""
        share = "" if self.n_found == self.n_rows else f" ({self.n_found} of {self.n_rows} cases)"
        return f"{name}{share}"


def placements(exactness: DataFrame) -> list[Placement]:
    """Return each transformation once for every region in which a row of it lies, in the order of their names."""
    found = []
    for name, rows in exactness.groupby("transformation", sort=True):
        regions = rows[list(SETS)].astype(bool).value_counts(sort=False)
        for members, n_found in sorted(regions.items(), reverse=True):
            found.append(Placement(transformation=name, members=members, n_found=n_found, n_rows=len(rows)))
    return found
