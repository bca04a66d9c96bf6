"""Windows in time: distance from a Gaussian, kurtosis and the share of the largest mode."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import lfilter
from scipy.stats import kurtosis

from rgcore.errors import InputError
from rgcore.pcarg import moment_flow
from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.provenance import Stamp
from rgcore.scans.gaussian_distance import (
    gaussian_probabilities,
    gaussian_values,
    jensen_shannon,
    value_counts,
)
from rgcore.scans.settings import WindowSettings
from rgcore.scans.windows import window_scan, window_starts
from rgcore.series import sample_moments
from rgcore.stats import jackknife_error
from rgcore.stats.blocking import block_edges
from rgcore.tables import open_samples, write_samples


def scan(samples, n_draws=19, **settings):
    rng = np.random.default_rng(9)
    return window_scan(samples, WindowSettings(**settings), dataset="planted", n_draws=n_draws, rng=rng)


def one_factor(n_samples, loading, seed=1):
    """Gaussian variables with one common factor: the share of the largest mode is known."""
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((n_samples, 1))
    return loading * common + rng.standard_normal((n_samples, 32))


def test_the_share_of_the_largest_mode_follows_a_factor_from_window_to_window():
    table = scan(np.vstack([one_factor(2_000, 1.0), one_factor(2_000, 0.25, seed=2)]), length=2_000)
    for scaling, part in table.groupby("scaling"):
        assert part["start"].tolist() == [0, 2_000]
        assert part["end"].tolist() == [2_000, 4_000]
        for found, loading in zip(part.itertuples(), (1.0, 0.25), strict=True):
            exact = (1 + 32 * loading**2) / (32 * (1 + loading**2))
            assert found.largest_share == pytest.approx(exact, abs=4 * found.largest_share_err), scaling
            assert 0.001 < found.largest_share_err < 0.02


def test_gaussian_windows_are_as_far_from_a_gaussian_as_gaussian_draws():
    table = scan(one_factor(6_000, 0.5), length=1_000, n_draws=39)
    inside = table["jensen_shannon"] <= table["jensen_shannon_gaussian_high"]
    assert inside.mean() >= 0.75
    ratio = table["jensen_shannon"].mean() / table["jensen_shannon_gaussian"].mean()
    assert 0.9 < ratio < 1.1
    assert np.abs(table["kurtosis"] - 3).max() < 0.6


def test_a_heavy_tailed_window_is_further_from_a_gaussian_than_the_draws_and_the_other_windows():
    rng = np.random.default_rng(3)
    calm = rng.standard_normal((1_000, 32))
    wild = rng.standard_normal((1_000, 32)) * rng.gamma(1.0, 1.0, (1_000, 1))  # elliptical
    table = scan(np.vstack([calm, wild]), length=1_000).set_index(["scaling", "start"])
    for scaling in ("covariance", "correlation"):
        before, after = table.loc[(scaling, 0)], table.loc[(scaling, 1_000)]
        assert after["jensen_shannon"] > 2 * after["jensen_shannon_gaussian_high"]
        difference = after["jensen_shannon"] - before["jensen_shannon"]
        assert difference > 4 * np.hypot(after["jensen_shannon_err"], before["jensen_shannon_err"])
        assert after["kurtosis"] > 6


def test_kurtosis_is_that_of_all_projected_variables_together():
    samples = np.random.default_rng(4).gamma(0.5, size=(400, 40))
    table = scan(samples, length=400, n_draws=2).set_index("scaling")
    centred = samples - samples.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    fields = centred @ vectors[:, -2:] @ vectors[:, -2:].T  # 40/16 rounds to two modes
    pooled = fields / fields.std(axis=0)
    assert table.loc["covariance", "n_kept"] == 2
    assert table.loc["covariance", "kurtosis"] == pytest.approx(np.mean(pooled**4))
    edges = block_edges(400, table.loc["covariance", "n_blocks"])
    others = [np.delete(fields, np.arange(*ends), axis=0) for ends in pairwise(edges)]
    left_out = [kurtosis(each, axis=0, fisher=False).mean() for each in others]
    assert table.loc["covariance", "kurtosis_err"] == pytest.approx(jackknife_error(np.array(left_out)))


def test_correlation_modes_depend_on_no_unit_and_no_mean():
    samples = one_factor(400, 0.7)
    given = 50 + samples * np.geomspace(0.1, 1_000, 32)
    one, other = (
        scan(each, length=400, n_draws=2).query("scaling == 'correlation'") for each in (samples, given)
    )
    numbers = one.select_dtypes("number").columns
    assert one[numbers].to_numpy() == pytest.approx(other[numbers].to_numpy(), rel=1e-6)


def test_silent_variables_are_left_out_of_their_windows_alone():
    samples = np.random.default_rng(5).poisson(1.0, (400, 6)).astype(float)
    samples[:100, 2] = 0
    table = scan(samples, length=100, n_draws=2).set_index(["scaling", "start"])
    assert table.loc["covariance", "n_variables"].tolist() == [5, 6, 6, 6]


def test_bursts_of_volatility_leave_the_draws_their_samples():
    """Their values are not correlated in time: a Gaussian process of such covariances has independent samples."""
    rng = np.random.default_rng(8)
    volatility = np.exp(np.repeat(rng.standard_normal(40), 50))[:, None]
    bursts = volatility * rng.standard_normal((2_000, 8))
    table = scan(bursts, length=2_000)
    assert table["correlation_time"].min() > 5
    steady = scan(rng.standard_normal((2_000, 8)), length=2_000)
    ratio = table["jensen_shannon_gaussian"].mean() / steady["jensen_shannon_gaussian"].mean()
    assert 0.8 < ratio < 1.25
    assert table["jensen_shannon"].min() > 2 * table["jensen_shannon_gaussian_high"].max()


@pytest.mark.parametrize("memory", [0.0, 0.9])
def test_slow_gaussian_windows_are_as_far_from_a_gaussian_as_their_draws(memory):
    """First-order autoregressive variables: sums have a 19th of the independent samples, counts of cells more."""
    rng, n_samples = np.random.default_rng(11), 30_000
    noise = rng.standard_normal((n_samples, 20)) @ rng.standard_normal((20, 20))
    table = scan(lfilter([1.0], [1.0, -memory], noise, axis=0), length=2_000)
    ratio = table["jensen_shannon"].mean() / table["jensen_shannon_gaussian"].mean()
    assert ratio == pytest.approx(1, abs=0.1)
    assert (table["jensen_shannon"] <= table["jensen_shannon_gaussian_high"]).mean() > 0.8


@pytest.mark.parametrize(
    ("settings", "starts", "length"),
    [
        ({}, range(0, 901, 100), 100),
        ({"length": 250, "step": 0.5}, range(0, 751, 125), 250),
        ({"length": 250, "step": 1}, range(0, 751, 1), 250),
        ({"length": 1.0}, range(0, 1, 1000), 1000),
        ({"length": 0.001}, range(0, 951, 50), 50),
    ],
)
def test_integers_are_samples_and_floats_fractions(settings, starts, length):
    found, found_length = window_starts(WindowSettings(**settings), 1000)
    assert (list(found), found_length) == (list(starts), length)


def test_fractions_of_samples_are_rounded():
    assert window_starts(WindowSettings(length=0.1, step=0.77), 1006) == (range(0, 906, 78), 101)


def test_a_window_has_the_autocorrelation_time_of_its_samples():
    slow = np.repeat(np.random.default_rng(12).standard_normal((100, 6)), 4, axis=0)
    row = scan(slow, length=400, n_draws=2).iloc[0]
    assert row["correlation_time"] == sample_moments([slow]).correlation_time
    assert 1.2 < row["correlation_time"] < 4  # 2 of steps of 4 samples


def test_a_window_must_fit_into_the_data():
    with pytest.raises(
        InputError, match="length must be 50 to 400 samples, those of the data, but it is 401"
    ):
        window_starts(WindowSettings(length=401), 400)


@pytest.mark.parametrize("silent", [slice(1, 2), slice(0, 2)])
def test_a_window_with_fewer_than_two_variables_that_vary_is_refused(silent):
    samples = np.random.default_rng(8).poisson(1.0, (200, 2)).astype(float)
    samples[:100, silent] = 0
    with pytest.raises(InputError, match="a window must have two variables that vary, but one has not"):
        scan(samples, length=100)


def test_windows_of_dated_samples_have_the_dates_of_their_ends(tmp_path):
    dates = [f"day {number}" for number in range(120)]
    samples, path = one_factor(120, 1.0), tmp_path / "s.parquet"
    names = [f"v{number}" for number in range(32)]
    write_samples([samples], path, variables=names, stamp=Stamp(), dates=dates)
    found = scan(open_samples(path), n_draws=2, length=60).query("scaling == 'covariance'")
    assert found["first_date"].tolist() == ["day 0", "day 60"]
    assert found["last_date"].tolist() == ["day 59", "day 119"]
    assert set(scan(samples, n_draws=2, length=60)["first_date"]) == {""}


def test_distances_have_jackknife_errors_and_draws_of_the_scores():
    """Written out for slow samples, with one mode kept."""
    samples = np.repeat(np.random.default_rng(6).gamma(0.5, size=(120, 20)), 5, axis=0)
    row = scan(samples, length=600, n_draws=5).set_index("scaling").loc["covariance"]
    _, vectors = np.linalg.eigh(np.cov(samples.T, bias=True))
    fields = (samples - samples.mean(axis=0)) @ np.outer(vectors[:, -1], vectors[:, -1])
    fields /= fields.std(axis=0)
    exact, edges = gaussian_probabilities(), block_edges(600, row["n_blocks"])
    counts = [value_counts(fields[low:high]) for low, high in pairwise(edges)]
    left_out = [jensen_shannon(sum(counts) - each, exact) for each in counts]
    assert row["jensen_shannon"] == pytest.approx(jensen_shannon(sum(counts), exact))
    assert row["jensen_shannon_err"] == pytest.approx(jackknife_error(np.array(left_out)))
    assert row["kurtosis_median"] == pytest.approx(np.median(kurtosis(fields, axis=0, fisher=False)))
    rest = [np.delete(samples, slice(*ends), axis=0) for ends in pairwise(edges)]
    largest = [np.linalg.eigvalsh(np.cov(each.T)) for each in rest]
    shares = np.array([each[-1] / each.sum() for each in largest])
    assert row["largest_share_err"] == pytest.approx(jackknife_error(shares))
    modes, rng = principal_components(sample_moments([samples]), "covariance"), np.random.default_rng(9)
    scores = (samples - samples.mean(axis=0)) @ modes.components[:, :1]
    draws = [jensen_shannon(value_counts(gaussian_values(scores, modes, rng=rng)), exact) for _ in range(5)]
    assert row["jensen_shannon_gaussian"] == pytest.approx(np.mean(draws))
    assert row["jensen_shannon_gaussian_high"] == pytest.approx(max(draws))


def test_the_error_of_a_median_is_that_of_the_flow():
    samples = np.random.default_rng(10).gamma(0.5, size=(400, 40))
    row = scan(samples, length=400, n_draws=2).set_index("scaling").loc["correlation"]
    flow = moment_flow(samples, [2], scaling="correlation").iloc[0]
    found = row[["kurtosis_median", "kurtosis_median_err"]].tolist()
    assert found == pytest.approx(flow[["kurtosis_median", "kurtosis_median_err"]].tolist())
