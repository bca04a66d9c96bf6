"""Entries are numbered by the blocks whose means ``chain_block_means`` takes."""

import numpy as np
import pytest

from rgcore.stats import chain_block_means, chain_block_numbers


@pytest.mark.parametrize(
    ("n_entries", "n_chains", "n_blocks"),
    [(100, 1, 10), (107, 1, 10), (107, 3, 5), (1000, 64, 40), (999, 512, 40), (50, 50, 7), (12, 4, 2)],
)
def test_numbers_name_the_blocks_whose_means_are_taken(n_entries, n_chains, n_blocks):
    series = np.random.default_rng(1).normal(size=n_entries)
    numbers = chain_block_numbers(n_entries, n_chains, n_blocks)
    means = [series[numbers == block].mean() for block in range(n_blocks)]
    assert means == pytest.approx(chain_block_means(series, n_chains, n_blocks), rel=1e-12)


@pytest.mark.parametrize(("n_chains", "n_blocks"), [(0, 2), (11, 2), (1, 11), (1, 1), (2, 6)])
def test_impossible_chains_and_blocks_are_refused(n_chains, n_blocks):
    with pytest.raises(ValueError, match="must be from"):
        chain_block_numbers(10, n_chains, n_blocks)
