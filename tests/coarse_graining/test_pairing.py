"""Pairs are the greedy ones, clusters are what pairs of pairs make."""

import numpy as np
import pytest

from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.clusters import cluster_table, clusters_of_covariance
from rgcore.coarse_graining.pairing import greedy_pairs
from rgcore.series.moments import correlation_of


def taken_one_by_one(correlation):
    """Search the whole matrix for its largest entry, strike both variables out, and again."""
    matrix, pairs = correlation.astype(float).copy(), []
    np.fill_diagonal(matrix, -np.inf)
    for _ in range(len(matrix) // 2):
        i, j = np.unravel_index(np.argmax(matrix), matrix.shape)  # of equal ones the first, row by row
        pairs.append((i, j))
        matrix[[i, j]] = matrix[:, [i, j]] = -np.inf
    return np.array(pairs)


def random_correlation(size, seed, levels=None):
    matrix = np.random.default_rng(seed).uniform(-1, 1, (size, size))
    matrix = (matrix + matrix.T) / 2
    return matrix if levels is None else np.round(matrix * levels) / levels


@pytest.mark.parametrize("size", [2, 3, 17, 64])
def test_pairs_are_those_of_one_search_after_the_other(size):
    for seed in range(20):
        correlation = random_correlation(size, seed)
        assert np.array_equal(greedy_pairs(correlation), taken_one_by_one(correlation))


@pytest.mark.parametrize("levels", [1, 2, 4])
def test_ties_go_to_the_smallest_numbers(levels):
    for seed in range(40):
        correlation = random_correlation(23, seed, levels)
        assert np.array_equal(greedy_pairs(correlation), taken_one_by_one(correlation))


def test_last_bits_decide_nothing():
    rng = np.random.default_rng(5)
    correlation = np.ones((12, 12))
    shaken = correlation + 1e-14 * rng.standard_normal((12, 12))
    assert np.array_equal(greedy_pairs(shaken), np.arange(12).reshape(6, 2))


def test_a_cycle_of_preferences_that_rounding_made_is_broken():
    correlation = np.zeros((3, 3))
    correlation[[0, 1, 2], [1, 2, 0]] = 2e-12
    assert np.array_equal(greedy_pairs(correlation), [[0, 1]])


def test_the_worst_order_for_mutual_best_is_paired_too():
    """Each variable prefers the next one: a single pair is mutual in every round."""
    size = 101
    correlation = -np.ones((size, size))
    for i in range(size - 1):
        correlation[i, i + 1] = correlation[i + 1, i] = i / size
    assert np.array_equal(greedy_pairs(correlation), taken_one_by_one(correlation))


@pytest.mark.parametrize("matrix", [np.ones((2, 3)), np.full((2, 2), np.nan), np.ones(4)])
def test_what_is_no_matrix_of_correlations_is_refused(matrix):
    with pytest.raises(ValueError, match="finite square matrix"):
        greedy_pairs(matrix)


def test_a_constant_variable_is_correlated_with_nothing():
    covariance = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 0.0]])
    assert np.array_equal(correlation_of(covariance)[2], [0, 0, 0])


def hierarchical(depth):
    """Covariance of 2**depth variables that is the larger the later their branches part."""
    places = np.arange(2**depth)
    together = [(places[:, None] >> level) == (places >> level) for level in range(depth + 1)]
    return np.sum(together, axis=0).astype(float)


def test_branches_of_a_tree_are_found_whatever_the_order_of_the_variables():
    order = np.random.default_rng(1).permutation(64)
    levels = clusters_of_covariance(hierarchical(6)[np.ix_(order, order)])
    for level in levels:
        branches = np.sort(order[level.members], axis=1)
        assert np.array_equal(np.diff(branches, axis=1), np.ones_like(branches[:, 1:]))
        assert (branches[:, 0] % level.cluster_size == 0).all()


def test_branches_of_a_tree_are_found_in_samples():
    rng = np.random.default_rng(2)
    samples = rng.multivariate_normal(np.zeros(32), hierarchical(5), 4000)
    for level in form_clusters(samples):
        assert (level.members // level.cluster_size == level.members[:, :1] // level.cluster_size).all()


def test_correlations_of_sums_are_those_of_the_summed_samples():
    rng = np.random.default_rng(3)
    samples = rng.standard_normal((300, 24)) @ rng.standard_normal((24, 24))
    levels = form_clusters(samples)
    sums = samples
    for level in levels[1:]:
        slow = taken_one_by_one(np.corrcoef(sums.T))  # symmetric but for the last bits
        assert np.array_equal(level.pairs, np.sort(slow, axis=1))
        sums = sums[:, level.pairs[:, 0]] + sums[:, level.pairs[:, 1]]
        whole = np.stack([samples[:, members].sum(axis=1) for members in level.members], axis=1)
        assert np.allclose(sums, whole, atol=1e-10)


def test_a_cluster_without_partner_goes_no_further():
    levels = form_clusters(np.random.default_rng(4).standard_normal((50, 21)))
    assert [len(level.members) for level in levels] == [21, 10, 5, 2, 1]
    assert all(len(np.unique(level.members)) == level.members.size for level in levels)


def test_the_table_of_clusters_names_each_variable_at_each_size():
    levels = form_clusters(np.random.default_rng(4).standard_normal((50, 21)))
    table = cluster_table(levels)
    assert len(table) == 21 * len(levels)
    for level in levels:
        rows = table[table["cluster_size"] == level.cluster_size].set_index("variable")["cluster"]
        for number, members in enumerate(level.members):
            assert sorted(rows.index[rows == number]) == sorted(members)
        assert (rows == -1).sum() == 21 - level.members.size


@pytest.mark.parametrize("shape", [(10,), (10, 1), (1, 10)])
def test_too_little_to_pair_is_refused(shape):
    with pytest.raises(ValueError, match=r"samples must (have two axes|be a matrix of real numbers)"):
        form_clusters(np.zeros(shape))
