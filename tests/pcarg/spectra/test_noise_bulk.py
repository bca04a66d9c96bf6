"""The noise in a spectrum: its variance, its effective samples, and what stands above it."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.pcarg.modes.principal_components import SCALINGS, decompose
from rgcore.pcarg.spectra.cleaning import reproduced_number
from rgcore.pcarg.spectra.leave_one_block_out import spectra_without_blocks
from rgcore.pcarg.spectra.marchenko_pastur import FALSE_ABOVE_EDGE, MarchenkoPastur
from rgcore.pcarg.spectra.noise_bulk import fit_noise_bulk
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.series.moments import sample_moments

N_VARIABLES, N_SAMPLES = 200, 800


def spectrum_of(samples):
    return decompose(np.cov(samples.T, bias=True)).variances


def analysis_of(samples, scaling="correlation"):
    return analyse_spectra([samples], sample_moments([samples]))[scaling]


def fits(deviation, n_draws=20):
    rng = np.random.default_rng(32)
    draws = (rng.standard_normal((N_SAMPLES, N_VARIABLES)) * deviation for _ in range(n_draws))
    return [(values, fit_noise_bulk(values, N_SAMPLES)) for values in map(spectrum_of, draws)]


def test_the_noise_variance_is_right_though_a_tenth_of_the_modes_is_signal():
    deviation = np.sqrt(3) * np.r_[np.linspace(2, 8, 20), np.ones(N_VARIABLES - 20)]
    found = [bulk for _, bulk in fits(deviation)]
    assert np.mean([bulk.variance for bulk in found]) == pytest.approx(3, rel=0.01)
    assert all(20 <= bulk.n_above <= 22 for bulk in found)
    assert all(bulk.distribution.n_variables == N_VARIABLES - bulk.n_above for bulk in found)


def test_the_noise_variance_of_white_noise_is_unbiased():
    found = np.array([bulk.variance for _, bulk in fits(np.ones(N_VARIABLES))])
    assert abs(found.mean() - 1) < 4 * found.std() / np.sqrt(len(found))
    assert found.std() < 0.01


def test_a_spike_is_found_where_it_can_be_found():
    """Baik, Ben Arous and Peche: above 1 + sqrt q = 1.5, at l (1 + q / (l - 1)); below, nothing leaves the bulk."""
    strong = fits(np.r_[np.sqrt(2.5), np.ones(N_VARIABLES - 1)])
    assert all(bulk.n_above >= 1 for _, bulk in strong)
    largest = np.array([values[0] for values, _ in strong])
    assert abs(largest.mean() - 2.5 * (1 + 0.25 / 1.5)) < 4 * largest.std() / np.sqrt(len(largest))
    weak = [bulk.n_above for _, bulk in fits(np.r_[np.sqrt(1.25), np.ones(N_VARIABLES - 1)])]
    assert np.mean(weak) <= 2 * FALSE_ABOVE_EDGE + 4 * np.sqrt(FALSE_ABOVE_EDGE / len(weak))


@pytest.mark.parametrize(("n_variables", "n_samples"), [(200, 100), (150, 150)])
def test_noise_of_more_variables_than_samples_has_its_variance(n_variables, n_samples):
    samples = np.random.default_rng(33).standard_normal((n_samples, n_variables))
    bulk = fit_noise_bulk(spectrum_of(samples), n_samples)
    assert bulk.variance == pytest.approx(1, abs=0.05)
    assert bulk.n_above <= 1
    assert bulk.distribution.atom == pytest.approx(max(0, 1 - (n_samples - 1) / n_variables), abs=0.01)


def test_all_modes_above_the_edge_leave_the_bulk_at_once():
    """Two of nine are above 17.9. Without the first alone the edge would rise to 18.3; without both it is at 17.2."""
    spectrum = np.array([19.1, 18.1, 6.6, *[2.9] * 2, *[2.8] * 4])
    bulk = fit_noise_bulk(spectrum, 10)
    assert (bulk.n_above, bulk.distribution.n_variables) == (2, 7)
    assert 6.6 < bulk.distribution.upper < 18.1


def test_a_fit_ends_though_the_edge_rises_above_the_mode_that_left():
    """Without the first mode four of few samples are left, and the edge is above what it was with it."""
    spectrum = np.array([456.0, 88.4, 88.4, 88.4, 5.1])
    whole, bulk = MarchenkoPastur(variance=1.0, n_variables=5, n_samples=6), fit_noise_bulk(spectrum, 7)
    assert spectrum[0] > whole.upper * np.median(spectrum[1:4] / whole.quantiles(5)[1:4])
    assert (bulk.n_above, bulk.distribution.n_variables) == (0, 4)
    assert bulk.distribution.upper > 456


def test_noise_fits_its_distribution_and_structure_does_not():
    (white, noise), *_ = fits(np.ones(N_VARIABLES), 1)
    assert noise.misfit(white) < 3.5 / N_VARIABLES
    steep = np.exp(-np.linspace(0, 8, N_VARIABLES))
    bulk = fit_noise_bulk(steep, 100_000)
    assert bulk.distribution.n_variables == N_VARIABLES / 2
    assert bulk.misfit(steep) > 0.3
    assert np.isnan(bulk.quantiles(N_VARIABLES)[: bulk.n_above]).all()
    assert np.isfinite(bulk.quantiles(N_VARIABLES)[bulk.n_above :]).all()


def test_factors_without_noise_are_no_bulk():
    factors = np.random.default_rng(34).standard_normal((300, 3))
    bulk = fit_noise_bulk(spectrum_of(factors @ np.random.default_rng(35).standard_normal((3, 10))), 300)
    assert np.isfinite(bulk.variance)
    assert bulk.distribution.variance > 0


def test_independent_samples_are_all_effective():
    assert analysis_of(fits_samples(36)).effective_samples == pytest.approx(N_SAMPLES, rel=0.02)


def fits_samples(seed, n_samples=N_SAMPLES):
    return np.random.default_rng(seed).standard_normal((n_samples, N_VARIABLES))


@pytest.mark.parametrize("scaling", SCALINGS)
def test_where_no_covariance_can_differ_all_samples_are_effective(scaling):
    """Of one variable there is no pair whose covariances in two halves of a block could be compared."""
    single = np.random.default_rng(42).standard_normal((400, 1))
    assert analysis_of(single, scaling).effective_samples == 400


@pytest.mark.repetitions
def test_autocorrelated_noise_has_fewer_effective_samples_and_is_no_signal():
    """Bartlett: of T samples with autocorrelation f^|t| there remain T (1 - f^2) / (1 + f^2)."""
    samples = lfilter([1], [1, -0.5], fits_samples(37, 3400), axis=0)[200:]
    naive = fit_noise_bulk(spectrum_of(samples / samples.std(axis=0)), 3200)
    found = analysis_of(samples)
    assert found.effective_samples == pytest.approx(3200 * 0.75 / 1.25, rel=0.03)
    assert naive.n_above > 20
    assert found.bulk.n_above < 8
    assert found.n_reproduced == 0


@pytest.mark.repetitions
def test_noise_of_common_volatility_has_fewer_effective_samples_and_is_no_signal():
    """Two values of v^2: T <v^2>^2 / <v^4> samples remain."""
    volatility = np.random.default_rng(38).choice([0.5, 1.5], size=(N_SAMPLES, 1))
    found = analysis_of(fits_samples(39) * np.sqrt(volatility))
    assert found.effective_samples == pytest.approx(N_SAMPLES / 1.25, rel=0.04)
    assert found.n_reproduced == 0


def test_rare_independent_events_keep_the_number_of_effective_samples():
    """Their variances are noisy, (kurtosis - 1) / T; their covariances are not."""
    spikes = np.random.default_rng(56).random((8000, 50)) < 0.02
    assert analysis_of(spikes.astype(float)).effective_samples > 0.95 * 8000


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_slow_signal_keeps_the_number_of_effective_samples(scaling):
    rng = np.random.default_rng(40)
    slow = lfilter([1], [1, -0.9], rng.standard_normal((N_SAMPLES, 3)), axis=0)
    samples = fits_samples(41) + 0.3 * slow @ rng.standard_normal((3, N_VARIABLES))
    assert analysis_of(samples, scaling).effective_samples == pytest.approx(N_SAMPLES, rel=0.03)


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_a_slow_signal_reproduces_in_five_blocks_and_noise_does_not(scaling):
    """With more blocks the test finds, in modes of noise, what imprecise eigenvectors leave of the signal."""
    rng = np.random.default_rng(40)
    slow = lfilter([1], [1, -0.9], rng.standard_normal((N_SAMPLES, 3)), axis=0)
    samples = fits_samples(41) + 0.3 * slow @ rng.standard_normal((3, N_VARIABLES))
    n_signal = dict.fromkeys(SCALINGS, 3)
    left_out = spectra_without_blocks([samples], sample_moments([samples]), 5, n_signal)
    assert reproduced_number(left_out[scaling]) == 3
