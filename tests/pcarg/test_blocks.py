"""Blocks of time and the errors that they give."""

import numpy as np
import pytest

from rgcore.pcarg.flow.time_blocks import block_edges, block_number, median_error
from rgcore.stats import jackknife_error


def test_blocks_cover_all_samples_and_differ_by_at_most_one():
    edges = block_edges(103, 20)
    assert (edges[0], edges[-1]) == (0, 103)
    assert set(np.diff(edges)) == {5, 6}


@pytest.mark.parametrize("n_blocks", [1, 11])
def test_more_blocks_than_samples_or_a_single_one_are_refused(n_blocks):
    with pytest.raises(ValueError, match="there must be 2 to n_samples = 10 blocks"):
        block_edges(10, n_blocks)


@pytest.mark.parametrize("spread", [0.0, 0.3, 3.0])
def test_median_error_is_the_scatter_of_the_median(spread):
    """Means of 20 blocks for 200 variables, whose true means spread by less, and by more, than their errors."""
    rng = np.random.default_rng(8)
    truth = spread * rng.standard_normal(200)
    medians, errors = [], []
    for _ in range(300):
        blocks = truth + rng.standard_normal((20, 200))
        medians.append(np.median(blocks.mean(axis=0)))
        errors.append(median_error(blocks.mean(axis=0), (blocks.sum(axis=0) - blocks) / 19))
    ratio = np.sqrt(np.mean(np.square(errors))) / np.std(medians)
    assert 0.88 < ratio < 1.15  # the scatter is known to 4 %, the rule to 3 %


def test_median_error_of_an_even_number_of_distant_estimates_is_that_of_the_middle_two():
    rng = np.random.default_rng(4)
    blocks = np.array([-90.0, -1.0, 1.0, 80.0]) + 1e-3 * rng.standard_normal((20, 4))
    blocks += np.array([-90.0, -1.0, 1.0, 80.0]) - blocks.mean(axis=0)
    replicates = (blocks.sum(axis=0) - blocks) / 19
    expected = jackknife_error(np.median(replicates, axis=1))
    assert median_error(blocks.mean(axis=0), replicates) == pytest.approx(expected, rel=0.05)


def test_estimates_without_error_have_none():
    assert median_error(np.array([1.0, 2.0, 4.0]), np.tile([1.0, 2.0, 4.0], (20, 1))) < 1e-14


@pytest.mark.parametrize(
    ("n_samples", "correlation_time", "expected"),
    [(20_000, 0.5, 20), (2000, 10, 10), (2000, 1000, 5), (3, 0.5, 3), (200, 0.5, 20), (100, 0.5, 10)],
)
def test_blocks_are_twenty_correlation_times_long_if_that_leaves_five(n_samples, correlation_time, expected):
    assert block_number(n_samples, correlation_time) == expected
