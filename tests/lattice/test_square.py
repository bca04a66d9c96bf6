"""The torus has no border: counts, neighbours and distances are the same from every site."""

import numpy as np
import pytest

from rgcore.lattice import circular_center, periodic_distance, square_bonds


@pytest.mark.parametrize("side", [3, 4, 7])
def test_every_site_has_four_different_neighbours_and_no_bond_comes_twice(side):
    bonds = square_bonds(side)
    assert bonds.shape == (2 * side**2, 2)
    assert (np.bincount(bonds.reshape(-1), minlength=side**2) == 4).all()
    assert len({frozenset(pair) for pair in bonds.tolist()}) == 2 * side**2


def test_bonds_join_sites_at_distance_one():
    side = 5
    for first, second in square_bonds(side):
        distance = periodic_distance(side, divmod(int(first), side))
        assert distance.reshape(-1)[second] == 1


def test_a_side_of_two_is_refused():
    with pytest.raises(ValueError, match="from 3 to 10000, got 2"):
        square_bonds(2)


def test_distance_is_the_smallest_over_all_images_of_the_center():
    side, center = 6, (4.7, 0.3)
    rows, columns = np.mgrid[:side, :side]
    images = [
        np.hypot(rows - center[0] + a * side, columns - center[1] + b * side)
        for a in (-1, 0, 1)
        for b in (-1, 0, 1)
    ]
    np.testing.assert_allclose(periodic_distance(side, center), np.min(images, axis=0), rtol=1e-14)


def test_center_of_a_single_site_is_that_site():
    image = np.zeros((5, 5))
    image[4, 0] = 2.5
    assert circular_center(image) == pytest.approx((4, 0), abs=1e-12)


def test_center_follows_a_blob_across_the_border():
    blob = np.exp(-(periodic_distance(12, (3.25, 7.5)) ** 2) / 4)
    row, column = circular_center(blob)
    assert (row, column) == pytest.approx((3.25, 7.5), abs=2e-3)
    shifted = circular_center(np.roll(blob, (10, 5), axis=(0, 1)))
    assert shifted == pytest.approx(((row + 10) % 12, (column + 5) % 12))


def test_a_signed_image_has_no_center_of_mass():
    with pytest.raises(ValueError, match="negative"):
        circular_center(np.array([[1.0, -1.0], [0.0, 0.0]]))


def test_an_image_that_is_not_square_is_refused():
    with pytest.raises(ValueError, match=r"\(2, 3\)"):
        circular_center(np.ones((2, 3)))
