"""What is measured of clusters, compared with distributions that are known exactly."""

import itertools

import numpy as np
import pytest

from rgcore.coarse_graining.block_sums import LAGS
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.cluster_spectra import ClusterProducts, spectrum_sizes
from rgcore.coarse_graining.clusters import Level
from rgcore.stats import jackknife_error


def clusters_in_order(n_variables, n_levels):
    """Levels that sum neighbours, whatever the samples."""
    levels = [Level(members=np.arange(n_variables)[:, None], pairs=np.empty((0, 2), dtype=int))]
    for _ in range(n_levels):
        pairs = np.arange(2 * (len(levels[-1].members) // 2)).reshape(-1, 2)
        members = np.concatenate([levels[-1].members[half] for half in pairs.T], axis=1)
        levels.append(Level(members=members, pairs=pairs))
    return levels


def deviations(estimates, exact):
    """Return (estimate - exact) / jackknife error, per level."""
    return (estimates[0] - exact) / jackknife_error(estimates[1:])


def bernoulli(probability, shape, seed):
    return (np.random.default_rng(seed).random(shape) < probability).astype(float)


def test_independent_bernoulli_variables_are_binomial_at_every_size():
    p, sizes = 0.03, np.array([1, 2, 4, 8, 16])
    measured = measure(bernoulli(p, (40_000, 64), 1), clusters_in_order(64, 4))
    assert np.abs(deviations(measured.variance, sizes * p * (1 - p))).max() < 3.5
    assert np.abs(deviations(measured.silence, (1 - p) ** sizes)).max() < 3.5
    kurtosis = 3 + (1 - 6 * p * (1 - p)) / (sizes * p * (1 - p))
    assert np.abs(deviations(measured.kurtosis, kurtosis)).max() < 3.5
    assert (jackknife_error(measured.kurtosis[1:]) < 0.02 * kurtosis).all()


def test_kurtosis_and_autocorrelation_of_variables_do_not_depend_on_their_units():
    samples, units = np.random.default_rng(5).exponential(size=(300, 4)), [1.0, 1e-8, 1e4, 1e-3]
    plain, scaled = (measure(each, clusters_in_order(4, 0)) for each in (samples, units * samples))
    np.testing.assert_allclose(scaled.kurtosis, plain.kurtosis, rtol=1e-9)
    np.testing.assert_allclose(scaled.autocorrelation, plain.autocorrelation, atol=1e-9)


def test_a_mean_of_a_million_deviations_changes_no_number():
    samples = np.random.default_rng(8).standard_normal((200, 32))
    near, far = (measure(each, clusters_in_order(32, 3)) for each in (samples, samples + 1e6))
    for name in ("variance", "kurtosis", "autocorrelation"):
        np.testing.assert_allclose(getattr(far, name), getattr(near, name), rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(far.spectra[8], near.spectra[8], rtol=1e-7)


def test_a_variable_that_hardly_varies_without_a_block_counts_there():
    """Its variance outside samples 30 to 40, the fourth of twenty blocks, is 0.02 % of that of all."""
    samples = np.random.default_rng(6).standard_normal((200, 2))
    samples[30:40, 0] *= 300
    left = np.delete(samples, slice(30, 40), axis=0)
    z = (left - left.mean(axis=0)) / left.std(axis=0)
    found = measure(samples, clusters_in_order(2, 0)).kurtosis[1 + 3, 0]
    assert found == pytest.approx(np.exp(np.log((z**4).mean(axis=0)).mean()), rel=1e-5)


def test_of_nine_samples_one_pair_is_eight_steps_apart():
    samples = np.random.default_rng(7).standard_normal((9, 1))
    z = (samples - samples.mean()) / samples.std()
    found = measure(samples, clusters_in_order(1, 0), n_blocks=4).autocorrelation[0, :, 0]
    expected = [np.mean(z[lag:] * z[:-lag]) for lag in LAGS]
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_the_numbers_of_one_level_are_those_of_plain_numpy():
    rng = np.random.default_rng(2)
    samples = rng.poisson(0.4, (997, 6)) * rng.integers(1, 3, (997, 6)).astype(float)
    levels = form_clusters(samples)[:2]
    measured = measure(samples, levels)
    for row, level in enumerate(levels):
        sums = samples[:, level.members].sum(axis=2)
        assert measured.variance[0, row] == pytest.approx(sums.var(axis=0).mean(), rel=1e-12)
        assert measured.silence[0, row] == pytest.approx((sums == 0).mean(), rel=1e-12)
        z = (sums - sums.mean(axis=0)) / sums.std(axis=0)
        assert measured.kurtosis[0, row] == pytest.approx(
            np.exp(np.log((z**4).mean(axis=0)).mean()), rel=1e-12
        )
        correlation = np.mean((z[:-1] * z[1:]).mean(axis=0))
        if correlation > 0:
            assert measured.correlation_time[0, row] == pytest.approx(-1 / np.log(correlation), rel=1e-10)


def test_leaving_out_a_block_is_measuring_without_it():
    rng = np.random.default_rng(3)
    samples = rng.poisson(0.5, (400, 5)).astype(float) + 3 * bernoulli(0.3, (400, 5), 4)
    levels = clusters_in_order(5, 1)
    measured = measure(samples, levels, n_blocks=4)
    for block in range(4):
        rest = np.delete(samples, np.s_[100 * block : 100 * (block + 1)], axis=0)
        alone = measure(rest, levels, n_blocks=1)
        for name in ("variance", "silence", "kurtosis"):
            assert np.allclose(getattr(measured, name)[1 + block], getattr(alone, name)[0], rtol=1e-10)


def test_autocorrelations_without_a_block_lack_the_pairs_that_begin_in_it():
    rng, means = np.random.default_rng(11), np.repeat([0.0, 0.0, 3.0], 100)
    samples = means[:, None] + np.cumsum(rng.standard_normal((300, 2)), axis=0)
    measured = measure(samples, clusters_in_order(2, 0), n_blocks=3)
    centred = samples - samples.mean(axis=0)
    for block in range(3):
        inside = np.arange(300) // 100 == block
        mean, variance = centred[~inside].mean(axis=0), centred[~inside].var(axis=0)
        for place, lag in enumerate(LAGS):
            pairs = (centred[:-lag] * centred[lag:])[~inside[:-lag]]
            expected = ((pairs.mean(axis=0) - mean**2) / variance).mean()
            assert measured.autocorrelation[1 + block, place, 0] == pytest.approx(expected, rel=1e-10)


def test_blocks_change_no_estimate_of_all_samples():
    samples = np.random.default_rng(5).poisson(0.5, (403, 32)).astype(float)
    levels = form_clusters(samples)
    first, second = (measure(samples, levels, n_blocks=number) for number in (1, 7))
    for name in ("variance", "silence", "kurtosis", "correlation_time"):
        pair = getattr(first, name)[0], getattr(second, name)[0]
        assert np.allclose(*pair, rtol=1e-10, equal_nan=True)
    for size, spectrum in first.spectra.items():
        assert np.allclose(spectrum[0], second.spectra[size][0], rtol=1e-10)


def test_a_markov_chain_has_its_correlation_time():
    """Two states, stay with probability 1 - a or 1 - b: C(t) = (1 - a - b)^t, of independent sums too."""
    rng = np.random.default_rng(6)
    on, off, n_chains = 0.05, 0.15, 64
    draws = rng.random((30_000, n_chains))
    state = np.zeros((30_000, n_chains))
    state[0] = draws[0] < on / (on + off)
    for now, after in itertools.pairwise(range(30_000)):
        state[after] = np.where(state[now] == 1, draws[after] >= off, draws[after] < on)
    measured = measure(state, clusters_in_order(n_chains, 3))
    assert np.abs(deviations(measured.correlation_time, -1 / np.log(1 - on - off))).max() < 3.5
    assert (jackknife_error(measured.correlation_time[1:]) < 0.05).all()


def test_the_error_of_a_variance_is_its_scatter():
    errors, values = [], []
    for seed in range(60):
        measured = measure(bernoulli(0.2, (1000, 16), 100 + seed), clusters_in_order(16, 2))
        values.append(measured.variance[0])
        errors.append(jackknife_error(measured.variance[1:]))
    ratio = np.sqrt(np.mean(np.square(errors), axis=0)) / np.std(values, axis=0, ddof=1)
    assert (np.abs(ratio - 1) < 3.5 / np.sqrt(2 * 59)).all()


def test_silence_has_no_meaning_for_numbers_of_both_signs():
    samples = np.random.default_rng(7).standard_normal((100, 8))
    assert np.isnan(measure(samples, clusters_in_order(8, 2)).silence).all()


def test_a_cell_that_spikes_in_one_block_alone_is_left_out_without_it():
    samples = bernoulli(0.3, (200, 4), 8)
    samples[:, 0] = 0
    samples[3, 0] = 1
    measured = measure(samples, clusters_in_order(4, 1), n_blocks=4)
    assert all(np.isfinite(getattr(measured, name)).all() for name in ("variance", "kurtosis"))


@pytest.mark.parametrize(
    ("spoil", "match"),
    [(np.nan, "finite"), (np.inf, "finite"), ("constant", "constant"), ("line", "matrix of real numbers")],
)
def test_samples_that_cannot_be_meant_are_refused(spoil, match):
    samples = np.random.default_rng(9).standard_normal((60, 4))
    if spoil == "constant":
        samples[:, 1] = 2.0
    elif spoil == "line":
        samples = samples[:, 0]
    else:
        samples[5, 2] = spoil
    with pytest.raises(ValueError, match=match):
        measure(samples, clusters_in_order(4, 1))


@pytest.mark.parametrize("n_blocks", [0, 31])
def test_blocks_of_less_than_two_samples_are_refused(n_blocks):
    with pytest.raises(ValueError, match="n_blocks must be from 1 to 30 "):
        measure(np.random.default_rng(9).random((60, 4)), clusters_in_order(4, 1), n_blocks=n_blocks)


def test_spectra_are_eigenvalues_of_the_clusters_averaged():
    rng = np.random.default_rng(10)
    samples = rng.standard_normal((240, 24)) @ rng.standard_normal((24, 24))
    members = rng.permutation(24).reshape(3, 8)
    edges = np.arange(5) * 60
    products = ClusterProducts(members, samples.mean(axis=0), edges)
    for part in np.split(samples, [7, 60, 130]):
        products.add(part)
    spectra = products.spectrum()
    for row, kept in enumerate([np.ones(240, bool), *(np.arange(240) // 60 != block for block in range(4))]):
        exact = [np.linalg.eigvalsh(np.cov(samples[kept][:, part].T, bias=True)) for part in members]
        assert np.allclose(spectra[row], np.mean(exact, axis=0)[::-1], rtol=1e-9)


def test_spectra_are_taken_at_the_published_sizes():
    sizes = [2**power for power in range(11)]
    assert spectrum_sizes(sizes, [1024 // size for size in sizes]) == [16, 32, 64, 128, 256]
    assert spectrum_sizes(sizes, [4096 // size for size in sizes]) == [16, 32, 64, 128, 256]
    assert spectrum_sizes(sizes[:8], [160, 80, 40, 20, 10, 5, 2, 1]) == [8, 16, 32]
    assert spectrum_sizes(sizes[:3], [6, 3, 1]) == []
    assert spectrum_sizes([8, 16, 32], [12, 6, 3]) == [8, 16]  # of 96 variables: four clusters at least


@pytest.mark.parametrize(("n_samples", "n_blocks"), [(400, 20), (30, 15)])
def test_there_are_twenty_blocks_of_time_or_blocks_of_two_samples(n_samples, n_blocks):
    samples = np.random.default_rng(12).random((n_samples, 4))
    assert len(measure(samples, clusters_in_order(4, 1)).variance) == 1 + n_blocks


def test_a_variable_that_is_large_in_one_block_counts_without_it():
    samples = np.random.default_rng(13).standard_normal((200, 3))
    samples[:50, 0] *= 40
    z = samples[50:] - samples[50:].mean(axis=0)
    kurtosis = (z**4).mean(axis=0) / (z**2).mean(axis=0) ** 2
    found = measure(samples, clusters_in_order(3, 0), n_blocks=4).kurtosis[1, 0]
    assert found == pytest.approx(np.exp(np.log(kurtosis).mean()), rel=1e-6)
