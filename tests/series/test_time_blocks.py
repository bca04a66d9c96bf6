"""Blocks of time of data with trials: whole trials, or equal parts of one."""

import itertools

import numpy as np
import pytest
import scipy.stats

from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.errors import InputError
from rgcore.pcarg.coupling.coupling_table import coupling_table
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.modes.principal_components import SCALINGS
from rgcore.pcarg.spectra.leave_one_block_out import modes_without_blocks, spectra_without_blocks
from rgcore.series.moments import sample_moments
from rgcore.series.time_blocks import half_block_edges, number_of_time_blocks, time_block_edges
from rgcore.stats.blocking import block_edges

TRIALS = [(2, 500), (3, 400), (7, 150), (13, 77), (19, 50), (20, 50), (23, 50), (97, 11), (297, 5)]


@pytest.mark.parametrize(("n_trials", "length"), TRIALS)
def test_no_block_has_parts_of_two_trials(n_trials, length):
    samples = np.random.default_rng(1).standard_normal((n_trials * length, 2))
    moments = sample_moments([samples], length)
    n_blocks = number_of_time_blocks(moments)
    assert 20 <= n_blocks < 40
    edges = time_block_edges(len(samples), n_blocks, length)
    for low, high in itertools.pairwise(edges):
        assert low % length == high % length == 0 or low // length == (high - 1) // length
    halves = half_block_edges(len(samples), n_blocks, length)
    np.testing.assert_array_equal(halves[::2], edges)
    np.testing.assert_array_equal(halves[1::2], (edges[:-1] + edges[1:]) // 2)
    assert (np.diff(halves) > 0).all()


def test_without_trials_blocks_are_those_of_the_rule():
    np.testing.assert_array_equal(time_block_edges(1003, 17), block_edges(1003, 17))
    np.testing.assert_array_equal(half_block_edges(1003, 17), block_edges(1003, 34))


SAMPLES = np.random.default_rng(2).exponential(size=(23 * 50, 6))
LEFT = SAMPLES[50:]  # without the first block, which is the first of 23 trials


def test_the_flow_leaves_out_whole_trials():
    (flow,) = kurtosis_flows([SAMPLES], sample_moments([SAMPLES], 50), [FlowSettings(kept=(1.0,))])
    assert len(flow.replicates) == 20
    np.testing.assert_allclose(flow.replicates[0, 0], scipy.stats.kurtosis(LEFT, fisher=False), rtol=1e-9)


def test_the_spectrum_leaves_out_whole_trials():
    moments = sample_moments([SAMPLES], 50)
    left_out = spectra_without_blocks([SAMPLES], moments, 20, dict.fromkeys(SCALINGS, 1))["covariance"]
    due = np.linalg.eigvalsh(np.cov(LEFT.T, bias=True))[::-1]
    np.testing.assert_allclose(left_out.variances[0], due, rtol=1e-9)


def test_the_coupling_leaves_out_whole_trials(monkeypatch):
    seen = []

    def without(samples, moments, scaling, edges):
        seen.append(edges)
        return modes_without_blocks(samples, moments, scaling, edges)

    monkeypatch.setattr(f"{coupling_table.__module__}.modes_without_blocks", without)
    coupling_table([SAMPLES], [0.5, 1.0], dataset="x", moments=sample_moments([SAMPLES], 50))
    assert len(seen) == 2
    for edges in seen:
        assert not (edges % 50).any()


def test_coarse_graining_leaves_out_whole_trials():
    found = measure([SAMPLES], form_clusters(SAMPLES), n_blocks=20, trial_length=50)
    np.testing.assert_allclose(found.variance[1, 0], LEFT.var(axis=0).mean(), rtol=1e-9)


def test_trials_that_do_not_divide_the_samples_are_refused():
    with pytest.raises(InputError, match="trial_length must divide the 100 samples, got 30"):
        sample_moments([np.random.default_rng(4).random((100, 2))], 30)
