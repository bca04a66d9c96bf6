"""Spectra of few samples, or of few independent ones: blocks of time, effective samples, standard errors."""

import numpy as np
import pytest

from rgcore.pcarg.spectra.leave_one_block_out import spectra_without_blocks
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur
from rgcore.pcarg.spectra.noise_bulk import fit_noise_bulk
from rgcore.pcarg.spectra.spectral_exponent import exponent_between, exponent_range
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.series.moments import sample_moments
from rgcore.stats.jackknife import jackknife_error


def normal(n_samples, n_variables, seed=1):
    return np.random.default_rng(seed).standard_normal((n_samples, n_variables))


def analysis_of(samples):
    return analyse_spectra(samples, sample_moments(samples))["covariance"]


@pytest.mark.parametrize(("n_samples", "n_blocks"), [(4, 2), (10, 5), (19, 9), (30, 10)])
def test_a_block_of_time_has_two_samples_or_more(n_samples, n_blocks):
    assert analysis_of(normal(n_samples, 3)).n_blocks == n_blocks


def test_samples_of_which_one_has_all_the_variance_are_two_at_least():
    samples = normal(200, 6)
    samples[17] *= 1000
    found = analysis_of(samples)
    assert found.effective_samples == 2
    assert found.bulk.distribution.n_samples == 1


def test_the_error_of_the_noise_is_from_the_samples_that_a_block_leaves():
    """Nine of ten blocks of 183 independent samples are 164.7 of them, which count as 165."""
    samples = normal(183, 6)
    moments = sample_moments(samples)
    found = analyse_spectra(samples, moments)["covariance"]
    assert (found.effective_samples, found.n_blocks) == (183, 10)
    left = spectra_without_blocks(samples, moments, 10, {"covariance": 0, "correlation": 0})["covariance"]
    expected = [fit_noise_bulk(part, 165).variance for part in left.variances]
    assert found.noise_variance_err == pytest.approx(float(jackknife_error(np.array(expected))), rel=1e-9)


def test_modes_beyond_the_rank_of_few_independent_samples_do_not_set_the_noise():
    """Twenty variables have noise in ten modes alone if ten samples are independent; others have what is left."""
    typical = MarchenkoPastur(variance=1.7, n_variables=20, n_samples=10).quantiles(20)
    assert (typical > 0).tolist() == [True] * 10 + [False] * 10
    bulk = fit_noise_bulk(np.maximum(typical, 0.001), 11)
    assert bulk.n_above == 0
    assert bulk.variance == pytest.approx(1.7 * 11 / 10, rel=1e-9)


def test_at_most_half_of_the_modes_count_as_signal_where_independent_samples_are_counted():
    samples = normal(300, 12) * 2.0 ** -np.arange(12)
    moments = sample_moments(samples)
    first = fit_noise_bulk(np.sort(np.linalg.eigvalsh(moments.covariance))[::-1], 300)
    assert first.n_above > 6
    found = analyse_spectra(samples, moments)["covariance"]
    left = spectra_without_blocks(samples, moments, found.n_blocks, {"covariance": 6, "correlation": 0})
    assert found.effective_samples == min(300, int(left["covariance"].effective_samples))


def test_both_exponents_are_of_the_ranks_that_the_sample_eigenvalues_choose():
    found = analysis_of(normal(200, 24) * np.arange(1.0, 25) ** -0.7)
    own = exponent_range(found.cleaned, min(found.bulk.n_above, found.n_reproduced))
    assert own != found.alpha_ranks
    for each, eigenvalues in ((found.alpha, found.variances), (found.alpha_cleaned, found.cleaned)):
        assert each.value == exponent_between(eigenvalues, *found.alpha_ranks)
