"""Checks of what is summed and measured of clusters, and of decay times, against plain numpy.

Each takes the module and returns whether it is right.
"""

from itertools import pairwise
from unittest import mock

import numpy as np

from rgcore.coarse_graining import sample_batches
from rgcore.coarse_graining.clusters import Level, clusters_of_covariance

from ..by_hand import same

EDGES = np.array([0, 40, 75, 110])
LAGS = (1, 2, 4, 8)


def activity(seed=1, shape=(110, 12)):
    """Return counts whose rate drifts, so that blocks have other means than all samples."""
    rng = np.random.default_rng(seed)
    common = rng.gamma(1.0, size=(shape[0], 1)) * np.linspace(0.3, 1.5, shape[0])[:, None]
    return rng.poisson(common * np.linspace(0.4, 1.2, shape[1])).astype(float)


def without(samples, block):
    """Return the samples without one block; all of them for None."""
    inside = np.ones(len(samples), dtype=bool)
    if block is not None:
        inside[EDGES[block] : EDGES[block + 1]] = False
    return samples[inside]


def block_sums(module):
    series = activity(shape=(110, 3))
    mean = series.mean(axis=0)
    sums, centred = module.BlockSums(mean, EDGES), series - mean
    with mock.patch.multiple(module, ENTRIES_AT_ONCE=1, WIDE=2):  # two columns at a time, then one
        for batch in np.split(series, [7, 10, 52, 54, 105]):
            sums.add(batch)
    for block, (low, high) in enumerate(pairwise(EDGES)):
        powers = [(centred[low:high] ** n).sum(axis=0) for n in (1, 2, 3, 4)]
        if not same(sums.powers[:, block], powers) or sums.silent[block] != (series[low:high] == 0).sum():
            return False
        for place, lag in enumerate(LAGS):
            pairs = [centred[t] * centred[t + lag] for t in range(low, high) if t + lag < len(series)]
            if sums.n_pairs[place, block] != len(pairs) or not same(sums.products[place, block], sum(pairs)):
                return False
    left = module.without_blocks(sums.powers[1])
    return same(left, [sum(sums.powers[1]), *(sum(np.delete(sums.powers[1], b, axis=0)) for b in range(3))])


def batches(module):
    samples = activity(2)
    levels = clusters_of_covariance(np.cov(samples.T))
    of_levels = list(module.cluster_sums(samples, levels))
    sums = all(
        same(found, samples[:, level.members].sum(axis=2))
        for found, level in zip(of_levels, levels, strict=True)
    )
    blocks = {
        (30, 10): [(0, 0, 10)],
        (30, 60): [(0, 0, 10), (1, 10, 45), (2, 45, 60)],
        (40, 35): [(1, 0, 35)],
        (74, 3): [(1, 0, 1), (2, 1, 3)],
    }
    return sums and all(list(module.blocks_in(EDGES, *part)) == found for part, found in blocks.items())


def covariance(module):
    samples = activity(3)
    with mock.patch.object(sample_batches, "ENTRIES_AT_ONCE", 23 * samples.shape[1]):
        return same(module._covariance(samples), np.cov(samples.T, bias=True))


def searched(correlation):
    """Return the pairs of one search of the whole matrix after the other."""
    matrix, pairs = correlation.copy(), []
    np.fill_diagonal(matrix, -np.inf)
    for _ in range(len(matrix) // 2):
        pair = np.unravel_index(np.argmax(matrix), matrix.shape)
        pairs.append(pair)
        matrix[list(pair)] = matrix[:, list(pair)] = -np.inf
    return np.array(pairs)


def pairing(module):
    rng = np.random.default_rng(4)
    for size in (2, 9, 24):
        matrix = rng.uniform(-1, 0.2, (size, size))
        matrix = (matrix + matrix.T) / 2
        for levels in (3, 1000):
            rounded = np.round(matrix * levels) / levels
            if not np.array_equal(module.greedy_pairs(rounded), searched(rounded)):
                return False
    return True


def clusters(module):
    rng = np.random.default_rng(5)
    samples = rng.standard_normal((300, 25)) @ rng.standard_normal((25, 25)) * rng.gamma(1.0, size=25)
    sums = samples
    levels = module.clusters_of_covariance(np.cov(samples.T))
    for level in levels[1:]:
        if not np.array_equal(level.pairs, np.sort(searched(np.corrcoef(sums.T)), axis=1)):
            return False
        sums = sums[:, level.pairs[:, 0]] + sums[:, level.pairs[:, 1]]
        if not same(samples[:, level.members].sum(axis=2), sums):
            return False
    table = module.cluster_table(levels[:3]).groupby("cluster_size")["cluster"]
    return table.max().tolist() == [24, 11, 5] and table.min().tolist() == [0, -1, -1]


def spectra(module):
    samples, members = activity(6, (110, 24)), np.random.default_rng(6).permutation(24).reshape(3, 8)
    products = module.ClusterProducts(members, samples.mean(axis=0), EDGES)
    with mock.patch.object(module, "ENTRIES_AT_ONCE", 640):  # two of three clusters at a time
        for part in np.split(samples, [7, 60]):
            products.add(part)
    expected = [
        np.mean(
            [np.linalg.eigvalsh(np.cov(without(samples, block)[:, each].T, bias=True)) for each in members],
            axis=0,
        )[::-1]
        for block in (None, 0, 1, 2)
    ]
    sizes = [2**power for power in range(11)]
    chosen = [module.spectrum_sizes(sizes, [n // size for size in sizes]) for n in (1024, 4096, 160, 96, 6)]
    return same(products.spectrum(), expected) and chosen == [
        [16, 32, 64, 128, 256],
        [16, 32, 64, 128, 256],
        [8, 16, 32],
        [8, 16],
        [],
    ]


def observables(module):
    samples = activity(7)
    levels = [
        Level(members=np.arange(12)[:, None], pairs=np.empty((0, 2), dtype=int)),
        Level(members=np.arange(12).reshape(6, 2), pairs=np.arange(12).reshape(6, 2)),
    ]
    measured = module.measure(samples, levels, n_blocks=5)
    edges = np.arange(6) * 22
    for row in range(6):
        inside = np.ones(110, dtype=bool)
        if row:
            inside[edges[row - 1] : edges[row]] = False
        for place, level in enumerate(levels):
            sums = samples[:, level.members].sum(axis=2)
            own = sums[inside]
            z = (own - own.mean(axis=0)) / own.std(axis=0)
            lagged = []
            for lag in LAGS:
                centred = sums - sums.mean(axis=0)
                pairs = (centred[:-lag] * centred[lag:])[inside[:-lag]].mean(axis=0)
                lagged.append(np.mean((pairs - centred[inside].mean(axis=0) ** 2) / own.var(axis=0)))
            expected = (own.var(axis=0).mean(), (own == 0).mean(), np.exp(np.log((z**4).mean(axis=0)).mean()))
            found = [each[row, place] for each in (measured.variance, measured.silence, measured.kurtosis)]
            if not same(found, expected) or not same(measured.autocorrelation[row, :, place], lagged):
                return False
    alive = np.isnan(module.measure(samples + 1, levels, n_blocks=2).silence).all()
    restless = samples + np.append(1, np.zeros(11))  # one cell that is never silent
    silence = module.measure(restless, levels, n_blocks=2).silence[0]
    pairs = restless[:, levels[1].members].sum(axis=2)
    alive &= same(silence, [(restless == 0).mean(), (pairs == 0).mean()])
    trials = module.measure(samples, levels[:1], n_blocks=4, trial_length=22).variance[1:, 0]
    starts = 22 * np.array([0, 1, 2, 3, 5])  # 5 trials in 4 blocks
    parts = [np.delete(samples, slice(*ends), axis=0).var(axis=0).mean() for ends in pairwise(starts)]
    alive &= same(trials, parts)
    rare = samples * np.append(np.ones(11), 0)
    rare[3, 11] = 1  # a cell that spikes in one block alone is left out without it
    own = samples[22:, :11]
    z = (own - own.mean(axis=0)) / own.std(axis=0)
    expected = np.exp(np.log((z**4).mean(axis=0)).mean())
    centred = samples[:, :11] - samples[:, :11].mean(axis=0)
    lagged = (centred[22:-1] * centred[23:]).mean(axis=0) - centred[22:].mean(axis=0) ** 2
    found = module.measure(rare, levels[:1], n_blocks=5)
    return (
        bool(alive)
        and same(found.kurtosis[1, 0], expected)
        and same(found.variance[1, 0], rare[22:].var(axis=0).mean())
        and same(found.autocorrelation[1, 0, 0], np.mean(lagged / own.var(axis=0)))
    )


def times(module):
    values = np.array([[0.8, 0.65, 0.4, 0.1], [0.7, 0.6, 0.45, 0.2], [0.75, 0.5, 0.45, 0.15]])
    for last in (2, 3, 4):
        used = (np.arange(4) < last)[:, None]
        found = module.decay_times(values[:, :, None], used)
        for row in range(3):
            weights = values[0, :last]  # of deviations, not of their squares
            slope, height = np.polyfit(LAGS[:last], np.log(values[row, :last]), 1, w=weights)
            expected = -1 / np.log(values[row, 0]), -1 / slope, 1 - np.exp(height)
            if not same([each[row, 0] for each in found], expected):
                return False
    one = module.decay_times(values[:, :, None], (np.arange(4) < 1)[:, None])
    grows = module.decay_times(np.array([0.3, 0.4, 0.5, 0.6])[None, :, None], np.ones((4, 1), dtype=bool))
    blocks = np.array([0.5, 0.02, 0.3, 0.3])[:, None] + 0.0035 * np.array([-1.0, 1.0] * 5)[:, None, None]
    resolved = module.resolved_lags(np.concatenate([blocks.mean(axis=0, keepdims=True), blocks]))
    near = np.array([0.03, 0.033, -0.5, 0.03])[:, None] + 0.0035 * np.array([-1.0, 1.0] * 5)[:, None, None]
    near[:, 0] += 0.0016  # 3 standard errors of 0.0105 are 0.0315
    ends = module.resolved_lags(np.concatenate([near.mean(axis=0, keepdims=True), near]))[:, 0].tolist()
    none = module.decay_times(values[:, :, None], np.zeros((4, 1), dtype=bool))
    values[1, 1] = -0.1  # without one block only
    gap = np.isnan(module.decay_times(values[:, :, None], np.ones((4, 1), dtype=bool)).relaxation_time[:, 0])
    nothing = np.isnan(one.relaxation_time).all() and np.isnan(grows.relaxation_time).all()
    nothing &= np.isnan(none.correlation_time).all() and gap.tolist() == [False, True, False]
    nothing &= ends == [True, True, False, False]
    first = np.array([0.01, 0.99, 1.0, -0.2])
    series = first * np.array([1.0, 0.9, 0.8, 0.7])[:, None]
    ends = module.decay_times(series[None], np.ones((4, 4), dtype=bool)).correlation_time[0]
    nothing &= same(ends[:2], -1 / np.log(first[:2])) and np.isnan(ends[2:]).all()
    return bool(nothing) and resolved[:, 0].tolist() == [True, False, False, False]


CHECKS = {
    "block_sums": block_sums,
    "sample_batches": batches,
    "cluster_formation": covariance,
    "pairing": pairing,
    "clusters": clusters,
    "cluster_spectra": spectra,
    "cluster_observables": observables,
    "decay_times": times,
}
