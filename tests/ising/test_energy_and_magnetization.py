"""Energy and magnetization by the definition, bond by bond."""

import numpy as np
import pytest

from rgcore.ising import energy, magnetization
from rgcore.lattice import square_bonds


@pytest.mark.parametrize("side", [3, 4, 5])
def test_energy_is_minus_the_sum_over_bonds(side):
    spins = (2 * np.random.default_rng(1).integers(0, 2, (50, side, side)) - 1).astype(np.int8)
    ends = spins.reshape(50, -1)[:, square_bonds(side)].astype(int)  # (50, n_bonds, 2)
    assert (energy(spins) == -ends.prod(axis=2).sum(axis=1)).all()


def test_aligned_spins_have_two_bonds_per_site():
    up = np.ones((2, 40, 40), np.int8)
    assert energy(up).tolist() == [-3200, -3200]
    assert magnetization(-up).tolist() == [-1600, -1600]


def test_one_configuration_gives_one_number():
    spins = np.ones((3, 3), np.int8)
    assert energy(spins) == -18
    assert energy(spins).dtype == magnetization(spins).dtype == np.int64
