"""The nearest correlation matrix."""

import numpy as np
import pytest
from scipy.optimize import minimize

from rgcore.stats.nearest_correlation import nearest_correlation


def test_a_correlation_matrix_is_its_own_nearest():
    matrix = np.corrcoef(np.random.default_rng(1).standard_normal((5, 50)))
    np.testing.assert_allclose(nearest_correlation(matrix, np.ones(5)), matrix, atol=1e-12)


def test_the_example_of_higham_is_met():
    """Higham, IMA J. Numer. Anal. 22, 329 (2002), section 4: distance 0.528."""
    matrix = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 1.0]])
    found = nearest_correlation(matrix, np.ones(3))
    np.testing.assert_allclose(found[[0, 0], [1, 2]], [0.7607, 0.1573], atol=2e-4)
    assert abs(np.linalg.norm(found - matrix) - 0.5278) < 2e-4


def test_the_result_is_positive_with_unit_diagonal_and_weights_decide_what_moves():
    matrix = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    found = nearest_correlation(matrix, np.array([3.0, 3.0, 0.3]))
    assert np.linalg.eigvalsh(found).min() > -1e-12
    np.testing.assert_allclose(np.diag(found), 1)
    moved = np.abs(found - matrix)
    assert moved[0, 1] < 0.05
    assert max(moved[0, 2], moved[1, 2]) > 0.3


def test_no_other_correlation_matrix_is_nearer_by_the_weights():
    matrix = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    weights = np.array([2.0, 1.0, 0.5])

    def distance(other):
        return np.sum((np.outer(weights, weights) * (other - matrix)) ** 2)

    def of_angles(angles):
        first, second, third = angles
        rows = [[1, 0, 0], [np.cos(first), np.sin(first), 0]]
        rows.append([np.cos(second), np.sin(second) * np.cos(third), np.sin(second) * np.sin(third)])
        return np.array(rows) @ np.array(rows).T

    starts = ([1.0, 1.0, 1.0], [0.5, 2.0, 0.5], [0.4, 1.5, 0.01])
    least = min(
        minimize(lambda a: distance(of_angles(a)), start, method="Nelder-Mead").fun for start in starts
    )
    assert distance(nearest_correlation(matrix, weights)) == pytest.approx(least, rel=1e-3)
