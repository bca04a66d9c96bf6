"""Operators against sums written out with shifts of the lattice."""

import numpy as np
import pytest

from rgcore.ising.mcrg.operators import OPERATORS, operators, orientations


def random_spins(n, side, seed):
    return (2 * np.random.default_rng(seed).integers(0, 2, (n, side, side)) - 1).astype(np.int8)


def product(spins, *sites):
    """Sum over the lattice of the product of the spins at these offsets (rows down, columns right, any sign)."""
    moved = [np.roll(spins.astype(int), (-row, -column), axis=(1, 2)) for row, column in sites]
    return np.prod(moved, axis=0).sum(axis=(1, 2))


def written_out(spins):
    up, down, left, right, here = (-1, 0), (1, 0), (0, -1), (0, 1), (0, 0)
    knights = [(1, 2), (2, 1), (-1, 2), (-2, 1)]
    corners = [(right, down), (down, left), (left, up), (up, right)]
    return {
        "nearest_neighbour": product(spins, here, right) + product(spins, here, down),
        "next_nearest_neighbour": product(spins, here, (1, 1)) + product(spins, here, (1, -1)),
        "four_spin_plaquette": product(spins, here, right, down, (1, 1)),
        "third_neighbour": product(spins, here, (0, 2)) + product(spins, here, (2, 0)),
        "fourth_neighbour": sum(product(spins, here, knight) for knight in knights),
        "four_spin_T": product(spins, left, here, right, down)
        + product(spins, left, here, right, up)
        + product(spins, up, here, down, left)
        + product(spins, up, here, down, right),
        "field": product(spins, here),
        "three_spin_corner": sum(product(spins, here, *pair) for pair in corners),
        "three_spin_line": product(spins, left, here, right) + product(spins, up, here, down),
        "three_spin_wedge": sum(
            product(spins, here, *pair)
            for pair in [((1, 1), (1, -1)), ((1, 1), (-1, 1)), ((-1, 1), (-1, -1)), ((-1, -1), (1, -1))]
        ),
    }


@pytest.mark.parametrize("side", [2, 3, 5, 8, 16, 63, 64, 65, 130])
def test_operators_are_the_sums_they_are_named_after(side):
    spins = random_spins(4, side, seed=side)
    expected = written_out(spins)
    for sector, names in OPERATORS.items():
        values = operators(spins, sector)
        assert values.dtype == np.int64
        for column, name in zip(values.T, names, strict=True):
            assert column.tolist() == expected[name].tolist(), name


def test_a_flip_of_all_spins_changes_the_sign_of_the_odd_operators_alone():
    spins = random_spins(5, 12, seed=1)
    assert (operators(-spins, "even") == operators(spins, "even")).all()
    assert (operators(-spins, "odd") == -operators(spins, "odd")).all()


@pytest.mark.parametrize(
    "moved", [lambda s: np.rot90(s, axes=(1, 2)), lambda s: s[:, ::-1], lambda s: np.roll(s, 3, 2)]
)
def test_operators_do_not_change_under_symmetries_of_the_lattice(moved):
    spins = random_spins(5, 10, seed=2)
    for sector in OPERATORS:
        assert (operators(moved(spins), sector) == operators(spins, sector)).all()


def test_a_shape_has_as_many_orientations_as_the_square_gives_it():
    assert len(orientations(((0, 0),))) == 1
    assert len(orientations(((0, 0), (0, 1)))) == 2
    assert len(orientations(((0, 0), (1, 2)))) == 4
    assert len(orientations(((0, 0), (0, 1), (0, 2), (1, 0), (2, 1)))) == 8  # no symmetry of its own


def test_a_sector_of_another_name_is_refused():
    with pytest.raises(ValueError, match="even or odd, got thermal"):
        operators(random_spins(1, 4, 3), "thermal")
