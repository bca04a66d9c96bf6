"""Checks of projections on modes and of the flow of the kurtosis, against formulas written out.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.pcarg.modes.projection import Projection
from rgcore.pcarg.spectra.noise_bulk import fit_noise_bulk
from rgcore.pcarg.spectra.spectrum_analysis import SpectrumAnalysis
from rgcore.series.moments import sample_moments
from rgcore.series.time_blocks import number_of_time_blocks, time_block_edges
from rgcore.stats.jackknife import Estimate

from ..by_hand import jackknife, same
from .checks_of_modes import answer, silent

FAR = 1e9  # standard deviations: the rounded mean is then off by 1e-8 of them
SAMPLES, CUTOFFS, DROPPED = 60, (2, 4), 1


def skewed():
    """Return 60 samples of 5 variables; the first, of small variance, is uncorrelated with the others."""
    rng = np.random.default_rng(3)
    others = rng.exponential(size=(SAMPLES // 2, 4)) @ (np.eye(4) + 0.6 * rng.random((4, 4)))
    first = np.repeat([0.25, -0.25], SAMPLES // 2)
    return FAR + np.column_stack([first, np.tile(others, (2, 1))])


def standardized(field, power):
    """Return <x^p> / <x^2>^(p/2) about the mean, 0 for a variable that does not vary."""
    centred = field - field.mean(axis=0)
    variance = (centred**2).mean(axis=0)
    varies = variance > 1e-20
    return np.where(varies, (centred**power).mean(axis=0) / np.where(varies, variance, 1) ** (power / 2), 0)


def plain_flow(samples, scaling, edges, variances=None):
    """Return skewness and kurtosis, each (n_cutoffs, 1 + n_blocks, n_variables): of all, then without each block."""
    values = (samples - FAR) - (samples - FAR).mean(axis=0)
    values = values / values.std(axis=0) if scaling == "correlation" else values
    found, vectors = (each[..., ::-1] for each in np.linalg.eigh(values.T @ values / len(values)))
    gain = np.ones(len(found)) if variances is None else np.sqrt(variances / found)
    rows = []
    for n_kept in CUTOFFS:
        some = slice(DROPPED, DROPPED + n_kept)
        field = (values @ vectors[:, some] * gain[some]) @ vectors[:, some].T
        without = [np.delete(field, slice(*ends), axis=0) for ends in pairwise(edges)]
        rows.append([[standardized(part, power) for part in [field, *without]] for power in (3, 4)])
    return np.moveaxis(np.array(rows), 1, 0)


def settings_of(scaling):
    return FlowSettings(kept=CUTOFFS, dropped_top=DROPPED, scaling=scaling)


def refused(module, samples, moments):
    return answer(module.kurtosis_flows, (samples,), moments, [settings_of("covariance")]) is None


def kurtosis_flow(module):
    """Two scalings, with the variances of the samples and with others, in blocks of whole trials."""
    samples, right = skewed(), []
    moments = replace(sample_moments((samples,)), trial_length=12)
    edges = time_block_edges(SAMPLES, 4, 12)
    other = {"covariance": np.linspace(5, 1, 5), "correlation": np.linspace(2, 0.5, 5)}
    for given in (None, other):
        flows = module.kurtosis_flows(
            (samples[:25], samples[25:]), moments, list(map(settings_of, other)), n_blocks=4, variances=given
        )
        for flow, scaling in zip(flows, other, strict=True):
            skewness, kurtosis = plain_flow(samples, scaling, edges, given and given[scaling])
            here = kurtosis[0, 0] > 0
            median = median_replicates(kurtosis[0, 0, here], kurtosis[0, 1:, here].T)
            found, replicates = flow.median(0)
            right += [
                close(flow.skewness, skewness[:, 0]),
                close(flow.kurtosis, kurtosis[:, 0]),
                close(flow.skewness_replicates, np.moveaxis(skewness[:, 1:], 1, 0)),
                close(flow.replicates, np.moveaxis(kurtosis[:, 1:], 1, 0)),
                (flow.present == (kurtosis[:, 0] > 0)).all(),
                flow.n_modes == 4 and flow.n_kept.tolist() == [2, 4],
                close(found, np.median(kurtosis[0, 0, here])) and close(replicates, median),
            ]
    changed = FAR + (samples - FAR) * [1, 1, 1, 1, 1.001]
    right += [silent(module), not refused(module, samples, moments), refused(module, changed, moments)]
    return all(right)


def close(found, expected):
    """Return whether two arrays agree within the rounding of data far from 0."""
    return np.shape(found) == np.shape(expected) and np.allclose(found, expected, rtol=1e-9, atol=1e-9)


def projection(module):
    """Two projections that share the product into modes, of samples in two batches and three blocks."""
    rng, edges = np.random.default_rng(4), np.array([0, 5, 11, 20])
    samples, mean, into = rng.normal(size=(20, 4)) ** 2, rng.normal(size=4), rng.normal(size=(4, 4))
    parts = [(0, rng.normal(size=(4, 4)), [2, 4]), (1, rng.normal(size=(4, 3)), [1, 3])]
    asked = [
        Projection(into=into, first=first, back=back, cutoffs=np.array(cutoffs))
        for first, back, cutoffs in parts
    ]
    found = module.power_sums((samples[:8], samples[8:]), mean, asked, edges)
    return _variances(module) and all(
        _sums(module, sums, (samples - mean) @ into.T, part, edges)
        for sums, part in zip(found, parts, strict=True)
    )


def _sums(module, sums, scores, part, edges):
    first, back, cutoffs = part
    fields = np.array([scores[:, first : first + k] @ back[:, :k].T for k in cutoffs])
    ends = [slice(*each) for each in pairwise(edges)]
    expected = [
        [[(field[each] ** power).sum(axis=0) for power in (1, 2, 3, 4)] for each in ends] for field in fields
    ]
    left = [[np.delete(field, each, axis=0) for field in fields] for each in ends]
    central = [
        [[((some - some.mean(axis=0)) ** power).mean(axis=0) for some in row] for row in left]
        for power in (2, 3, 4)
    ]
    return same(sums, np.array(expected)) and same(
        np.array(module.central_moments_without_blocks(sums, edges)), np.array(central)
    )


def _variances(module):
    rng = np.random.default_rng(5)
    mixed = rng.normal(size=(4, 4))
    modes = decompose(mixed @ mixed.T)
    kept = [modes.components[:, :k] * modes.variances[:k] @ modes.components[:, :k].T for k in (1, 3)]
    return same(
        module.projected_variances(modes, np.array([1, 3])), np.array([np.diag(each) for each in kept])
    )


def cleaned_flow(module):
    """Cleaned variances move the kurtosis by several standard errors up or down, or by less than one."""
    samples, right = skewed(), []
    moments = sample_moments((samples,))
    n_blocks = number_of_time_blocks(moments)
    edges = time_block_edges(SAMPLES, n_blocks)
    cleaned = {"covariance": np.array([9.0, 0.1, 0.1, 8, 0.1]), "correlation": np.array([9.0, 8, 8, 8, 0.1])}
    table = module.cleaned_flow_table(
        (samples,), moments, {each: _analysis(cleaned[each]) for each in cleaned}, CUTOFFS, [1], dataset="set"
    )
    for scaling, rows in table.groupby("scaling"):
        columns = {}
        for name, given in (("kurtosis_median", cleaned[scaling]), ("kurtosis_median_sample", None)):
            kurtosis = plain_flow(samples, scaling, edges, given)[1]
            present = [each[:, each[0] > 0] for each in kurtosis]
            columns[name] = np.array([np.median(each[0]) for each in present])
            columns[f"{name}_err"] = np.array(
                [jackknife(median_replicates(each[0], each[1:])) for each in present]
            )
        shift = columns["kurtosis_median"] - columns["kurtosis_median_sample"]
        columns["kurtosis_shift"] = shift / columns["kurtosis_median_err"]
        right += [close(rows[name], values) for name, values in columns.items()]
        right.append(rows["shift_within_error"].tolist() == (abs(columns["kurtosis_shift"]) < 1).tolist())
    return all(right) and table["kurtosis_shift"].min() < -1


def _analysis(cleaned):
    variances = np.array([5.0, 4.0, 3.0, 2.0, 1.0])
    return SpectrumAnalysis(
        variances=variances,
        variances_err=0.1 * variances,
        cleaned=cleaned,
        cleaned_err=0.1 * variances,
        n_samples=SAMPLES,
        effective_samples=SAMPLES,
        n_blocks=10,
        bulk=fit_noise_bulk(variances, SAMPLES),
        noise_variance_err=0.01,
        n_reproduced=1,
        alpha_ranks=(2, 4),
        alpha=Estimate(0.5, 0.1),
        alpha_cleaned=Estimate(0.6, 0.2),
    )


def components(module):
    """Of five variables with three samples, two modes have a variance; of forty samples, five in both scalings."""
    samples, right = skewed()[:40], []
    moments = sample_moments((samples,))
    for scaling in ("covariance", "correlation"):
        values = samples - samples.mean(axis=0)
        values = values / values.std(axis=0) if scaling == "correlation" else values
        matrix, found = values.T @ values / 40, module.principal_components(moments, scaling)
        again = (found.components * found.variances) @ found.components.T
        right += [
            close(module.scaled(samples, scaling), values),
            close(module.scaled_covariance(moments, scaling), matrix),
            close(again, matrix) and close(found.variances, np.linalg.eigvalsh(matrix)[::-1]),
            close(found.components.T @ found.components, np.eye(5)) and found.rank == 5,
        ]
    few = [np.random.default_rng(seed).normal(size=(3, 5)) for seed in range(5)]
    return all(right) and [module.decompose(np.cov(each.T)).rank for each in few] == [2] * 5


def flow_rows(module):
    """Rows of two scalings beside quartiles and errors of the plain flow; half of it is above the Gaussian value."""
    samples, right = skewed(), []
    moments, edges = sample_moments((samples,)), time_block_edges(SAMPLES, 8)
    scalings = ("covariance", "correlation")
    table = module.flow_table((samples,), moments, list(map(settings_of, scalings)), n_blocks=8)
    for scaling in scalings:
        kurtosis = plain_flow(samples, scaling, edges)[1]
        present = [each[:, each[0] > 0] for each in kurtosis]
        rows = table[table["scaling"] == scaling]
        names = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]
        errors = [jackknife(median_replicates(each[0], each[1:])) for each in present]
        right += [
            close(rows[names], [np.quantile(each[0], [0.25, 0.5, 0.75]) for each in present]),
            close(rows["kurtosis_median_err"], errors),
            rows["n_kept"].tolist() == [2, 4] and rows["kept_fraction"].tolist() == [0.5, 1.0],
            (rows["dropped_top"] == DROPPED).all() and (rows["n_blocks"] == 8).all(),
        ]
    medians = table.assign(
        kurtosis_median=[2.5, 3.1, 2.9, 3.5], kurtosis_median_err=0.1, n_blocks=[19, 20, 10, 21]
    )
    rows = module.rows_of_data(medians, medians[[]], "set")
    return (
        all(right)
        and (table["correlation_time"] == moments.correlation_time).all()
        and rows["kurtosis_beside_gaussian"].tolist() == ["below", "within", "within", "above"]
        and rows["few_blocks"].tolist() == [True, False, True, False]
        and (rows["source"] == "data").all()
        and (rows["n_draws"] == 1).all()
    )


CHECKS = {
    "modes.principal_components": components,
    "flow.moment_flow": flow_rows,
    "modes.projection": projection,
    "flow.kurtosis_flow": kurtosis_flow,
    "flow.cleaned_flow": cleaned_flow,
}
