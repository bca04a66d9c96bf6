"""The dichotomized Gaussian keeps values, pair covariances and lags, and has nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.signal import lfilter
from scipy.stats import multivariate_normal, norm

from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.fits.latent_modes import LatentModes
from rgcore.pcarg.nulls.fits.levels import lacking_counts
from rgcore.pcarg.nulls.observed_data import observed_data

T, N = 20_000, 12


def _slow(n_samples, n_series, autocorrelation, rng):
    noise = rng.standard_normal((n_samples + 1000, n_series)) * np.sqrt(1 - autocorrelation**2)
    return lfilter([1], [1, -autocorrelation], noise, axis=0)[1000:]


def _thresholded(own_autocorrelation):
    """Return counts 0 to 2 of Gaussian variables: three fields of autocorrelation 0.8^t and variables of their own."""
    rng = np.random.default_rng(1)
    weights = rng.standard_normal((3, N))
    weights *= np.sqrt(0.6) / np.linalg.norm(weights, axis=0)
    latent = _slow(T, 3, 0.8, rng) @ weights + np.sqrt(0.4) * _slow(T, N, own_autocorrelation, rng)
    return (latent > np.linspace(0.3, 1.5, N)) + (latent > np.linspace(1.2, 2.5, N)).astype(float)


@pytest.fixture(scope="module")
def thresholded():
    return _thresholded(0.8)


@pytest.fixture(scope="module")
def fitted(thresholded):
    return fit_null("dichotomized", observed_data((thresholded,)), rng=np.random.default_rng(2))


def drawn_from(null, rng=3, n_draws=4):
    rng = np.random.default_rng(rng)
    return [np.concatenate(list(null.draw(rng=rng))) for _ in range(n_draws)]


def _lagged(samples, lag):
    values = samples - samples.mean(axis=0)
    return values[lag:].T @ values[: len(values) - lag] / len(values)


def _deviations(samples, null):
    """Return of each principal component the largest deviation of autocovariances, in units of its variance."""
    draws = drawn_from(null)
    _, components = np.linalg.eigh(_lagged(samples, 0))

    def autocovariances(each):
        return np.array([np.diag(components.T @ _lagged(each, lag) @ components) for lag in (0, 1, 2, 4)])

    wanted = autocovariances(samples)
    return np.abs((np.mean([autocovariances(each) for each in draws], axis=0) - wanted) / wanted[0]).max(
        axis=0
    )


def check_lags(samples, null):
    deviations = _deviations(samples, null)
    assert deviations[N // 2 :].max() < 0.05  # of the larger modes
    assert deviations.max() < 0.2


def check_pairs(thresholded, null):
    wanted = np.corrcoef(thresholded.T)
    found = np.mean([np.corrcoef(each.T) for each in drawn_from(null)], axis=0)
    assert np.abs(found - wanted).max() < 0.025  # 4 standard errors of T / 4 independent samples, 4 draws


def test_every_variable_has_the_values_of_the_data(thresholded, fitted):
    for each in drawn_from(fitted, n_draws=2):
        centred = thresholded - thresholded.mean(axis=0)
        np.testing.assert_allclose(np.sort(each, axis=0), np.sort(centred, axis=0), atol=1e-12)


def test_pair_correlations_are_those_of_the_data(thresholded, fitted):
    check_pairs(thresholded, fitted)
    assert fitted.clipped_pairs == 0
    assert fitted.pair_residual < 0.005


def test_principal_components_have_the_autocovariances_of_the_data(thresholded, fitted):
    check_lags(thresholded, fitted)


def test_autocovariances_are_nearly_kept_where_modes_differ_in_theirs():
    samples = _thresholded(0.3)
    null = fit_null("dichotomized", observed_data((samples,)), rng=np.random.default_rng(2))
    deviations = _deviations(samples, null)
    assert deviations[-2:].max() < 0.05  # of the largest modes
    assert deviations.max() < 0.2


def _with_modes(null, **changes):
    return replace(null, modes=replace(null.modes, **changes))


PLANTED = {
    "correlations 10 % too small": (
        check_pairs,
        lambda null: _with_modes(null, mixing=null.modes.mixing * np.r_[0.75, np.ones(N - 1)][::-1, None]),
    ),
    "a sign of one mode in one variable": (
        check_pairs,
        lambda null: _with_modes(null, mixing=null.modes.mixing * np.where(np.eye(N)[::-1], -1, 1)),
    ),
    "no autocorrelation": (
        check_lags,
        lambda null: _with_modes(
            null, amplitudes=np.broadcast_to(null.modes.amplitudes.mean(), null.modes.amplitudes.shape)
        ),
    ),
    "power in place of its root": (
        check_lags,
        lambda null: _with_modes(null, amplitudes=null.modes.amplitudes**2 / null.modes.amplitudes.mean()),
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault, thresholded, fitted):
    check, broken = PLANTED[fault]
    with pytest.raises(AssertionError):
        check(thresholded, broken(fitted))


def test_what_pair_covariances_do_not_imply_is_lost():
    """Of x, y and their exclusive or every pair is independent; the third is fixed by the other two."""
    rng = np.random.default_rng(4)
    two = rng.integers(0, 2, (T, 2))
    samples = np.column_stack([two, two[:, 0] ^ two[:, 1]]).astype(float)
    centred = samples - 0.5
    assert np.abs(np.prod(centred, axis=1).mean()) > 0.12
    null = fit_null("dichotomized", observed_data((samples,)), rng=rng)
    (drawn,) = drawn_from(null, n_draws=1)
    assert np.abs(np.prod(drawn, axis=1).mean()) < 5 / 8 / np.sqrt(T)


def test_the_residual_of_pairs_that_no_gaussian_variables_have_is_reported():
    """One of three cells spikes in each bin: covariances of -1/9. Equal correlations cannot be below -1/2."""
    samples = np.eye(3)[np.random.default_rng(6).permutation(3000) % 3]
    null = fit_null("dichotomized", observed_data((samples,)), rng=np.random.default_rng(7))
    place = norm.ppf(1 / 3)
    coincidences = multivariate_normal.cdf([place, place], [0, 0], [[1, -0.5], [-0.5, 1]])
    assert null.clipped_pairs == 3
    assert null.pair_residual == pytest.approx(9 * coincidences, rel=1e-3)


def test_correlations_of_rare_cells_give_way_before_those_of_others():
    """Three cells that never spike together, one of them rare: weighted alike, all pairs would move, by 0.3."""
    cells = np.repeat([0, 1, 2, 3], [1200, 1200, 40, 560])
    samples = np.eye(4)[np.random.default_rng(6).permutation(cells)][:, :3]
    null = fit_null("dichotomized", observed_data((samples,)), rng=np.random.default_rng(7))
    assert null.pair_residual < 0.05


def _p_value(null, samples, rng):
    """Return the rank of the difference between two halves of the samples: small if draws scatter too little."""
    halves = [each.sum(axis=1).reshape(2, -1).mean(axis=1) for each in (samples, *drawn_from(null, rng, 9))]
    contrast = np.abs(np.diff(halves, axis=1)).ravel()
    return (1 + np.count_nonzero(contrast[1:] >= contrast[0])) / 10


@pytest.mark.repetitions
def test_draws_of_slow_counts_scatter_as_these_do_and_would_not_without_autocorrelation():
    rng, kept, white = np.random.default_rng(5), [], []
    for _ in range(30):
        latent = _slow(1000, 1, 0.97, rng) * np.sqrt(0.5) + np.sqrt(0.5) * rng.standard_normal((1000, 6))
        samples = (latent > 1).astype(float)
        null = fit_null("dichotomized", observed_data((samples,)), rng=rng)
        flat = np.ones_like(null.modes.amplitudes) * np.sqrt(np.mean(null.modes.amplitudes**2))
        kept.append(_p_value(null, samples, rng))
        white.append(_p_value(_with_modes(null, amplitudes=flat), samples, rng))
    assert np.mean(np.array(kept) <= 0.1) < 0.1 + 3 * np.sqrt(0.09 / 30)
    assert np.mean(np.array(white) <= 0.1) > 0.5


def test_modes_have_unit_variance_together(fitted):
    assert isinstance(fitted.modes, LatentModes)
    np.testing.assert_allclose((fitted.modes.mixing**2).sum(axis=0), 1, rtol=1e-9)


@pytest.mark.parametrize(("n_values", "accepted"), [(100, True), (101, False)])
def test_counts_have_a_hundred_values_at_most(n_values, accepted):
    rng, numbers = np.random.default_rng(5), np.arange(404)
    counts = np.column_stack([rng.permutation(numbers % n) for n in (2, n_values)]).astype(float)
    reason = lacking_counts(observed_data((counts,)))
    assert reason == ("" if accepted else "variables of at most 100 values each, and variable 2 has more")
