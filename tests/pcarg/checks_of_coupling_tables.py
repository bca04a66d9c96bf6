"""Checks of the tables of couplings and of the diagram of their flow, with formulas written out.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from unittest import mock

import numpy as np
import pandas as pd

from rgcore.pcarg.coupling.coupling_fixed_points import coupling_fixed_points
from rgcore.pcarg.coupling.running_coupling import running_couplings
from rgcore.pcarg.coupling.vertices.vertex_columns import vertex_columns
from rgcore.pcarg.coupling.vertices.vertex_readings import loops_at, read_vertices
from rgcore.pcarg.modes.principal_components import PrincipalComponents, decompose
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent
from rgcore.series.moments import sample_moments
from rgcore.series.time_blocks import time_block_edges

from .checks_of_flows import standardized
from .checks_of_modes import answer

N, N_SAMPLES, TRIAL, N_BLOCKS = 6, 132, 11, 10  # ten blocks hold the twelve trials whole
CUTOFFS = np.array([2, 5])
SCALINGS = ("covariance", "correlation")
STARTS = [(u, offset) for u in (0.1, 0.5, 0.9, 1.3) for offset in (-0.3, -0.05, 0.05, 0.3)]


@cache
def skewed():
    """Return samples of which some variables are skewed, and their moments."""
    rng = np.random.default_rng(3)
    sources = np.column_stack([rng.exponential(size=(N_SAMPLES, 3)), rng.uniform(-2, 2, (N_SAMPLES, 3))])
    samples = sources @ (np.eye(N) + 0.3 * rng.normal(size=(N, N))) * np.linspace(2, 1, N)
    return samples, replace(sample_moments((samples,)), trial_length=TRIAL, correlation_time=1.0)


def matrix_of(samples, scaling):
    return np.corrcoef(samples.T) if scaling == "correlation" else np.cov(samples.T, bias=True)


@cache
def expected_tables(scaling):
    """Return couplings and vertices from the eigenvectors of all samples, and matrices without each block."""
    samples, _ = skewed()
    matrix = matrix_of(samples, scaling)
    modes, unit = decompose(matrix), np.linalg.eigvalsh(matrix)[-1]
    values = samples / samples.std(axis=0) if scaling == "correlation" else samples
    vectors = [modes.components[:, :k] for k in CUTOFFS]
    fields = [values @ each @ each.T for each in vectors]
    blocks = [slice(*ends) for ends in pairwise(time_block_edges(N_SAMPLES, N_BLOCKS, TRIAL))]
    moments = [np.array([standardized(field, power) for field in fields]) for power in (3, 4)]
    without = [
        [
            np.array([standardized(np.delete(field, each, axis=0), power) for field in fields])
            for each in blocks
        ]
        for power in (3, 4)
    ]
    matrices = [matrix_of(np.delete(samples, each, axis=0), scaling) for each in blocks]
    present = np.ones((len(CUTOFFS), N), dtype=bool)
    left = zip(map(decompose, matrices), without[1], strict=True)
    couplings = running_couplings(modes, CUTOFFS, moments[1], present, left)
    readings = [
        read_vertices(modes, part / unit, CUTOFFS, *both)
        for part, *both in zip(matrices, *without, strict=True)
    ]
    whole = read_vertices(modes, matrix / unit, CUTOFFS, *moments)
    vertices = vertex_columns(whole, readings, present, loops_at(modes, matrix / unit, CUTOFFS), unit)
    noise = MarchenkoPastur(variance=1.0, n_variables=N, n_samples=N_SAMPLES).quantiles(N)
    couplings = couplings.assign(
        alpha_noise=[spectral_exponent(noise, k) for k in (2, 5)], alpha_first_rank=[1, 2]
    )
    skewed_rows = [int("skewness" in words) for words in vertices["objections"]]
    return (
        couplings.drop(columns=["objections", "perturbative"]),
        vertices.assign(n_kept=CUTOFFS, kept_fraction=CUTOFFS / N),
        skewed_rows,
    )


def agrees(found, expected):
    return all(
        np.allclose(found[name], expected[name], rtol=1e-6, equal_nan=True)
        if expected[name].dtype.kind in "fi"
        else found[name].tolist() == expected[name].tolist()
        for name in expected
    )


def coupling_table(module):
    return _cutoffs(module) and _objections(module) and _tables(module)


def _tables(module):
    samples, moments = skewed()
    found = module.coupling_tables((samples,), [0.8, 2, 1], dataset="set", moments=moments)
    right = []
    for scaling in SCALINGS:
        couplings, vertices, skewed_rows = expected_tables(scaling)
        here = [table[table["scaling"] == scaling] for table in found]
        right += [
            [len(table) for table in here] == [2, 2],
            agrees(here[0], couplings),
            agrees(here[1], vertices),
            here[0]["objections"].str.count("skewness").tolist() == skewed_rows,
        ]
    return all(right)


def _cutoffs(module):
    """Of 12 samples the longest block leaves 7, which span six modes; two modes at least are kept."""
    modes = [
        PrincipalComponents(variances=np.array([9.0] * rank + [0.0] * (12 - rank)), components=np.eye(12))
        for rank in (12, 4, 1)
    ]
    edges = np.array([0, 3, 7, 12])
    many, few, one = (answer(module._cutoffs, each, [1.0, 0.01], edges) for each in modes)
    return many.tolist() == [2, 6] and few.tolist() == [2, 4] and one is None


def _objections(module):
    couplings = pd.DataFrame(
        {"objections": ["none", "size", "none", "size, sign"], "perturbative": [True, False, True, True]}
    )
    found = module._objecting(couplings, pd.Series([True, True, False, False]))
    return found["objections"].tolist() == ["skewness", "skewness, size", "none", "size, sign"] and found[
        "perturbative"
    ].tolist() == [False, False, True, True]


def stable_point(alpha):
    return coupling_fixed_points(alpha)[1 if alpha < 2 else 0]


def linear_flow(start, alpha, times):
    """Follow the flow that is linearized around its stable fixed point."""
    point = stable_point(alpha)
    values, vectors = np.linalg.eig(point.jacobian)
    along = np.linalg.solve(vectors, np.asarray(start) - [point.r, point.u])
    return [point.r, point.u] + (np.exp(np.outer(times, values)) * along) @ vectors.T


def until_outside(path):
    """Return the points before the first outside the picture, one at least, and the nearest edge of the last."""
    kept = []
    for r, u in path:
        if kept and not (-0.8 < r < 0.8 and -1 < u < 1.5):
            break
        kept.append((r, u))
    r, u = kept[-1]
    gaps = ((0.8 - r) / 1.6, "disordered"), ((r + 0.8) / 1.6, "ordered"), ((u + 1) / 2.5, "runaway")
    return np.array(kept), min(gaps)[1]


def expected_paths(alpha):
    """Return paths and their fates: the critical line is straight."""
    point, paths = stable_point(alpha), []
    direction = np.array([point.critical_slope, 1.0])
    growth = np.exp(-point.eigenvalues[1] * 0.05 * np.arange(601))[:, None]
    for step in (1e-3, -1e-3):
        line, _ = until_outside([point.r, point.u] + step * growth * direction)
        paths.append((line[::-1], "critical"))
    starts = [(point.r + point.critical_slope * (u - point.u) + offset, u) for u, offset in STARTS]
    starts += [(mass, u) for u in (-0.15, -0.5) for mass in (-0.3, 0.1, 0.5)]
    return paths + [until_outside(linear_flow(start, alpha, 0.05 * np.arange(201))) for start in starts]


def flow_diagram(module):
    return _edges(module) and all(_is_linear(module, alpha) for alpha in (1.0, 2.6))


def _is_linear(module, alpha):
    with mock.patch.object(module, "follow_couplings", linear_flow):
        table = module.recursion_table([alpha])
    paths = expected_paths(alpha)
    found = [rows for _, rows in table.groupby("start")]
    return [len(rows) for rows in found] == [len(path) for path, _ in paths] and all(
        np.allclose(rows[["r", "u"]], path, rtol=1e-6, atol=1e-9)
        and np.allclose(rows["g"], path[:, 1] / 6, rtol=1e-6, atol=1e-9)
        and np.allclose(rows["flow_time"], 0.05 * np.arange(len(path)))
        and set(rows["fate"]) == {fate}
        and set(rows["alpha"]) == {alpha}
        for rows, (path, fate) in zip(found, paths, strict=True)
    )


def _edges(module):
    """A path ends before it leaves by any of the four edges, or diverges; a start outside is kept."""
    ends = [(0.9, 0.0), (-0.9, 0.0), (0.0, 1.6), (0.0, -1.1), (np.nan, np.nan)]
    lengths = [len(module._inside(np.array([(0.0, 0.0), (0.5, 0.5), end, (0.0, 0.0)]))) for end in ends]
    fates = [module._fate(np.array(end)) for end in [(0.75, -0.9), (-0.75, 1.4), (0.7, -0.95), (0.1, 0.0)]]
    return (
        lengths == [2] * 5
        and len(module._inside(np.zeros((3, 2)))) == 3
        and len(module._inside(np.array([(2.0, 0.0), (0.0, 0.0)]))) == 1
        and fates == ["disordered", "ordered", "runaway", "runaway"]
    )


CHECKS = {"coupling.coupling_table": coupling_table, "coupling.flow_diagram": flow_diagram}
