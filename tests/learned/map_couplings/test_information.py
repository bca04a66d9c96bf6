"""Information of coarse spins on their surroundings: against other ways of summing, closed forms and all maps."""

import itertools

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition
from rgcore.learned.map_couplings.best_maps import best_block_map, best_filter, best_window_map
from rgcore.learned.map_couplings.cylinder import Cylinder
from rgcore.learned.map_couplings.information import FarInformation, mutual_information, up_probabilities
from rgcore.learned.maps.filters.filter_map import FilterMap

CRITICAL = 0.4406868
WINDOW = spin_states(16).reshape(-1, 4, 4)
MAJORITY = FilterMap(weights=np.ones((2, 2)), hidden="deterministic")
ROWS = spin_states(6)
"""Of the cylinder: four spins of the window and two outside it."""


@pytest.fixture(scope="module")
def cylinder():
    return Cylinder(CRITICAL)


@pytest.fixture(scope="module")
def far(cylinder):
    return FarInformation(cylinder, 2)


def decimation(row, column):
    return (WINDOW[:, row, column] > 0).astype(float)


@pytest.mark.parametrize("coupling", [0.2, CRITICAL, 0.6])
def test_the_transfer_matrix_has_the_partition_function_of_the_torus(coupling):
    trace = np.trace(np.linalg.matrix_power(Cylinder(coupling).transfer, 6))
    assert np.log(trace) == pytest.approx(torus_log_partition(coupling, 6), rel=1e-12)


def test_the_window_on_the_torus_has_the_exact_energy_in_every_bond(cylinder):
    probabilities = cylinder.window_on_torus()
    along = np.tensordot(probabilities, WINDOW[:, :, 1:] * WINDOW[:, :, :-1].astype(float), 1)
    across = np.tensordot(probabilities, WINDOW[:, 1:] * WINDOW[:, :-1].astype(float), 1)
    np.testing.assert_allclose(along, -torus_energy(CRITICAL, 6) / 2, rtol=1e-10)
    np.testing.assert_allclose(across, -torus_energy(CRITICAL, 6) / 2, rtol=1e-10)


def test_the_mutual_information_is_in_bits_and_that_of_a_noisy_channel():
    assert mutual_information(np.eye(2) / 2) == pytest.approx(1)
    assert mutual_information(np.outer([0.3, 0.7], [0.2, 0.5, 0.3])) == pytest.approx(0, abs=1e-15)
    p = 0.11
    channel = np.array([[1 - p, p], [p, 1 - p]]) / 2
    assert mutual_information(channel) == pytest.approx(1 + p * np.log2(p) + (1 - p) * np.log2(1 - p))


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 1), (2, 3), (3, 2)])
def test_one_spin_of_the_window_has_the_joint_probabilities_of_transfer_matrices(cylinder, row, column):
    buffer = 2
    transfer = cylinder.transfer
    top = np.abs(np.linalg.eigh(transfer)[1][:, -1])
    power = np.linalg.matrix_power
    up = np.diag((ROWS[:, column] > 0).astype(float))
    above, below = power(transfer, buffer + row), power(transfer, buffer + 3 - row)
    joint = [top[:, None] * above @ which @ below * top for which in (np.eye(64) - up, up)]
    joint = np.array(joint).reshape(2, -1) / np.sum(joint)
    found = FarInformation(cylinder, buffer).joint(decimation(row, column))
    np.testing.assert_allclose(found, joint, atol=1e-14)


def test_majority_of_the_block_has_the_joint_probabilities_of_transfer_matrices(cylinder, far):
    transfer = cylinder.transfer
    top = np.abs(np.linalg.eigh(transfer)[1][:, -1])
    ends = np.linalg.matrix_power(transfer, far.buffer + 1)
    total = ROWS[:, None, 1:3].sum(axis=2) + ROWS[None, :, 1:3].sum(axis=2)
    share = np.where(total == 0, 0.5, total > 0)
    joint = np.array(
        [(top[:, None] * ends @ (transfer * part) @ ends * top).ravel() for part in (1 - share, share)]
    )
    np.testing.assert_allclose(far.joint(up_probabilities(MAJORITY)), joint / joint.sum(), atol=1e-14)


def test_ties_are_shared_and_sampled_spins_follow_the_rbm():
    weights = np.array([[0.3, -0.7], [0.2, 0.5]])
    inputs = (WINDOW[:, 1:3, 1:3] * weights).sum(axis=(1, 2))
    sampled = up_probabilities(FilterMap(weights=weights, hidden="sampled"))
    np.testing.assert_allclose(sampled, 1 / (1 + np.exp(-2 * inputs)), rtol=1e-6)
    majority = up_probabilities(MAJORITY)
    total = WINDOW[:, 1:3, 1:3].sum(axis=(1, 2))
    assert set(majority[total == 0]) == {0.5}
    assert set(majority[total > 0]) == {1.0}


def test_the_joint_of_block_and_environment_gives_the_information_of_every_map_of_the_block(far):
    joint = far.of_block_states()
    inputs = spin_states(4) @ np.array([0.9, -0.2, 0.3, 0.4])
    up = 1 / (1 + np.exp(-2 * inputs))
    of_filter = up_probabilities(FilterMap(weights=np.array([[0.9, -0.2], [0.3, 0.4]]), hidden="sampled"))
    found = mutual_information(np.stack([(1 - up) @ joint, up @ joint]))
    assert far.of_map(of_filter) == pytest.approx(found, rel=1e-6)


def test_information_falls_with_the_distance_and_with_chance(cylinder, far):
    certain = up_probabilities(MAJORITY)
    by_buffer = [FarInformation(cylinder, buffer).of_map(certain) for buffer in (1, 2, 6, 40)]
    assert all(near > further for near, further in itertools.pairwise(by_buffer))
    assert 0 < by_buffer[-1] < 1e-3
    noisy = up_probabilities(FilterMap(weights=np.full((2, 2), 0.5), hidden="sampled"))
    assert far.of_map(noisy) < 0.9 * far.of_map(certain)


def test_the_gradient_is_that_of_finite_differences(far):
    rng = np.random.default_rng(2)
    up, direction = rng.uniform(0.2, 0.8, 2**16), rng.standard_normal(2**16)
    step = 1e-4
    slope = (far.of_map(up + step * direction) - far.of_map(up - step * direction)) / (2 * step)
    assert far.gradient(up) @ direction == pytest.approx(slope, rel=1e-5)


def test_of_all_maps_of_the_block_the_majority_with_ties_always_down_has_most_information(far):
    """It is not odd, and has 1 % more than the best odd map."""
    joint = far.of_block_states()
    environment = joint.sum(axis=0)
    states = np.arange(15)  # the last one is never up: the other maps have every coarse spin turned
    found = []
    for numbers in np.arange(2**15).reshape(512, -1):
        up = ((numbers[:, None] >> states) & 1) @ joint[:15]
        parts = np.maximum(np.stack([up, environment - up]), 1e-300)  # (2, maps, environments)
        found.append(np.einsum("hme,hme->m", parts, np.log2(parts / parts.sum(axis=2, keepdims=True))))
    best = np.concatenate(found) - environment @ np.log2(environment)
    up = (spin_states(4).sum(axis=1) > 0).astype(float)
    ties_down = mutual_information(np.stack([(1 - up) @ joint, up @ joint]))
    assert best.max() == pytest.approx(ties_down, rel=1e-9)
    assert 1.005 < ties_down / best_block_map(far)[1] < 1.02


def test_the_best_odd_map_of_the_block_has_more_information_than_named_and_most_other_maps(far):
    """Maps with chance, and 400 without that need not turn with the spins."""
    up, best = best_block_map(far)
    np.testing.assert_array_equal(up, 1 - up[::-1])
    joint, rng = far.of_block_states(), np.random.default_rng(4)
    others = np.vstack([rng.random((100, 16)), rng.integers(0, 2, (400, 16))])
    assert max(mutual_information(np.stack([(1 - each) @ joint, each @ joint])) for each in others) < best
    assert far.of_map(decimation(1, 1)) < far.of_map(up_probabilities(MAJORITY)) < best


def test_maps_of_the_window_found_by_ascent_have_more_than_what_they_begin_with(far):
    weights = best_filter(far, np.full((4, 4), 0.25))
    of_filter = up_probabilities(FilterMap(weights=weights, hidden="deterministic"))
    up, best = best_window_map(far, of_filter)
    assert set(up) == {0.0, 1.0}
    assert best_block_map(far)[1] < far.of_map(of_filter) <= best
    assert far.of_map(up_probabilities(FilterMap(weights=np.ones((4, 4)), hidden="deterministic"))) < best
