"""Lattices of which everything is known: the number of states at every energy and magnetization."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest

from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels
from rgcore.ising.finite_size_scaling.energy_series import EnergySeries


@dataclass(frozen=True)
class Lattice:
    """The torus of one side: ``counts`` (n,) of states with ``energy`` (n,) and ``magnetization`` (n,)."""

    side: int
    energy: np.ndarray
    magnetization: np.ndarray
    counts: np.ndarray

    def distribution(self, coupling):
        """Return the Boltzmann probability of each pair of energy and magnetization."""
        weights = self.counts * np.exp(-coupling * (self.energy - self.energy.min()))
        return weights / weights.sum()

    def log_partition(self, coupling):
        ground = self.energy.min()
        return np.log(self.counts @ np.exp(-coupling * (self.energy - ground))) - coupling * ground

    def moments(self, coupling):
        """Return exact |m|, m^2 and m^4."""
        m = np.abs(self.magnetization) / self.side**2
        return np.stack([m, m**2, m**4]) @ self.distribution(coupling)

    def slopes(self, coupling, step=1e-4):
        """Return their derivatives by the five-point formula."""
        far, near = (self.moments(coupling + n * step) - self.moments(coupling - n * step) for n in (2, 1))
        return (8 * near - far) / (12 * step)

    def draw(self, coupling, n, rng, n_chains=None):
        """Draw n independent configurations."""
        drawn = rng.choice(len(self.counts), size=n, p=self.distribution(coupling))
        return EnergySeries(
            side=self.side,
            temperature=1 / coupling,
            energy=self.energy[drawn],
            magnetization=self.magnetization[drawn] * rng.choice([-1, 1], size=n),
            n_chains=n_chains or n,
        )

    def expected_levels(self, couplings, n_blocks=4, n=1000.0):
        """Return the levels of a sample in which every state has its exact frequency."""
        levels, place = np.unique(self.energy, return_inverse=True)
        powers = np.abs(self.magnetization) / self.side**2
        sums = []
        for coupling in couplings:
            share = n * self.distribution(coupling) / n_blocks
            block = [np.bincount(place, weights=share * powers**power) for power in (0, 1, 2, 4)]
            sums.append(np.repeat([block], n_blocks, axis=0))
        return EnergyLevels(
            side=self.side,
            couplings=np.array(couplings),
            energies=levels - levels.mean(),
            sums=tuple(sums),
            efficiency=np.ones(len(couplings)),
        )


def rows_of(side):
    """Return every row of spins as bits, its unsatisfied bonds and its spins up."""
    bits = np.array(list(product((0, 1), repeat=side)))
    return bits, (bits != np.roll(bits, 1, axis=1)).sum(axis=1), bits.sum(axis=1)


@cache
def lattice(side):
    """Count the states of a torus row by row, with the first row held."""
    bits, broken, up = rows_of(side)
    between = (bits[:, None] != bits[None]).sum(axis=2)
    total = np.zeros((2 * side**2 + 1, side**2 + 1))  # unsatisfied bonds, spins up
    images = {tuple(row): {tuple(np.roll(row, shift)) for shift in range(side)} for row in bits}
    for first, row in enumerate(bits):
        if tuple(row) != min(images[tuple(row)]):
            continue
        now = np.zeros((len(bits), *total.shape))
        now[first, broken[first], up[first]] = len(images[tuple(row)])
        for _ in range(side - 1):
            now = np.stack([next_row(now, between[new], broken[new], up[new]) for new in range(len(bits))])
        for last in range(len(bits)):
            add_shifted(total, now[last], between[last, first])
    bonds, spins = np.nonzero(total)
    return Lattice(side, 2 * bonds - 2 * side**2, 2 * spins - side**2, total[bonds, spins])


def next_row(now, between, broken, up):
    """Return the states that end in one given row."""
    shifted = np.zeros_like(now[0])
    for old in range(len(now)):
        add_shifted(shifted, now[old], between[old] + broken, up)
    return shifted


def add_shifted(total, counts, broken, up=0):
    total[broken:, up:] += counts[: len(counts) - broken, : counts.shape[1] - up]


@pytest.fixture(scope="session")
def lattices():
    """Give the lattice of a side up to 6."""
    return lattice
