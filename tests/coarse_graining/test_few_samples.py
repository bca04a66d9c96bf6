"""The tables of coarse-graining of few samples."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.coarse_graining import coarse_grain
from rgcore.errors import InputError


def tables_of(samples):
    return coarse_grain(samples, dataset="some", n_draws=2, rng=np.random.default_rng(1))


@pytest.mark.parametrize("n_samples", [4, 5, 15])
def test_blocks_of_two_samples_give_standard_errors(n_samples):
    """Ten blocks by the rule would have less; two of four samples have two each."""
    samples = np.random.default_rng(2).standard_normal((n_samples, 4))
    levels = tables_of(samples).levels
    rows = levels[levels["source"] == "data"].set_index("cluster_size")
    assert rows.loc[1, "variance"] == pytest.approx(samples.var(axis=0).mean())
    assert (rows["variance_err"] > 0).all()
    edges = np.arange(n_samples // 2 + 1) * n_samples // (n_samples // 2)
    left = [np.delete(samples, slice(*each), axis=0) for each in pairwise(edges)]
    variances = np.array([each.var(axis=0).mean() for each in left])
    expected = np.sqrt((len(left) - 1) * variances.var())
    assert rows.loc[1, "variance_err"] == pytest.approx(expected)


@pytest.mark.parametrize("n_samples", [2, 3])
def test_fewer_samples_than_two_blocks_of_two_are_refused(n_samples):
    samples = np.random.default_rng(2).standard_normal((n_samples, 3))
    with pytest.raises(InputError, match="samples must be at least 4 of at least 2 variables"):
        tables_of(samples)
