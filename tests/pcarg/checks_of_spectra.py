"""Checks of the estimators of spectra, against formulas written out.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace

import numpy as np

from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.pcarg.spectra.cleaning import cleaned_without_blocks
from rgcore.pcarg.spectra.leave_one_block_out import LeaveOneBlockOut, spectra_without_blocks
from rgcore.pcarg.spectra.noise_bulk import fit_noise_bulk
from rgcore.pcarg.spectra.spectral_exponent import exponent_range
from rgcore.series.moments import sample_moments
from rgcore.series.time_blocks import half_block_edges, time_block_edges

from ..by_hand import jackknife, same

SCALINGS = ("covariance", "correlation")


def drifting():
    """Return 61 samples of 5 correlated variables whose mean drifts."""
    rng = np.random.default_rng(1)
    mixed = rng.normal(size=(61, 5)) @ (np.eye(5) + 0.5 * rng.normal(size=(5, 5)))
    return mixed + np.outer(np.linspace(-1, 1, 61), [1.0, 0.5, 0.0, -0.5, 0.2])


def off_diagonal(matrix):
    return matrix[~np.eye(len(matrix), dtype=bool)]


def blocks_left_out(module):
    samples, n_signal = drifting(), {"covariance": 1, "correlation": 2}
    found = module.spectra_without_blocks((samples,), sample_moments((samples,)), 4, n_signal)
    edges, of_all = half_block_edges(61, 4), {"covariance": np.cov, "correlation": np.corrcoef}
    right = []
    for scaling, n_modes in n_signal.items():
        unit = samples.std(axis=0) if scaling == "correlation" else np.ones(5)
        values, noise, per_sample, rest = (samples - samples.mean(axis=0)) / unit, 0.0, 0.0, 0.0
        for block in range(4):
            low, middle, high = edges[2 * block : 2 * block + 3]
            others = np.delete(samples, slice(low, high), axis=0)
            matrix = of_all[scaling](others.T) * (1 if unit[0] != 1 else (len(others) - 1) / len(others))
            variances, vectors = (each[..., ::-1] for each in np.linalg.eigh(matrix))
            right.append(same(found[scaling].variances[block], variances))
            right.append(
                same(found[scaling].held_out[block], ((values[low:high] @ vectors) ** 2).mean(axis=0))
            )
            noise_of = values @ (np.eye(5) - vectors[:, :n_modes] @ vectors[:, :n_modes].T)
            first, second = noise_of[low:middle], noise_of[middle:high]
            difference = first.T @ first / len(first) - second.T @ second / len(second)
            noise += (off_diagonal(difference) ** 2).sum()
            per_sample += 1 / len(first) + 1 / len(second)
            rest = rest + noise_of[low:high].T @ noise_of[low:high] / 61
        diagonal = np.diag(rest)
        due = off_diagonal(np.outer(diagonal, diagonal) + rest**2).sum() * per_sample
        right.append(same(found[scaling].effective_samples, 61 * due / noise))
        right.append((found[scaling].lengths == np.diff(edges[::2])).all())
    return all(right) and whole_trials(module, samples[:56])


def whole_trials(module, samples):
    """Three blocks of eight trials of seven samples hold whole trials."""
    moments, n_signal = replace(sample_moments((samples,)), trial_length=7), dict.fromkeys(SCALINGS, 1)
    found = module.spectra_without_blocks((samples,), moments, 3, n_signal)
    return all((found[each].lengths == np.diff(time_block_edges(56, 3, 7))).all() for each in SCALINGS)


def blocks_of(held_out, lengths):
    modes = PrincipalComponents(variances=np.array([9.0, 5.0, 1.0]), components=np.eye(3))
    return LeaveOneBlockOut(
        modes=modes,
        variances=np.tile(modes.variances, (len(lengths), 1)),
        held_out=np.asarray(held_out),
        lengths=np.asarray(lengths),
        effective_samples=100.0,
    )


def cleaning(module):
    """The largest of three modes passes at 3 degrees of freedom if its score is above 10.2, at 4 if above 7.2."""
    pattern = np.array([-1.5, -0.5, 0.5, 1.5])
    pattern = pattern / pattern.std(ddof=1)
    counts = []
    for score in (8.0, 9.8, 10.6):
        excess = score / 2 + pattern  # of the logarithm: its mean over its standard error, 4 blocks
        counts.append(module.reproduced_number(blocks_of([[np.exp(x), 1.0, 1.0] for x in excess], [10] * 4)))
    held_out, lengths = np.array([[9.0, 3.0, 1.2], [2.0, 4.0, 1.1], [3.5, 3.0, 1.0]]), np.array([10, 14, 20])
    blocks = blocks_of(held_out, lengths)
    every = (held_out * lengths[:, None]).sum(axis=0) / 44
    parts = [
        np.delete(held_out, b, axis=0).T @ np.delete(lengths, b) / (44 - lengths[b]) for b in range(3)
    ]  # those without block 0 rise with rank, and are averaged there
    parts = [part if part[0] >= part[1] else [part[:2].mean(), part[:2].mean(), part[2]] for part in parts]
    return (
        counts == [0, 0, 1]
        and reproduced_modes(module) == [1, 3, 1]
        and same(module.cleaned_variances(blocks), every)
        and same(module.cleaned_without_blocks(blocks), np.array(parts))
    )


def reproduced_modes(module):
    """Counting stops at the first mode that fails; all but the last can pass; one without a variance does not."""
    scatter = np.random.default_rng(1).uniform(0.9, 1.1, (4, 4))
    cases = np.array([[9.0, 1.0, 4.0, 1.0], [27.0, 9.0, 3.0, 1.0], [9.0, 0.0, 0.0, 0.0]])
    return [module.reproduced_number(blocks_of(each * scatter, [10] * 4)) for each in cases]


def transient_modes():
    """Return samples with a power law of eight persistent modes, and eight more modes in a tenth of the time."""
    rng = np.random.default_rng(3)
    signal = rng.normal(size=(1600, 16)) * np.sqrt(
        np.repeat([60.0, 6.0], 8) * np.tile(np.arange(1.0, 9) ** -0.5, 2)
    )
    signal[160:, 8:] = 0
    signal[:, 8:] *= np.sqrt(10)
    return signal @ np.linalg.qr(rng.normal(size=(48, 16)))[0].T + rng.normal(size=(1600, 48))


SAMPLES = transient_modes()
MOMENTS = sample_moments((SAMPLES,))


def analysis(module):
    found = module.analyse_spectra((SAMPLES,), MOMENTS)["covariance"]
    n_signal = 48 - fit_noise_bulk(found.variances, 1600).distribution.n_variables
    left = spectra_without_blocks(
        (SAMPLES,), MOMENTS, found.n_blocks, {"covariance": n_signal, "correlation": 1}
    )["covariance"]
    effective, n_blocks = int(left.effective_samples), len(left.lengths)
    n_left = round(effective - effective / n_blocks)
    noise = [fit_noise_bulk(part, n_left).variance for part in left.variances]
    held_out = left.held_out * left.lengths[:, None] / 1600
    cleaned = [
        (held_out.sum(axis=0) - part)[:3] * 1600 / (1600 - length)
        for part, length in zip(held_out, left.lengths, strict=True)
    ]
    resolved = min(found.bulk.n_above, found.n_reproduced)
    ranks = exponent_range(found.variances, resolved)
    slopes = [slope_of(part, *ranks) for part in left.variances]
    of_cleaned = [slope_of(part, *ranks) for part in cleaned_without_blocks(left)]
    return (
        found.bulk.n_above > found.n_reproduced >= 8
        and found.alpha_ranks == ranks
        and found.effective_samples == effective < 1600
        and same(found.noise_variance_err, jackknife(noise))
        and same(found.variances_err, jackknife(left.variances))
        and same(found.cleaned_err[:3], jackknife(cleaned))
        and same(found.bulk.variance, fit_noise_bulk(found.variances, effective).variance)
        and same(
            [found.alpha.value, found.alpha.error], [slope_of(found.variances, *ranks), jackknife(slopes)]
        )
        and same(found.alpha_cleaned.value, slope_of(found.cleaned, *ranks))
        and same(found.alpha_cleaned.error, jackknife(of_cleaned))
        and found.n_samples == 1600
        and few_samples(module)
    )


def few_samples(module):
    """Blocks follow the autocorrelation time, 200 / (20 x 0.9); by chance S and S' differ less than 200 samples do."""
    samples = np.random.default_rng(1).normal(size=(200, 6))
    moments = replace(sample_moments((samples,)), correlation_time=0.9)
    found = module.analyse_spectra((samples,), moments)["covariance"]
    left = spectra_without_blocks((samples,), moments, 11, {"covariance": 0, "correlation": 0})["covariance"]
    falling = np.random.default_rng(1).normal(size=(200, 24)) * np.arange(1.0, 25) ** -0.7
    bent = module.analyse_spectra((falling,), sample_moments((falling,)))["covariance"]
    resolved = min(bent.bulk.n_above, bent.n_reproduced)
    of_sample, of_cleaned = (exponent_range(each, resolved) for each in (bent.variances, bent.cleaned))
    return (
        (found.n_blocks, found.effective_samples) == (11, 200)
        and left.effective_samples > 200
        and bent.alpha_ranks == of_sample != of_cleaned
    )


def slope_of(variances, first, last):
    number = np.log(np.arange(first, last + 1) - 0.5)
    return 1 / np.polyfit(number, -np.log(variances[first - 1 : last]), 1)[0]


def exponents(module):
    """n = r - 1/2 modes lie below lambda_r = n^(1/alpha)."""
    lambdas = (np.arange(1, 41) - 0.5) ** (1 / 0.7)
    bent = np.random.default_rng(2).uniform(0.5, 2, 40).cumsum()
    line = np.polyfit(np.log(np.arange(2, 11) - 0.5), np.log(bent[1:10]), 1)
    numbers = np.exp((np.log(bent[1:10]) - line[1]) / line[0])
    distance = np.abs(numbers - (np.arange(2, 11) - 0.5)).max() / 9
    top_mode = np.concatenate([[1e-3], lambdas[1:]])
    return (
        same(module.spectral_exponent(1 / lambdas, 37), 0.7)
        and same(module.spectral_exponent(1 / (lambdas + 3), 37, origin=3.0), 0.7)
        and same(module.spectral_exponent(1 / bent, 37), slope_of(1 / bent, 10, 37))
        and same(module.power_law_distance(1 / bent, 2, 10), distance)
        and module.exponent_range(1 / lambdas, 7) is None
        and module.exponent_range(1 / top_mode, 40) == (2, 40)
        and same(module.exponents_of_ranges(1 / lambdas, 40), (0.7, 0.7))
        and same(module.exponents_of_ranges(1 / top_mode, 40), (0.7, 0.7))
        and too_short(module)
        and len(module._some(range(1, 101))) == 40
    )


def too_short(module):
    """A power law over less than a factor 4 in rank counts as none: the straightest of the longer ranges is named."""
    lambdas = (np.arange(1, 41) - 0.5) ** (1 / 0.7)
    lambdas *= np.repeat([1e-6, 1e-3, 1.0, 1e4], [5, 6, 25, 4])  # a power law over the ranks 12 to 36
    pairs = [(low, high) for high in range(8, 41) for low in range(1, high // 4 + 1) if high - low >= 7]
    straightest = min(pairs, key=lambda pair: module.power_law_distance(1 / lambdas, *pair))
    return (
        module.exponent_range(1 / lambdas, 40) == straightest
        and np.isnan(module.exponents_of_ranges(1 / lambdas, 40)).all()
    )


CHECKS = {
    "spectra.leave_one_block_out": blocks_left_out,
    "spectra.cleaning": cleaning,
    "spectra.spectrum_analysis": analysis,
    "spectra.spectral_exponent": exponents,
}
