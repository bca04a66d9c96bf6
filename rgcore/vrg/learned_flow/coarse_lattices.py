"""Hidden spins in regular places of a small torus: which sites each sees, and which are neighbours."""

from dataclasses import dataclass

import numpy as np

__all__ = ["COARSE_LATTICES", "CoarseLattice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoarseLattice:
    """Places of hidden spins on the torus of side x side visible ones; a move by a place maps all of them to all.

    Attributes
    ----------
    side : int
        Visible spins along a side.
    spacing : float
        Distance of neighbouring hidden spins, in lattice spacings: the factor by which lengths change.
    places : tuple of (int, int)
        Row and column of each.
    """

    side: int
    spacing: float
    places: tuple[tuple[int, int], ...]

    @property
    def n_hidden(self) -> int:
        """Number of hidden spins."""
        return len(self.places)

    def seen(self) -> np.ndarray:
        """Return the site that each hidden spin sees where that at (0, 0) sees each site: (n_hidden, side**2) int64."""
        rows, columns = np.divmod(np.arange(self.side**2), self.side)
        down, right = np.transpose(self.places)
        moved = (rows + down[:, None]) % self.side * self.side
        return moved + (columns + right[:, None]) % self.side

    def bonds(self) -> np.ndarray:
        """Return the bonds of neighbouring hidden spins, (n_bonds, 2) int64; neighbours on both sides have two."""
        down, right = np.transpose(self.places)
        apart = np.array([[i, j] for i in range(-self.side, self.side) for j in range(-self.side, self.side)])
        steps = apart[np.isclose(np.hypot(*apart.T), self.spacing)]
        half = steps[
            (steps[:, 0] > 0) | ((steps[:, 0] == 0) & (steps[:, 1] > 0))
        ]  # each bond from one of its ends
        numbers = {place: number for number, place in enumerate(self.places)}
        return np.array(
            [
                [number, numbers[(i + step[0]) % self.side, (j + step[1]) % self.side]]
                for number, (i, j) in enumerate(zip(down.tolist(), right.tolist(), strict=True))
                for step in half.tolist()
            ]
        )


def _square(side: int, step: int) -> tuple[tuple[int, int], ...]:
    return tuple((i, j) for i in range(0, side, step) for j in range(0, side, step))


COARSE_LATTICES = (
    CoarseLattice(side=3, spacing=1.0, places=_square(3, 1)),
    CoarseLattice(
        side=4, spacing=2**0.5, places=tuple((i, j) for i in range(4) for j in range(4) if (i + j) % 2 == 0)
    ),
    CoarseLattice(side=4, spacing=2.0, places=_square(4, 2)),
)
"""A hidden spin per site of 3 x 3, per two sites and per four sites of 4 x 4: what can be enumerated."""
