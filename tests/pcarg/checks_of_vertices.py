"""Checks of the vertices of variables and of the columns made of them, with formulas written out.

Each takes the module and returns whether it is right.
"""

from functools import cache

import numpy as np
import pandas as pd

from rgcore.pcarg.coupling.vertices.local_vertices import Geometry
from rgcore.pcarg.coupling.vertices.vertex_readings import VertexReading
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.modes.principal_components import decompose

from ..by_hand import jackknife, same

N = 9
UNIT = 2.5
PRESENT = np.arange(N) != np.array([[0], [N]])
"""Variable 0 is ignored at the smaller cutoff."""

CASES = {  # skewness, excess, their spread over the variables, their scatter over blocks, shift of local ones, loops
    "none": (0.3, -1.0, 0.02, 0.02, 0.0, 0.01),
    "cubic loop": (2.0, 3.0, 0.05, 0.02, 0.0, 0.05),
    "skewness": (1.5, 4.0, 0.05, 0.1, 0.0, 0.01),
    "not skewed": (0.15, 0.3, 0.05, 0.4, 0.0, 0.01),
    "negative": (0.05, 1.5, 0.05, 0.2, 0.0, 0.01),
    "negative, not resolved": (0.05, 0.1, 0.02, 0.5, 0.0, 0.01),
    "quartic loop": (0.3, -1.5, 0.05, 0.1, 0.0, 0.5),
    "spread": (0.1, 0.2, 1.5, 0.05, 0.0, 0.01),
    "spread as of errors": (0.1, 0.05, 0.3, 0.25, 0.0, 0.01),
    "nonlocal kurtosis": (0.3, 1.0, 0.05, 0.1, 0.6, 0.01),
    "negative, of no single variable": (0.05, 0.2, 0.02, 0.25, 0.0, 0.01),
}
INDEPENDENT = "negative, of no single variable"
"""In this case the errors of the variables are independent: their median has a smaller one."""


def cumulants(w, u, kept, covariance):
    """Return <phi_i^3> and <phi_i^4> by sums over the variables."""
    found = []
    for row in kept:
        trees = sum(
            w[j] * w[k] * row[j] ** 2 * covariance[j, k] * row[k] ** 2
            for j in range(len(w))
            for k in range(len(w))
        )
        found.append((-sum(w * row**3), 3 * trees - sum(u * row**4)))
    return np.transpose(found)


def local_vertices(module):
    """Legs of three modes of four; the fifth variable has no variance there."""
    rng = np.random.default_rng(3)
    mixed = np.eye(5) + 0.3 * rng.normal(size=(5, 5))
    full = mixed @ mixed.T
    modes = decompose(full[:4, :4])
    kept = np.zeros((5, 5))
    kept[:4, :4] = (modes.components[:, :3] * modes.variances[:3]) @ modes.components[:, :3].T
    w, u, third, fourth = rng.normal(size=(4, 5))
    legs = module.geometry_of_legs(kept, full)
    joined = np.array([(row**2) @ full @ (row**2) for row in kept])
    here, noise = np.arange(5) < 4, np.array([0.2, 0.0, 3.0, 0.1, 0.4])
    own = np.where(here, -third / np.where(here, (kept**3).sum(axis=1), 1), 0)
    square = (third**2 - noise) / np.where(here, (kept**3).sum(axis=1), 1) ** 2
    quartic = np.where(here, (3 * square * joined - fourth), 0) / np.where(here, legs.quartic, 1)
    crossed = module.Geometry(cubic=np.array([-0.5]), quartic=np.ones(1), joined=np.array([0.2]))
    opposed = module.vertices_of_legs(
        np.array([2.0]), np.array([0.3]), crossed
    )  # the cubic legs cancel, and more
    variance = np.diag(kept)
    double = 2 * np.where(here, variance, 1)
    bubble = np.array([row @ full**2 @ row for row in kept]) / double
    return (
        same(legs.cubic, (kept**3).sum(axis=1))
        and same(legs.quartic, (kept**4).sum(axis=1))
        and same(legs.joined, joined)
        and same(opposed, [[4.0], [3 * 16 * 0.2 - 0.3]])
        and same(module.vertices_of_legs(third, fourth, legs, noise), (own, quartic))
        and same(module.cumulants_of_sites(w, u, kept, full), cumulants(w, u, kept, full))
        and same(module.loops_of_legs(kept, variance, full), (bubble, (kept**2) @ np.diag(full) / double))
        and _sites(module, full, w, u)
    )


def _sites(module, full, w, u):
    """The vertices of sites are those that the cumulants were made of, also where legs and lines differ."""
    right = []
    for legs in (full, full + np.diag([0.2, 0.4, 0.1, 0.3, 0.2])):
        deviation = np.sqrt(np.diag(legs))
        third, fourth = cumulants(w, u, legs, full)
        found = module.vertices_of_sites(third / deviation**3, fourth / deviation**4, legs, full)
        right.append(np.allclose(found, (w, u), rtol=1e-8))
    return all(right)


def reading(rng, case, scatter, centre):
    """Return a reading of two cutoffs, scattered about the numbers of ``centre`` (4, 2, N)."""
    of_each = N if case == INDEPENDENT else 1
    skewness, kurtosis, skewness_local, kurtosis_local = (
        centre + scatter * rng.normal(size=(4, 2, of_each)) / 3
    )
    return VertexReading(
        variance=1.2 * np.ones((2, N)),
        legs=Geometry(
            cubic=1.1 * np.ones((2, N)), quartic=1.3 * np.ones((2, N)), joined=0.9 * np.ones((2, N))
        ),
        skewness=skewness,
        kurtosis=kurtosis,
        skewness_local=skewness_local,
        kurtosis_local=kurtosis_local + CASES[case][4],
    )


@cache
def readings(case):
    """Return the reading of all samples, those without each of ten blocks, and loops."""
    skewness, excess, spread, scatter, _, loops = CASES[case]
    rng = np.random.default_rng(7)
    scattered = spread * np.linspace(-1, 1.2, N) * np.array([[[1.0], [1.1]]] * 2)
    moments = np.array([skewness, 3 + excess])[:, None, None] + scattered
    centre = np.concatenate([moments, moments])
    whole = reading(rng, case, 0.0, centre)
    left = [reading(rng, case, scatter, centre) for _ in range(10)]
    return whole, left, (loops * np.linspace(1, 2, 2 * N).reshape(2, N), 3 * loops * np.ones((2, N)))


def plain(read, noise):
    """Return the vertices of one reading."""
    third, fourth = read.skewness * 1.2**1.5, (read.kurtosis - 3) * 1.2**2
    w = -third / 1.1
    trees = 3 * (w**2 - noise**2 * 1.2**3 / 1.1**2) * 0.9
    return {"w": w, "u": (trees - fourth) / 1.3, "u_symmetric": -fourth / 1.3} | {
        name: getattr(read, name) for name in ("skewness", "kurtosis", "skewness_local", "kurtosis_local")
    }


def median_of(name, values, parts):
    """Return the medians without each block; those of vertices on the scale of arsinh."""
    if name not in ("w", "u"):
        return median_replicates(values, parts)
    scale, middle = np.median(jackknife(parts)), np.median(values)
    flat = median_replicates(np.arcsinh(values / scale), np.arcsinh(parts / scale))
    return middle + np.sqrt(scale**2 + middle**2) * (flat - np.arcsinh(middle / scale))


def expected_columns(case):
    whole, left, loops = readings(case)
    noise = jackknife([part.skewness for part in left])
    values, parts = plain(whole, noise), [plain(part, noise) for part in left]
    return [
        _expected_row(
            {name: each[row, here] for name, each in values.items()},
            {name: np.array([part[name][row, here] for part in parts]) for name in values},
            [each[row, here] for each in loops],
        )
        for row, here in enumerate(PRESENT)
    ]


def _expected_row(values, parts, loops):
    medians = {name: median_of(name, values[name], parts[name]) for name in values}
    middle = {name: np.median(each) for name, each in values.items()}
    errors = {name: jackknife(each) for name, each in medians.items()}
    single, cubic = jackknife(parts["u"]), middle["u"] - middle["u_symmetric"]
    of_skewness = np.median(np.abs(values["skewness"]) / jackknife(parts["skewness"]))
    loop = [np.median(values["w"] ** 2 * loops[0]), np.median(np.abs(values["u"]) * loops[1])]
    quartiles = np.quantile(values["u"], [0.25, 0.75])
    distance = quartiles[1] - quartiles[0]
    local = all(
        abs(middle[name] - middle[f"{name}_local"]) < 2 * jackknife(medians[name] - medians[f"{name}_local"])
        or abs(middle[name] - middle[f"{name}_local"]) <= 1e-6 * errors[name]
        for name in ("skewness", "kurtosis")
    )
    holds = {
        "skewness": of_skewness >= 2 and cubic >= 0.1 * abs(middle["u_symmetric"]),
        "negative": middle["u"] + 2 * errors["u"] < 0,
        "spread": distance > max(abs(middle["u"]), 1.5 * 1.349 * np.median(single)),
        "cubic loop": loop[0] >= 0.5,
        "quartic loop": loop[1] >= 0.5,
        "nonlocal": not local,
    }
    numbers = {
        "w": middle["w"] / UNIT**1.5,
        "w_err": errors["w"] / UNIT**1.5,
        "u": middle["u"] / UNIT**2,
        "u_err": errors["u"] / UNIT**2,
        "u_q25": quartiles[0] / UNIT**2,
        "u_q75": quartiles[1] / UNIT**2,
        "u_symmetric_err": errors["u_symmetric"] / UNIT**2,
        "cubic_part": cubic / UNIT**2,
        "cubic_part_err": jackknife(medians["u"] - medians["u_symmetric"]) / UNIT**2,
        "u_symmetric": middle["u_symmetric"] / UNIT**2,
        "skewness_q25": np.quantile(values["skewness"], 0.25),
        "skewness_q75": np.quantile(values["skewness"], 0.75),
        "w_q25": np.quantile(values["w"], 0.25) / UNIT**1.5,
        "w_q75": np.quantile(values["w"], 0.75) / UNIT**1.5,
        "skewness_in_errors": of_skewness,
        "positive_share": np.mean(values["u"] > 2 * single),
        "negative_share": np.mean(values["u"] < -2 * single),
        "cubic_loop": loop[0],
        "quartic_loop": loop[1],
    }
    for name in ("skewness", "kurtosis", "skewness_local", "kurtosis_local"):
        numbers |= {name: middle[name], f"{name}_err": errors[name]}
    sound = not any(holds[name] for name in ("spread", "cubic loop", "quartic loop", "nonlocal"))
    words = ", ".join(name for name, found in holds.items() if found) or "none"
    beside = "within" if abs(middle["u"]) <= 2 * errors["u"] else "above" if middle["u"] > 0 else "below"
    words = {"objections": words, "u_beside_zero": beside}
    return numbers, words | {"agrees_with_local": local, "perturbative": sound}


def vertex_columns(module):
    right = []
    for case in CASES:
        whole, left, loops = readings(case)
        table = module.vertex_columns(whole, left, PRESENT, loops, UNIT)
        expected = expected_columns(case)
        numbers = pd.DataFrame([numbers for numbers, _ in expected])
        verdicts = [
            {name: row[name] for name in words}
            for (_, words), row in zip(expected, table.to_dict("records"), strict=True)
        ]
        right += [
            np.allclose(table[numbers.columns], numbers, rtol=1e-8),
            verdicts == [words for _, words in expected],
        ]
    return all(right)


CHECKS = {
    "coupling.vertices.local_vertices": local_vertices,
    "coupling.vertices.vertex_columns": vertex_columns,
}
