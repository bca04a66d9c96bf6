"""Offsets of variables that are made independent: any place of the circle, each variable on its own."""

import numpy as np
import pytest
import scipy.stats

from rgcore.series.circular_shift import circularly_shifted, draw_offsets


@pytest.mark.parametrize("n_samples", [5, 24])
def test_every_offset_is_equally_likely(n_samples):
    offsets = draw_offsets(n_samples, 20_000, rng=np.random.default_rng(1))
    assert scipy.stats.chisquare(np.bincount(offsets, minlength=n_samples)).pvalue > 0.001


def test_two_variables_differ_by_any_offset():
    """Of two copies of one series, 1 at one sample, all pairs of places occur equally often."""
    copies = np.zeros((6, 2))
    copies[2] = 1.0
    rng = np.random.default_rng(2)
    places = [circularly_shifted(copies, rng=rng).argmax(axis=0) for _ in range(7200)]
    counts = np.bincount(np.ravel_multi_index(np.transpose(places), (6, 6)), minlength=36)
    assert scipy.stats.chisquare(counts).pvalue > 0.001
