"""The quality of a tiling, on tilings that were planted, and maps by units with a filter each."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.learned.maps.filters.filter_map import FilterMap, coarse_spins
from rgcore.learned.maps.filters.filter_of_rbm import Filter, filter_of_image
from rgcore.learned.maps.filters.filter_shape import shape_of_filter, shape_of_units
from rgcore.learned.maps.filters.tiling import Tiling, share_variation, tile
from rgcore.learned.maps.filters.units_map import UnitsMap, coarse_spins_of_units, units_in_places
from rgcore.rbm.training.phases.tied import tied_weights

SIDE, SPACING = 12, 2


def blobs(centres, sigma=0.7):
    rows, columns = np.indices((SIDE, SIDE)).reshape(2, -1, 1)
    apart = [np.abs(axis - centre) % SIDE for axis, centre in zip((rows, columns), centres.T, strict=True)]
    return np.exp(-sum(np.minimum(each, SIDE - each) ** 2 for each in apart) / (2 * sigma**2))


def places(offset=(0.0, 0.0)):
    return SPACING * np.indices((6, 6)).reshape(2, -1).T + np.array(offset)


@pytest.mark.parametrize("offset", [(0.0, 0.0), (0.5, 1.25), (1.75, 0.25)])
def test_a_perfect_tiling_is_found_wherever_it_begins_and_in_any_order(offset):
    order = np.random.default_rng(1).permutation(36)
    found = tile(blobs(places(offset))[:, order])
    assert found.distance < 0.02
    grid = order[found.units].reshape(6, 6)  # number of the place from which the unit in each place came
    steps = {((grid[1:] - grid[:-1]) % 36).item(0), ((grid[:, 1:] - grid[:, :-1]) % 6).item(0)}
    assert steps == {6, 1}


def test_the_distance_is_that_by_which_centres_were_moved():
    rng = np.random.default_rng(2)
    angles = rng.uniform(0, 2 * np.pi, 36)
    moved = places() + 0.4 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    assert tile(blobs(moved)).distance == pytest.approx(0.4 / SPACING, abs=0.02)


def test_random_centres_are_far_from_a_tiling():
    found = [tile(blobs(np.random.default_rng(seed).uniform(0, SIDE, (36, 2)))).distance for seed in range(5)]
    assert 0.3 < min(found) <= max(found) < 0.7


def test_a_unit_on_another_one_is_counted():
    doubled = places()
    doubled[7] = doubled[8] + 0.01
    assert tile(blobs(doubled)).distance > 0.1


@pytest.mark.parametrize(
    ("image", "variation"), [([[1, 1], [1, 1]], 0.0), ([[1, 0], [0, 0]], 3**0.5), ([[1, -1], [0, 0]], 1.0)]
)
def test_the_variation_of_shares_is_that_of_blocks_and_of_decimation(image, variation):
    whole = np.zeros((SIDE, SIDE))
    whole[:2, :2] = image
    assert share_variation(tied_weights(whole, 2)) == pytest.approx(variation, abs=1e-6)
    assert shape_of_filter(filter_of_image(whole, 4))["share_variation"] == pytest.approx(variation)


def test_a_layer_with_one_filter_is_the_map_of_that_filter():
    image = np.roll(blobs(np.array([[2.5, 2.5]])).reshape(SIDE, SIDE), (2, 4), axis=(0, 1))
    order = np.random.default_rng(3).permutation(36)
    signs = np.random.default_rng(4).choice([-1, 1], 36)
    ordered, tiling = units_in_places((tied_weights(image, 2) * signs)[:, order])
    spins = np.random.default_rng(5).choice([-1, 1], (4, SIDE, SIDE)).astype(np.int8)
    by_units = coarse_spins_of_units(
        UnitsMap(weights=ordered, hidden="deterministic"), spins, rng=np.random.default_rng(6)
    )
    kernel = filter_of_image(image, SIDE)
    by_filter = coarse_spins(
        FilterMap(weights=kernel.weights, hidden="deterministic"), spins, rng=np.random.default_rng(6)
    )
    moves = [np.roll(by_filter, (row, column), axis=(1, 2)) for row in range(6) for column in range(6)]
    assert any(np.array_equal(by_units, moved) for moved in moves)
    units, kernel = shape_of_units(ordered, tiling), shape_of_filter(kernel)
    for name in ("norm", "weight_sum", "positive_share", "share_variation"):
        assert units[name] == pytest.approx(kernel[name], abs=1e-5), name


def test_units_that_are_no_square_lattice_get_one_sentence():
    with pytest.raises(InputError, match="square of a divisor of side = 12, got 25"):
        tile(np.ones((144, 25)))
    with pytest.raises(
        InputError, match=r"must be \(side\*\*2, side\*\*2 / 4\) of an even side, got \(144, 9\)"
    ):
        UnitsMap(weights=np.ones((144, 9)), hidden="sampled")


def test_the_share_of_the_block_is_that_of_its_four_spins_in_the_middle_of_the_window():
    weights = np.zeros((4, 4))
    weights[1:3, 1:3], weights[3, 3] = 1, -2
    found = shape_of_filter(Filter(weights, (0, 0), 0.0))
    assert (found["norm"], found["weight_sum"]) == (pytest.approx(8**0.5), 2)
    assert (found["block_share"], found["positive_share"]) == (0.5, 0.5)


def test_free_filters_are_described_by_means_over_their_units():
    """A positive one of norm 3 and a negative one of norm 4: pooled, the share were 9/25 and the norm 3.54."""
    weights = np.array([[3.0, 0.0], [0.0, -4.0]])
    found = shape_of_units(weights, Tiling(np.arange(2), 0.3))
    assert (found["norm"], found["weight_sum"], found["positive_share"]) == (3.5, -0.5, 0.5)
    assert found["tiling_distance"] == 0.3


@pytest.mark.parametrize("site", [(0, 0), (2, 3), (3, 2), (7, 7), (11, 10)])
def test_a_filter_of_one_spin_is_centred_on_the_block_of_that_spin(site):
    image = np.zeros((SIDE, SIDE))
    image[site] = -0.7
    found = filter_of_image(image, 4)
    assert found.place == tuple(2 * (each // 2) for each in site)
    assert found.weights[1 + site[0] % 2, 1 + site[1] % 2] == 0.7
    assert found.share_outside == 0
