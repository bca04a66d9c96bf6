"""Nulls destroy what they say, and keep the rest."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg.flow.moment_flow import moment_flow
from rgcore.pcarg.nulls.arrays import draw_null, elliptical, gaussian
from rgcore.pcarg.nulls.draws import NULLS, FlowPlan, data_flow, fit_null, null_draws, null_flow
from rgcore.pcarg.nulls.fitted_data import material
from rgcore.pcarg.nulls.volatility import student_degrees_of_freedom
from rgcore.pcarg.schemas import PCA_FLOW, PCA_NULLS
from rgcore.series.moments import sample_moments
from rgcore.stats import circularly_shifted

KEPT = [1.0, 0.5, 0.25, 0.1]
PLAN = FlowPlan(kept=tuple(KEPT), dropped_tops=(0.0, 0.1))


def _skewed(n_samples, seed=1):
    rng = np.random.default_rng(seed)
    return np.exp(rng.standard_normal((n_samples, 1)) + 0.5 * rng.standard_normal((n_samples, 10)))


def test_shuffling_keeps_every_variable_up_to_a_shift():
    samples = _skewed(50)
    drawn = circularly_shifted(samples, rng=np.random.default_rng(2))
    for before, after in zip(samples.T, drawn.T, strict=True):
        assert any(np.array_equal(np.roll(before, offset), after) for offset in range(50))


def test_shuffling_removes_equal_time_correlations():
    samples = _skewed(20_000)
    assert np.abs(np.corrcoef(samples.T) - np.eye(10)).max() > 0.5
    shifted = circularly_shifted(samples, rng=np.random.default_rng(3))
    drawn = draw_null(samples, "shuffled", rng=np.random.default_rng(3))
    for each in (shifted, drawn):
        assert np.abs(np.corrcoef(each.T) - np.eye(10)).max() < 5 / np.sqrt(20_000)


def test_the_gaussian_null_has_the_covariance_of_the_data():
    samples = _skewed(2000)
    covariance = np.cov(samples.T, bias=True)
    drawn = gaussian(samples, rng=np.random.default_rng(4))
    variances = np.diag(covariance)
    error = np.sqrt((covariance**2 + np.outer(variances, variances)) / 2000)
    assert np.abs((np.cov(drawn.T, bias=True) - covariance) / error).max() < 4.5


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_the_gaussian_null_is_gaussian_at_every_cutoff(scaling):
    drawn = gaussian(_skewed(40_000), rng=np.random.default_rng(5))
    table = moment_flow(drawn, KEPT, scaling=scaling)
    assert (np.abs(table["kurtosis_median"] - 3) < 3 * table["kurtosis_median_err"]).all()
    assert (table["kurtosis_median_err"] < 0.03).all()


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_every_projection_of_a_student_t_has_its_kurtosis(scaling):
    """3 (nu - 2)/(nu - 4) = 4.5 at nu = 8."""
    drawn = elliptical(_skewed(400_000), degrees_of_freedom=8, rng=np.random.default_rng(6))
    table = moment_flow(drawn, KEPT, scaling=scaling)
    assert (np.abs(table["kurtosis_median"] - 4.5) < 3.5 * table["kurtosis_median_err"]).all()
    assert (table["kurtosis_median_err"] < 0.2).all()


def test_the_elliptical_null_has_the_covariance_and_the_kurtosis_of_the_data():
    rng = np.random.default_rng(7)
    samples = (
        rng.standard_normal((100_000, 5)) * np.sqrt(10 / rng.chisquare(12, 100_000))[:, None]
    )  # nu = 12: 3.75
    drawn = elliptical(samples, rng=rng)
    np.testing.assert_allclose(np.cov(drawn.T, bias=True), np.cov(samples.T, bias=True), atol=0.03)
    kurtosis = moment_flow(drawn, [1.0])["kurtosis_median"].iloc[0]
    assert kurtosis == pytest.approx(3.75, abs=0.15)


@pytest.mark.parametrize("degrees", [4.5, 5.0, 8.0, 100.0])
def test_degrees_of_freedom_are_read_back_from_the_kurtosis(degrees):
    assert student_degrees_of_freedom(3 * (degrees - 2) / (degrees - 4)) == pytest.approx(degrees, rel=1e-12)


def test_degrees_of_freedom_are_clipped():
    assert student_degrees_of_freedom(1.0) == student_degrees_of_freedom(3.0) == 1000
    assert student_degrees_of_freedom(500.0) == 4.2


def test_the_kurtosis_must_be_finite():
    with pytest.raises(ValueError, match="must be above 4"):
        elliptical(_skewed(10), degrees_of_freedom=4.0, rng=np.random.default_rng(0))


def _remembering(n_samples, seed=1):
    """Return four Gaussian series of memory 0.9 that share a part of their shocks."""
    rng = np.random.default_rng(seed)
    series = rng.standard_normal((n_samples, 4)) + rng.standard_normal((n_samples, 1))
    for step in range(1, n_samples):
        series[step] += 0.9 * series[step - 1]
    return series


def _lagged(samples, lag):
    values = samples - samples.mean(axis=0)
    return np.roll(values, -lag, axis=0).T @ values / len(values)


@pytest.mark.parametrize("n_samples", [500, 501])
@pytest.mark.parametrize("lag", [0, 1, 7])
def test_the_gaussian_null_keeps_covariances_at_every_lag_exactly(n_samples, lag):
    samples = _remembering(n_samples)
    drawn = gaussian(samples, rng=np.random.default_rng(2))
    assert np.abs(drawn - samples).max() > 1
    np.testing.assert_allclose(_lagged(drawn, lag), _lagged(samples, lag), rtol=1e-10, atol=1e-10)


def test_two_gaussian_draws_are_independent():
    samples, rng = _remembering(20_000), np.random.default_rng(3)
    null = fit_null("gaussian", material((samples,), sample_moments((samples,))), rng=rng)
    first, second = (np.concatenate(list(null.draw(rng=rng))) for _ in range(2))
    correlation = np.corrcoef(first.T, second.T)[:4, 4:]
    assert np.abs(correlation).max() < 4 * np.sqrt(19 / 20_000)  # (1 + 0.9^2)/(1 - 0.9^2) = 9.5 each, at most


def test_bursts_of_the_elliptical_null_last_as_long_as_those_of_the_data():
    """Squares of a common volatility that changes every 50 samples are correlated over 10, not over 200."""
    rng = np.random.default_rng(4)
    volatility = np.repeat(np.sqrt(4 / rng.chisquare(6, 400)), 50)
    samples = volatility[:, None] * rng.standard_normal((20_000, 30))
    drawn = elliptical(samples, degrees_of_freedom=6, rng=rng)
    square = (drawn**2).mean(axis=1)
    rank = np.argsort(np.argsort(square))
    near, far = (np.corrcoef(rank[lag:], rank[:-lag])[0, 1] for lag in (10, 200))
    assert near > 0.5
    assert abs(far) < 0.2


def test_equal_volatilities_of_silent_samples_are_put_in_random_order():
    """In order of time they would rise slowly, as if silence had a memory."""
    samples, rng = _skewed(4000), np.random.default_rng(5)
    null = replace(
        fit_null("elliptical", material((samples,), sample_moments((samples,))), rng=rng),
        volatility=np.zeros(4000),
    )
    ranks = np.argsort(np.argsort(null.draw_volatility(rng=rng)))
    assert abs(np.corrcoef(ranks[1:], ranks[:-1])[0, 1]) < 4 / np.sqrt(4000)


@pytest.mark.parametrize("source", NULLS)
def test_draws_can_be_gone_through_again_and_again(source):
    samples, rng = _skewed(300), np.random.default_rng(6)
    drawn = fit_null(source, material((samples,), sample_moments((samples,))), rng=rng).draw(rng=rng)
    first, second = (np.concatenate(list(drawn)) for _ in range(2))
    assert np.array_equal(first, second)
    assert first.shape == samples.shape


@pytest.mark.parametrize("source", ["shuffled", "gaussian", "elliptical"])
def test_draws_from_a_file_are_those_from_memory(source):
    samples = _skewed(5000)
    moments = sample_moments((samples,))
    drawn = []
    for in_memory in (False, True):
        rng = np.random.default_rng(7)
        null = fit_null(source, material((samples,), moments, in_memory=in_memory), rng=rng)
        drawn.append(np.concatenate(list(null.draw(rng=rng))))
    np.testing.assert_allclose(drawn[0], drawn[1], rtol=1e-12, atol=1e-12)


def test_an_unknown_null_is_refused():
    with pytest.raises(ValueError, match="a null must be one of"):
        draw_null(_skewed(30), "phase_randomized", rng=np.random.default_rng(0))


def _draws(samples, n_draws, sources=NULLS):
    rngs = {source: np.random.default_rng(place) for place, source in enumerate(sources)}
    return null_draws((samples,), PLAN, n_draws, dataset="some", rngs=rngs, report=lambda *_: None)


def test_draws_and_their_means_have_every_row_once():
    draws = _draws(_skewed(200), 3)
    assert set(draws.columns) == set(PCA_NULLS.names)
    assert not draws.duplicated(list(PCA_NULLS.keys)).any()
    flow = pd.concat([data_flow((_skewed(200),), PLAN, dataset="some"), null_flow(draws)])
    assert set(flow.columns) == set(PCA_FLOW.names)
    assert not flow.duplicated(list(PCA_FLOW.keys)).any()
    assert set(flow["source"]) == {"data", *NULLS}
    assert not flow.drop(columns=["null_low", "null_high"]).isna().any(axis=None)


def test_more_draws_leave_the_first_ones_as_they_are():
    few, many = (_draws(_skewed(100), number, ["gaussian", "factor_garch"]) for number in (2, 3))
    pd.testing.assert_frame_equal(few, many[many["draw"] <= 2].reset_index(drop=True))


def test_the_row_of_a_null_is_mean_and_range_of_its_draws():
    draws = _draws(_skewed(200), 4, ["shuffled"])
    own = draws.query("scaling == 'correlation' and dropped_top == 0.1 and n_kept == 2")["kurtosis_median"]
    row = null_flow(draws).query("scaling == 'correlation' and dropped_top == 0.1 and n_kept == 2").iloc[0]
    assert row["kurtosis_median"] == pytest.approx(np.exp(np.log(own).mean()))
    scatter = np.log(own).std(ddof=1)
    assert row["kurtosis_median_err"] == pytest.approx(row["kurtosis_median"] * scatter)
    assert (row["null_low"], row["null_high"], row["n_draws"]) == (own.min(), own.max(), 4)


def test_flow_of_the_data_is_their_moment_flow():
    samples = _skewed(200)
    table = data_flow((samples,), PLAN, dataset="some")
    part = table.query("scaling == 'correlation' and dropped_top == 0.1").reset_index(drop=True)
    expected = moment_flow(samples, KEPT, dropped_top=0.1, scaling="correlation", dataset="some")
    pd.testing.assert_frame_equal(part[expected.columns], expected)


def test_repeated_dropped_tops_are_refused():
    with pytest.raises(ValueError, match="once each"):
        FlowPlan(kept=(1.0,), dropped_tops=(0, 0.0))


def test_every_draw_is_reported():
    told = []
    rngs = {name: np.random.default_rng(1) for name in ("shuffled", "gaussian")}
    null_draws((_skewed(60),), PLAN, 2, dataset="some", rngs=rngs, report=lambda *counts: told.append(counts))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
