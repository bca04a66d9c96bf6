"""The error that a prediction without any would have, since the measured width is a mean over few runs."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.prediction import declared_splits, predict

from .planted import BY_NAME, PLANTED, widths

MEDIAN_OF_NORMAL = 0.6745  # of |x|, in standard deviations


@pytest.mark.parametrize("n_replicas", [2, 8])
def test_it_is_the_median_error_of_the_mean_over_the_runs_of_a_condition(n_replicas):
    given = widths(
        ("tiling", PLANTED["tiling"]), rng=np.random.default_rng(4), of_runs=0.1, n_replicas=n_replicas
    )
    split = declared_splits(given.conditions)[0]
    found = predict(BY_NAME["tiling"], "none", given, split, rng=np.random.default_rng(1))
    expected = MEDIAN_OF_NORMAL * 0.1 / np.sqrt(n_replicas)
    assert len(found.of_runs) == len(found.errors)
    np.testing.assert_allclose(found.of_runs, expected, rtol=0.3)
