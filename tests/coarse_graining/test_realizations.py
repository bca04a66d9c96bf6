"""The scatter of exponents over realizations of a generator."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.coarse_graining import coarse_grain, with_realizations
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.decay_times import resolved_lags
from rgcore.errors import InputError
from rgcore.series.moments import sample_moments
from rgcore.series.time_blocks import number_of_time_blocks


def realization(number):
    """Return counts of 32 cells with a drive in common, which decays in 5 samples."""
    rng = np.random.default_rng(number)
    drive = np.zeros(1200)
    for time, kick in enumerate(rng.standard_normal(len(drive) - 1)):
        drive[time + 1] = 0.8 * drive[time] + 0.6 * kick
    gains = rng.standard_normal(32)
    return rng.poisson(0.4 * np.exp(0.6 * drive[:, None] * gains))


def driven_alike(strength):
    """Return 16 variables strength * h + e_i of orthogonal h and e_i: the variance of a sum is strength^2 K^2 + K."""
    rows = np.ones((1, 1))
    while len(rows) < 32:
        rows = np.block([[rows, rows], [rows, -rows]])  # Hadamard
    samples = rows[:, 1:17] + strength * rows[:, 17:18]
    return np.tile(samples, (40, 1))


def slope_of(strength):
    sizes = np.array([1.0, 2.0, 4.0])  # 4 clusters are left
    return np.polyfit(np.log(sizes), np.log(strength**2 * sizes**2 + sizes), 1)[0]


def exponents_of(samples):
    return coarse_grain(samples, dataset="cells", n_draws=2, rng=np.random.default_rng(1)).exponents


@pytest.fixture(scope="module")
def tables():
    return [exponents_of(realization(number)) for number in range(3)]


def test_the_scatter_is_the_standard_deviation_over_one_realization_and_the_others(tables):
    found = with_realizations(tables[0], [realization(number) for number in (1, 2)])
    of_data = found[found["source"] == "data"].set_index("exponent")
    values = [table[table["source"] == "data"].set_index("exponent")["value"] for table in tables]
    expected = np.sqrt(sum((each - sum(values) / 3) ** 2 for each in values) / 2)
    assert np.isfinite(expected[["variance", "silence", "eigenvalue", "dynamic"]]).all()
    np.testing.assert_allclose(of_data["realization_err"], expected[of_data.index], rtol=1e-9)
    assert (of_data["n_realizations"] == 3).all()


def test_the_scatter_is_that_of_what_a_realization_draws_once():
    """Every realization repeats its samples: over time nothing scatters, between realizations a known strength does."""
    strengths = (0.5, 1.0, 2.0, 0.25)
    first, *others = map(driven_alike, strengths)
    row = (
        with_realizations(exponents_of(first), others)
        .set_index(["source", "exponent"])
        .loc[("data", "variance")]
    )
    assert row["value"] == pytest.approx(slope_of(0.5), rel=1e-9)
    assert row["value_err"] < 0.01
    assert row["realization_err"] == pytest.approx(np.std([*map(slope_of, strengths)], ddof=1), rel=1e-9)
    assert row["realization_err"] > 0.1


def test_an_exponent_that_one_realization_lacks_has_no_scatter():
    found = with_realizations(exponents_of(driven_alike(0.5)), [driven_alike(1.0)])
    silence = found[(found["source"] == "data") & (found["exponent"] == "silence")].iloc[0]
    assert np.isnan(silence["value"])
    assert np.isnan(silence["realization_err"])


def test_the_null_is_that_of_one_realization(tables):
    found = with_realizations(tables[0], [realization(1)])
    null = found[found["source"] == "shuffled"]
    assert (null["n_realizations"] == 1).all()
    assert null["realization_err"].isna().all()


def test_a_scatter_needs_another_realization(tables):
    with pytest.raises(InputError, match="at least one realization"):
        with_realizations(tables[0], [])


@pytest.mark.parametrize("tau", [20, 60])
def test_of_short_series_twenty_blocks_resolve_the_lags_of_the_fewer_that_data_have(tau):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        signal = lfilter([np.sqrt(2 / tau)], [1, -np.exp(-1 / tau)], rng.standard_normal((2000, 1)), axis=0)
        samples = signal * rng.uniform(0.5, 1.5, 32) + 3 * rng.standard_normal((2000, 32))
        n_blocks, levels = number_of_time_blocks(sample_moments((samples,))), form_clusters(samples)
        fewer, twenty = (
            resolved_lags(measure(samples, levels, n_blocks=number).autocorrelation)
            for number in (n_blocks, None)
        )
        assert n_blocks == 10
        np.testing.assert_array_equal(fewer, twenty)


def test_another_realization_may_have_fewer_samples_than_two_per_block():
    samples = [realization(number)[:30] for number in range(3)]
    exponents = coarse_grain(
        samples[0], dataset="cells", n_draws=2, n_blocks=15, rng=np.random.default_rng(1)
    ).exponents
    found = with_realizations(exponents, samples[1:]).set_index(["source", "exponent"])
    assert found.loc[("data", "variance"), "realization_err"] > 0
    assert found.loc[("data", "variance"), "n_realizations"] == 3
