"""Nulls destroy what they say, and keep the rest."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg import (
    SOURCES,
    draw_source,
    elliptical,
    flow_of_source,
    gaussian,
    moment_flow,
    student_degrees_of_freedom,
)
from rgcore.stats import circularly_shifted
from rgcore.tables.schemas.pcarg import PCA_FLOW

KEPT = [1.0, 0.5, 0.25, 0.1]


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
    correlation = np.corrcoef(circularly_shifted(samples, rng=np.random.default_rng(3)).T) - np.eye(10)
    assert np.abs(np.corrcoef(samples.T) - np.eye(10)).max() > 0.5
    assert np.abs(correlation).max() < 5 / np.sqrt(20_000)


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


def test_the_source_data_is_the_data():
    samples = _skewed(30)
    assert draw_source(samples, "data", rng=np.random.default_rng(0)) is samples


def test_an_unknown_source_is_refused():
    with pytest.raises(ValueError, match="source must be one of"):
        draw_source(_skewed(30), "phase_randomized", rng=np.random.default_rng(0))


@pytest.mark.parametrize("source", SOURCES)
def test_flow_of_a_source_has_every_row_once(source):
    rng = np.random.default_rng(8)
    table = flow_of_source(_skewed(200), source, KEPT, [0.0, 0.1], dataset="some", rng=rng)
    assert set(table.columns) == set(PCA_FLOW.names)
    assert not table.duplicated(list(PCA_FLOW.keys)).any()
    assert not table.isna().any(axis=None)
    assert set(zip(table["scaling"], table["dropped_top"], strict=True)) == {
        (scaling, dropped) for scaling in ("covariance", "correlation") for dropped in (0.0, 0.1)
    }


def test_flow_of_the_data_is_their_moment_flow():
    samples = _skewed(200)
    table = flow_of_source(samples, "data", KEPT, [0.0, 0.1], dataset="some", rng=np.random.default_rng(0))
    part = table.query("scaling == 'correlation' and dropped_top == 0.1").reset_index(drop=True)
    expected = moment_flow(samples, KEPT, dropped_top=0.1, scaling="correlation")
    pd.testing.assert_frame_equal(part[expected.columns], expected)


def test_repeated_dropped_tops_are_refused():
    with pytest.raises(ValueError, match="once each"):
        flow_of_source(_skewed(50), "data", KEPT, [0, 0.0], dataset="some", rng=np.random.default_rng(0))
