"""Moments have the same bits after writing and reading."""

import numpy as np

from rgcore.provenance import Stamp
from rgcore.series import sample_moments
from rgcore.series.stored_moments import read_moments, write_moments
from rgcore.tables import read_stamp


def test_moments_come_back_with_the_same_bits(tmp_path):
    samples = np.random.default_rng(1).standard_normal((700, 9)) + 5
    moments, path = sample_moments([samples], 70), tmp_path / "moments.parquet"
    write_moments(moments, path, stamp=Stamp(parameters={}, root_seed=None, code="c"))
    back = read_moments(path)
    assert (back.n_samples, back.correlation_time) == (700, moments.correlation_time)
    assert back.trial_length == 70
    for name in ("mean", "covariance", "deviation"):
        np.testing.assert_array_equal(getattr(back, name), getattr(moments, name))
    assert read_stamp(path)["table"] == "moments"
