"""Checks of nulls that shuffle, with planted answers.

Each takes the module and returns whether it is right.
"""

from itertools import permutations

import numpy as np

from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.structure import Structure

from ..by_hand import same
from .checks_of_flows import standardized

N_SAMPLES = 240


def joined(blocks):
    return np.concatenate(list(blocks))


def copies(rng):
    """Return 240 samples of 6 variables of zeros and ones, of which the first two are equal and share a rate."""
    rate = np.repeat(rng.uniform(0.2, 0.7, 40), 6)[:, None]
    spikes = (rng.random((N_SAMPLES, 6)) < rate).astype(float)
    spikes[:, 1] = spikes[:, 0]
    spikes[:, 5] = 1 - spikes[:, 5]
    return spikes


SPIKES = copies(np.random.default_rng(1))
RATES = SPIKES.sum(axis=1).astype(int)
BINS = np.random.default_rng(2).integers(0, 3, N_SAMPLES)
BINNED = SPIKES + 0.3 * BINS[:, None]


def centred(samples):
    return samples - samples.mean(axis=0)


def sorted_within(values, groups):
    return [np.sort(values[groups == group], axis=0) for group in np.unique(groups)]


def agree(first, second):
    return all(same(each, other) for each, other in zip(first, second, strict=True))


def coincide(draw, groups):
    """Return the correlation of the first two variables within groups."""
    left = draw[:, :2].copy()
    for group in np.unique(groups):
        left[groups == group] -= left[groups == group].mean(axis=0)
    return np.corrcoef(left.T)[0, 1]


def given_rate(module):
    """Of a given sum, variables that are independent otherwise are anticorrelated: -0.16 after many rounds."""
    data, rng = observed_data((SPIKES,)), np.random.default_rng(2)
    null = module.CARD.fit(data, rng=np.random.default_rng(1))
    draw = joined(null.draw(rng=rng))
    found, many = draw + SPIKES.mean(axis=0), observed_data((300 * SPIKES,))
    return (
        agree(sorted_within(draw, RATES), sorted_within(centred(SPIKES), RATES))
        and same(found.sum(axis=1), SPIKES.sum(axis=1))
        and same(module._counts(many.columns, many.moments.mean), 300 * SPIKES)
        and abs(coincide(draw, RATES)) < 0.2
        and np.mean([coincide(joined(null.draw(rng=rng)), RATES) for _ in range(20)]) < -0.12
        and (module.CARD.drive(data) == np.unique(RATES, return_inverse=True)[1]).all()
    )


def given_covariate(module):
    data = observed_data((BINNED,), structure=Structure(bins=BINS))
    draw = joined(module.CARD.fit(data, rng=np.random.default_rng(1)).draw(rng=np.random.default_rng(2)))
    return (
        agree(sorted_within(draw, BINS), sorted_within(centred(BINNED), BINS))
        and abs(coincide(draw, BINS)) < 0.2
        and (module.CARD.drive(data) == BINS).all()
        and module.CARD.lacking(data) == ""
        and "covariate" in module.CARD.lacking(observed_data((BINNED,), structure=Structure(trial_length=6)))
    )


def trial_shuffled(module):
    """Three trials of 80 samples: all of their orders come up, and two variables do not have the same ones."""
    data = observed_data(
        (np.random.default_rng(8).normal(size=(N_SAMPLES, 2)),), structure=Structure(trial_length=80)
    )
    null, trials = module.CARD.fit(data, rng=np.random.default_rng(1)), joined(data.columns).reshape(3, 80, 2)
    rng, orders = np.random.default_rng(3), []
    for _ in range(60):
        draw = joined(null.draw(rng=rng)).reshape(3, 80, 2)
        found = [[np.abs(trials[:, 0, v] - first).argmin() for first in draw[:, 0, v]] for v in range(2)]
        orders.append(tuple(map(tuple, found)))
        if not all(same(draw[:, :, v], trials[found[v], :, v]) for v in range(2)):
            return False
    return (
        {first for first, _ in orders} == set(permutations(range(3)))
        and sum(first == second for first, second in orders) < 25
        and (module.CARD.drive(data) == np.tile(np.arange(80), 3)).all()
        and "trials" in module.CARD.lacking(observed_data((SPIKES,), structure=Structure(bins=BINS)))
    )


def even(counts, expected):
    """Return whether counts are within 3.5 standard deviations of those expected."""
    return np.abs(counts - np.asarray(expected)).max() < 3.5 * np.sqrt(np.max(expected))


def shuffle_kernels(module):
    """All orders of a group of three occur alike; so do all trades of two samples, difference by difference."""
    rng, found = np.random.default_rng(4), []
    for _ in range(600):
        series = np.arange(5.0)[None].repeat(2, axis=0)
        module.shuffle_within_groups(series, np.array([4, 0, 2, 1, 3]), np.array([0, 3, 5]), rng)
        found.append((*series[0, [0, 2, 4]], *series[1, [1, 3]]))
    first, counts = np.unique([each[:3] for each in found], axis=0, return_counts=True)
    second, halves = np.unique([each[3:] for each in found], axis=0, return_counts=True)
    return (
        {tuple(each) for each in first} == set(permutations((0, 2, 4)))
        and {tuple(each) for each in second} == {(1, 3), (3, 1)}
        and even(counts, [100] * 6)
        and even(halves, [300] * 2)
        and _trades(module, rng)
        and _partners(module, rng)
    )


def _trades(module, rng):
    """Four variables differ by 1, one the other way: four trades; two differ by 2, one each way: two."""
    start, found = np.array([[1, 1, 1, 0, 2, 0, 1], [0, 0, 0, 1, 0, 2, 1]]), []
    for _ in range(300):
        counts = start.copy()
        module.trade_within_groups(counts, np.array([0, 1]), np.array([0, 2]), 1, rng)
        if (counts.sum(axis=0) != start.sum(axis=0)).any() or (counts.sum(axis=1) != start.sum(axis=1)).any():
            return False
        found.append(counts[0])
    numbers = np.unique(found, axis=0, return_counts=True)[1]
    return len(numbers) == 8 and even(numbers, [37.5] * 8)


def _partners(module, rng):
    """Of three samples two take part, in half of the trades nothing changes; a group of one stays."""
    places = []
    for _ in range(300):
        counts = np.array([[1, 0], [0, 1], [1, 0], [0, 1]])
        module.trade_within_groups(counts, np.array([0, 1, 2, 3]), np.array([0, 3, 4]), 1, rng)
        if counts[3].tolist() != [0, 1]:
            return False
        places.append(counts[:3, 1].argmax())
    return even(np.bincount(places, minlength=3), [50, 200, 50])


def gaussian(module):
    """Covariances stay at every lag, of even and odd numbers of samples; draws are Gaussian, and 0 in the mean."""
    right = []
    for n_samples in (60, 61):
        samples = np.random.default_rng(5).exponential(size=(n_samples, 3)) ** 2
        samples[:, 1] += 0.5 * np.roll(samples[:, 0], 2)
        data, rng = observed_data((samples,)), np.random.default_rng(6)
        null = module.CARD.fit(data, rng=rng)
        draws = np.array([joined(null.draw(rng=rng)) for _ in range(60)])
        around = [[lagged(draw, lag) for lag in (0, 1, 2, 7)] for draw in draws]
        expected = [lagged(centred(samples), lag) for lag in (0, 1, 2, 7)]
        scatter = draws.mean(axis=0) / samples.std(axis=0) * np.sqrt(60)
        kurtosis = (draws**4).mean() / (centred(samples) ** 4).mean() * np.mean(standardized(samples, 4))
        right += [
            same(np.array(around), np.array([expected] * 60)),
            np.abs(scatter).max() < 4.5,
            kurtosis < 4,
        ]
    return all(right)


def lagged(values, lag):
    return np.roll(values, -lag, axis=0).T @ values / len(values)


CHECKS = {
    "nulls.gaussian": gaussian,
    "nulls.given_rate": given_rate,
    "nulls.given_covariate": given_covariate,
    "nulls.trial_shuffled": trial_shuffled,
    "nulls._shuffle_kernels": shuffle_kernels,
}
