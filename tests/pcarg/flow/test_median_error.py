"""The standard error of a median is the scatter of the median."""

import numpy as np
import pytest

from rgcore.pcarg.flow.median_error import median_error
from rgcore.stats import jackknife_error


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


@pytest.mark.parametrize("unit", [1e-9, 1e-4, 1e6])
def test_the_error_is_in_the_unit_of_the_estimates(unit):
    """Also far below one, as of a kurtosis from many samples."""
    rng = np.random.default_rng(3)
    values = rng.standard_normal(15)
    replicates = values + 0.05 * rng.standard_normal((20, 15)) * rng.uniform(0.5, 2, 15)
    found = median_error(unit * values, unit * replicates)
    assert found == pytest.approx(unit * median_error(values, replicates), rel=1e-9)
