"""Coarse-graining gives the same numbers however many batches the samples are read in, in memory of a batch."""

import tracemalloc
from unittest import mock

import numpy as np
import pandas as pd
import pytest

from rgcore.coarse_graining import coarse_grain, sample_batches
from rgcore.errors import InputError
from rgcore.series import sample_moments, temporary_matrix


def cells(n_samples=2000, n_variables=24):
    rng = np.random.default_rng(1)
    common = np.repeat(
        rng.random((n_samples // 5, 1)) < 0.3, 5, axis=0
    )  # so that correlation times are resolved
    return (rng.random((n_samples, n_variables)) < np.where(common, 0.4, 0.1)).astype(float)


def prices(n_samples=2000, n_variables=24):
    rng = np.random.default_rng(2)
    return rng.standard_t(6, (n_samples, n_variables)) @ rng.random((n_variables, n_variables)) + 1e3


def tables(samples, **options):
    found = coarse_grain(samples, dataset="d", n_draws=3, rng=np.random.default_rng(3), **options)
    return [found.levels, found.spectrum, found.exponents, found.clusters]


def in_batches(entries):
    """Read batches of some entries, and keep series in a file."""
    return (
        mock.patch.object(sample_batches, "ENTRIES_AT_ONCE", entries),
        mock.patch.object(temporary_matrix, "MOST_IN_MEMORY", 0),
    )


@pytest.mark.parametrize("samples", [cells(), prices()], ids=["cells", "prices"])
@pytest.mark.parametrize("rows", [1999, 250, 17, 1])
def test_the_size_of_batches_changes_no_number(samples, rows):
    whole = tables(samples)
    assert np.isfinite(whole[0]["correlation_time"]).any() == (samples.min() == 0)
    batches, in_a_file = in_batches(rows * samples.shape[1])
    with batches, in_a_file:
        cut_up = tables(np.array_split(samples, 7), n_blocks=None)
    for one, other in zip(whole, cut_up, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-10, atol=1e-13)


def test_memory_holds_a_batch_and_not_all_samples():
    """200,000 x 40 float64 are 64 MB; what is held at once stays below 25 MB."""

    class Stream:
        def __iter__(self):
            rng = np.random.default_rng(4)
            return (rng.poisson(0.3, (2000, 40)).astype(float) for _ in range(100))

    tables(cells(100, 4))  # imports
    batches, in_a_file = in_batches(2**16)
    with batches, in_a_file:
        tracemalloc.start()
        coarse_grain(Stream(), dataset="d", n_draws=2, rng=np.random.default_rng(5))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 25e6


@pytest.mark.parametrize(
    "other", [lambda x: x[:-1], lambda x: np.concatenate([x, x[:1]]), lambda x: x[:, 1:]]
)
def test_samples_that_are_not_those_of_the_moments_are_refused(other):
    samples = cells(300, 6)
    with pytest.raises(InputError, match=r"those of moments \(300, 6\), found"):
        tables(other(samples), moments=sample_moments(samples))
