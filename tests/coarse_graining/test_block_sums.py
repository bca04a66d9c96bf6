"""Sums over blocks of time, written out, in batches of any length."""

import itertools

import numpy as np
import pytest

from rgcore.coarse_graining.block_sums import LAGS, BlockSums

EDGES = np.array([0, 40, 75, 110])


@pytest.mark.parametrize("batches", [[110], [1] * 110, [7, 3, 11, 2, 50, 5, 32]])
def test_sums_and_pairs_are_those_of_their_blocks(batches):
    series = np.random.default_rng(1).poisson(1.0, (110, 3)).astype(float)
    mean = series.mean(axis=0)
    sums, centred = BlockSums(mean, EDGES), series - mean
    for batch in np.split(series, np.cumsum(batches)[:-1]):
        sums.add(batch)
    for block, (low, high) in enumerate(itertools.pairwise(EDGES)):
        own = centred[low:high]
        assert sums.powers[:, block] == pytest.approx(np.array([(own**n).sum(axis=0) for n in (1, 2, 3, 4)]))
        assert sums.silent[block] == np.count_nonzero(series[low:high] == 0)
        for place, lag in enumerate(LAGS):
            pairs = [centred[t] * centred[t + lag] for t in range(low, high) if t + lag < 110]
            assert sums.n_pairs[place, block] == len(pairs)
            assert sums.products[place, block] == pytest.approx(np.sum(pairs, axis=0))
