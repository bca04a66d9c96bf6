"""Blocks of blocks on a torus: which spins a block spin is the majority of, and products of block spins."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.ising.mcrg.operators import SHAPES, orientations

__all__ = ["BlockTree", "operator_products"]

TIE = 1.5  # weight of the upper left spin of a block of even side, which decides a tie


@dataclass(frozen=True, kw_only=True)
class BlockTree:
    """Spins of a torus, their block spins, the block spins of these, and so on.

    A block spin is the sign of the sum of a block of factor x factor spins. In blocks of even side the upper left spin
    counts 1.5 times: it decides a tie, so that the spins decide every block spin.

    Attributes
    ----------
    side : int
        Spins along a side; a multiple of ``factor**n_steps``.
    factor : int
        Spins along a side of a block, at least 2.
    n_steps : int
        Steps of blocking, at least 1.
    """

    side: int
    factor: int
    n_steps: int

    def __post_init__(self) -> None:
        """Refuse lattices that blocks do not fill."""
        whole_number("factor", self.factor, least=2)
        whole_number("n_steps", self.n_steps, least=1)
        whole_number("side", self.side, least=3)
        if self.side % self.factor**self.n_steps or self.coarse_side < 2:
            raise InputError(
                f"side must be a multiple of factor**n_steps = {self.factor**self.n_steps}, at least twice that, got "
                f"{self.side}"
            )

    @property
    def coarse_side(self) -> int:
        """Block spins along a side of the last lattice."""
        return self.side // self.factor**self.n_steps

    @cached_property
    def first(self) -> list[int]:
        """Number of the first unit of every lattice; the last entry is the number of all units."""
        sides = [self.side // self.factor**step for step in range(self.n_steps + 1)]
        return [0, *np.cumsum(np.square(sides)).tolist()]

    @cached_property
    def parents(self) -> np.ndarray:
        """Unit of the block of every unit, (n_units,) int64; -1 on the last lattice."""
        found = []
        for step in range(self.n_steps):
            side = self.side // self.factor**step
            rows, columns = np.divmod(np.arange(side**2), side)
            coarse = side // self.factor
            found.append(self.first[step + 1] + rows // self.factor * coarse + columns // self.factor)
        return np.concatenate([*found, np.full(self.coarse_side**2, -1)])

    @cached_property
    def weights(self) -> np.ndarray:
        """How often every unit counts in the sum of its block, (n_units,) float64."""
        found = []
        for step in range(self.n_steps + 1):
            side = self.side // self.factor**step
            rows, columns = np.divmod(np.arange(side**2), side)
            corner = (rows % self.factor == 0) & (columns % self.factor == 0) & (self.factor % 2 == 0)
            found.append(np.where(corner, TIE, 1.0))
        return np.concatenate(found)

    def units(self, spins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return values of all units, (n, n_units) int8, and sums of their blocks, float64, of spins (n, side**2)."""
        values = np.zeros((len(spins), self.first[-1]), np.int8)
        sums = np.zeros(values.shape)
        values[:, : self.side**2] = spins
        for step in range(self.n_steps):
            here = slice(self.first[step], self.first[step + 1])
            above = slice(self.first[step + 1], self.first[step + 2])
            for unit in range(here.start, here.stop):
                sums[:, self.parents[unit]] += self.weights[unit] * values[:, unit]
            values[:, above] = np.where(sums[:, above] > 0, 1, -1)
        return values, sums


def operator_products(side: int, names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return the sites of every product of even operators on a torus, and the number of its operator.

    As in :func:`rgcore.ising.mcrg.operators.operators`, each orientation counts once per site.

    Returns
    -------
    sites : (n_products, 4) int64 array
        -1 where a product has fewer spins; a site that a product has twice, which leaves it out, is -1 both times.
    operator : (n_products,) int64 array
    """
    sites, numbers = [], []
    for number, name in enumerate(names):
        for pattern in orientations(SHAPES["even"][name]):
            for i in range(side):
                for j in range(side):
                    found = [(i + row) % side * side + (j + column) % side for row, column in pattern]
                    odd = [site for site in dict.fromkeys(found) if found.count(site) % 2]
                    sites.append(odd + [-1] * (4 - len(odd)))
                    numbers.append(number)
    return np.array(sites), np.array(numbers)
