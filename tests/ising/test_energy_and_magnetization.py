"""Energy and magnetization by the definition, bond by bond."""

import numpy as np
import pytest

from rgcore.errors import InputError
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


@pytest.mark.parametrize("function", [energy, magnetization])
@pytest.mark.parametrize(
    ("spins", "message"),
    [
        (np.ones((6, 4), np.int8), r"spins must have shape \(..., side, side\) .* got shape \(6, 4\)"),
        (np.ones((1, 1), np.int8), "side of spins must be from 2"),
        (np.zeros((4, 4), np.int8), r"spins must be -1 or 1, got 0 at \[0, 0\]: write 2 \* bits - 1"),
        (np.full((4, 4), 255, np.uint8), "got 255"),
        (np.ones((4, 4), bool), "truth values"),
    ],
)
def test_what_are_no_spins_on_a_square_lattice_is_refused(function, spins, message):
    with pytest.raises(InputError, match=message):
        function(spins)


def test_spins_may_be_of_any_type_and_layout():
    spins = (2 * np.random.default_rng(2).integers(0, 2, (3, 5, 5)) - 1).astype(np.int8)
    for same in (spins.tolist(), spins.astype(float), np.asfortranarray(spins), spins[:, ::-1][:, ::-1]):
        assert energy(same).tolist() == energy(spins).tolist()
