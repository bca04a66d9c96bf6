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


def test_a_held_out_condition_with_a_limit_in_place_of_a_width_is_compared_with_nothing():
    given = widths(("tiling", PLANTED["tiling"]), rng=np.random.default_rng(4))
    split = declared_splits(given.conditions)[0]
    limited = int(np.flatnonzero(split.held_out)[1])
    one_run = int(np.flatnonzero(given.condition == limited)[0])
    limit = np.where(np.arange(len(given.limit)) == one_run, 1, given.limit)
    every, rest = (
        predict(BY_NAME["tiling"], "none", each, split, rng=np.random.default_rng(1))
        for each in (given, given._replace(limit=limit))
    )
    np.testing.assert_allclose(rest.errors, np.delete(every.errors, 1))
