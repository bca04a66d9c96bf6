"""The factor model has the variances, correlations and tails of its closed forms."""

import numpy as np
import pytest
from scipy.stats import t as student_t

from rgcore.datasets import generate_dataset
from rgcore.datasets.generated.stock_like import (
    StockLikeSettings,
    draw_loadings,
    garch_series,
    stock_like_returns,
)
from rgcore.series.garch import student_innovations


def mean_and_error(per_series):
    return per_series.mean(), per_series.std() / np.sqrt(len(per_series))


def model_correlation(loadings):
    """Return the exact correlation matrix of the returns, from the formula in the docstring of the model."""
    same = loadings.sector[:, None] == loadings.sector
    correlation = np.outer(loadings.market, loadings.market)
    correlation += same * np.outer(loadings.within_sector, loadings.within_sector)
    np.fill_diagonal(correlation, 1.0)
    return correlation


def test_innovations_have_unit_variance_and_the_kurtosis_of_student():
    z = student_innovations((2_000_000,), 12.0, rng=np.random.default_rng(21))
    moments = [(12 - 2) / 12 * 12 / 10, 3 * (12 - 2) / (12 - 4)]  # 1 and 3.75
    for power, expected in zip((2, 4), moments, strict=True):
        value, error = mean_and_error(z**power)
        assert abs(value - expected) < 4 * error


@pytest.mark.parametrize("degrees_of_freedom", [4.0, 6.0])
def test_innovations_have_the_tails_of_student(degrees_of_freedom):
    z = student_innovations((500_000,), degrees_of_freedom, rng=np.random.default_rng(22))
    scale = np.sqrt((degrees_of_freedom - 2) / degrees_of_freedom)
    for level in (0.5, 1.0, 3.0, 6.0):
        expected = 2 * student_t.sf(level / scale, degrees_of_freedom)
        found = (np.abs(z) > level).mean()
        assert abs(found - expected) < 4 * np.sqrt(expected / len(z))


def test_garch_variance_is_the_unconditional_one():
    settings = StockLikeSettings(n_variables=200, n_samples=1000, degrees_of_freedom=12.0)
    series = garch_series(2000, settings, rng=np.random.default_rng(23))
    value, error = mean_and_error((series**2).mean(axis=0))
    assert abs(value - 1) < 4 * error  # a0 / (1 - a - b) with a0 = 1 - a - b


def test_garch_squares_are_autocorrelated_as_in_bollerslevs_formula():
    a, b = 0.1, 0.8
    settings = StockLikeSettings(
        n_variables=200, n_samples=2000, garch_shock=a, garch_memory=b, degrees_of_freedom=50.0
    )
    series = garch_series(2000, settings, rng=np.random.default_rng(24))
    square = series**2
    first = a * (1 - a * b - b**2) / (1 - 2 * a * b - b**2)
    kurtosis_z = 3 * 48 / 46
    kurtosis = kurtosis_z * (1 - (a + b) ** 2) / (1 - b**2 - 2 * a * b - kurtosis_z * a**2)
    value, error = mean_and_error((square**2).mean(axis=0))
    assert abs(value - kurtosis) < 4 * error
    for lag in (1, 5):
        expected = 1 + (kurtosis - 1) * first * (a + b) ** (lag - 1)  # <x(t)^2 x(t + lag)^2>
        value, error = mean_and_error((square[lag:] * square[:-lag]).mean(axis=0))
        assert abs(value - expected) < 4 * error


def test_garch_returns_are_uncorrelated_in_time_and_with_each_other():
    settings = StockLikeSettings(n_variables=200, n_samples=3000)
    series = garch_series(300, settings, rng=np.random.default_rng(25))
    for products in (series[1:] * series[:-1], series[:, 1:] * series[:, :-1]):
        value, error = mean_and_error(products.mean(axis=0))
        assert abs(value) < 4 * error


def test_returns_have_the_covariance_of_the_model():
    settings = StockLikeSettings(n_variables=12, n_samples=200_000, n_sectors=3, degrees_of_freedom=20.0)
    loadings = draw_loadings(settings, rng=np.random.default_rng(26))
    returns = stock_like_returns(settings, rng=np.random.default_rng(26))  # draws the same loadings first
    expected = model_correlation(loadings) * np.outer(loadings.volatility, loadings.volatility)
    blocks = returns.reshape(100, 2000, 12)
    products = np.einsum("bti,btj->bij", blocks, blocks) / 2000
    error = products.std(axis=0) / np.sqrt(100)
    assert np.abs((products.mean(axis=0) - expected) / error).max() < 4.5
    assert np.all(np.diag(model_correlation(loadings)) == 1)


def test_the_mean_correlation_of_the_defaults_is_that_of_real_stocks():
    pairs = np.triu_indices(200, 1)
    settings = StockLikeSettings(n_variables=200, n_samples=1300)
    found, expected = [], []
    for seed in range(30, 50):
        loadings = draw_loadings(settings, rng=np.random.default_rng(seed))
        expected.append(model_correlation(loadings)[pairs].mean())
        returns = stock_like_returns(settings, rng=np.random.default_rng(seed))
        found.append(np.corrcoef(returns.T)[pairs].mean())
    assert min(expected) > 0.2
    assert max(expected) < 0.3
    value, error = mean_and_error(np.subtract(found, expected))
    assert abs(value) < 4 * error


def test_sectors_are_dealt_out_evenly():
    settings = StockLikeSettings(n_variables=80, n_samples=100)
    sector = draw_loadings(settings, rng=np.random.default_rng(28)).sector
    assert np.bincount(sector).tolist() == [10] * 8


def test_the_same_stream_gives_the_same_data_set():
    block = {"kind": "stock_like", "n_variables": 6, "n_samples": 200}
    first, second = (generate_dataset("s", block, rng=np.random.default_rng(29)) for _ in range(2))
    np.testing.assert_array_equal(first.samples, second.samples)
    assert first.report.equals(second.report)
    assert first.variables == ("v000", "v001", "v002", "v003", "v004", "v005")


def test_whole_numbers_do_for_numbers_that_need_not_be_whole():
    block = {"kind": "stock_like", "n_variables": 6, "n_samples": 200, "degrees_of_freedom": 6}
    found = generate_dataset("s", block, rng=np.random.default_rng(29)).samples
    settings = StockLikeSettings(n_variables=6, n_samples=200, degrees_of_freedom=6.0)
    np.testing.assert_array_equal(found, stock_like_returns(settings, rng=np.random.default_rng(29)))
