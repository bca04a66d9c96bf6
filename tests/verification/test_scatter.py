"""How many deviations count as outliers, and when labels are too many new ones."""

import numpy as np
import pandas as pd
import pytest

from rgcore.verification.deviations import in_standard_errors
from rgcore.verification.scatter import counted_surprises, excess, largest_but_outliers


@pytest.mark.parametrize(
    ("n", "n_large", "size"),
    [(1, 1, 9), (2, 1, 9), (3, 1, 3), (20, 1, 3), (20, 2, 9), (21, 2, 3), (40, 2, 3), (40, 3, 9), (60, 3, 3)],
)
def test_one_of_twenty_deviations_may_be_an_outlier(n, n_large, size):
    deviations = np.ones(n)
    deviations[:n_large] = 9.0
    assert largest_but_outliers(np.random.default_rng(1).permutation(deviations)) == size


def test_an_outlier_of_any_size_does_not_pass():
    assert largest_but_outliers(np.array([30.0, *np.ones(19)])) == 10


def test_new_labels_are_counted_beside_the_usual_number():
    """In 100 rows: 16 of them where 4 are usual are 12 too many, of a standard error of 10."""
    assert excess(16, 100, 4.0) == pytest.approx(1.2)
    assert excess(30, 50) == np.inf
    assert excess(2, 50, 4.0) == 0


def test_a_label_that_every_run_but_the_new_one_has_is_a_surprise():
    runs = np.array([["yes"] * 3] * 30)
    assert counted_surprises(runs, np.array(["no"] * 12 + ["yes"] * 18)) == pytest.approx(12 / 3)
    assert counted_surprises(runs, np.array(["yes"] * 30)) == 0


def test_a_deviation_of_half_a_percent_is_many_small_standard_errors():
    runs = 100 + 0.01 * np.random.default_rng(2).standard_normal((30, 3))
    numbers = {"x": pd.DataFrame(runs), "x_err": pd.DataFrame(np.full((30, 3), 0.01))}
    found = in_standard_errors(numbers, "x", pd.Series(runs.mean(axis=1) + 0.5))
    assert found.median() == pytest.approx(0.5 / (0.01 * np.sqrt(4 / 3)), rel=0.01)
    assert found.min() > 10  # rows whose runs scatter more by chance
    assert in_standard_errors(numbers, "x", pd.Series(runs.mean(axis=1))).max() < 0.1


def test_numbers_that_never_scatter_are_counted_from_the_digits_that_are_stored():
    numbers = {"x": pd.DataFrame(np.full((30, 3), 100.0))}
    moved = pd.Series(np.full(30, 100.0)) + np.where(np.arange(30) < 20, 0.01, 0.0)
    assert in_standard_errors(numbers, "x", moved).max() == np.inf
    assert in_standard_errors(numbers, "x", pd.Series(np.full(30, 100.00001))).max() == 0
