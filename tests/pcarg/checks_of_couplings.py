"""Checks of the estimators of couplings and of flows, against formulas written out.

Each takes the module and returns whether it is right.
"""

from functools import cache

import numpy as np
import pandas as pd

from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent

from ..by_hand import jackknife, same

N = 7
CUTOFFS = np.array([3, 5, 7])
PRESENT = np.arange(N) != np.array([[0], [N], [N]])
"""Variable 0 is ignored at the smallest cutoff."""

CASES = {  # mean of u over the variables, their spread, standard error of one
    "none": (0.10, 0.01, 0.02),
    "negative, not resolved": (-0.02, 0.01, 0.03),
    "negative": (-0.10, 0.01, 0.02),
    "noisy": (0.02, 0.01, 0.05),
    "large": (0.30, 0.01, 0.05),
    "size": (0.12, 0.01, 0.02),
    "spread as of errors": (0.02, 0.045, 0.03),
    "spread": (0.05, 0.20, 0.01),
    "second order": (0.60, 0.05, 0.01),
    "second order at the largest cutoff": (0.10, 0.01, 0.02),
}
AT_CUTOFFS = {"second order at the largest cutoff": [[0.5], [0.8], [1.6]]}  # of the mean; else nearly even


def spectrum(rng):
    """Return modes of a covariance near a fixed one."""
    fixed = np.random.default_rng(5).normal(size=(N, N))
    mixed = fixed + 0.02 * rng.normal(size=(N, N))
    return decompose(0.1 * mixed @ mixed.T + np.eye(N))


def kept_covariance(modes, n_kept):
    return (modes.components[:, :n_kept] * modes.variances[:n_kept]) @ modes.components[:, :n_kept].T


def kurtosis_of(modes, u):
    """Return 3 - u_i sum_j C_ij^4 / C_ii^2 at every cutoff."""
    kept = [kept_covariance(modes, n_kept) for n_kept in CUTOFFS]
    return np.array(
        [3 - each * (c**4).sum(axis=1) / np.diag(c) ** 2 for each, c in zip(u, kept, strict=True)]
    )


def loop(kept, full):
    legs = kept**2
    return np.array([legs[i] @ full**2 @ legs[i] / (legs[i] @ legs[i]) for i in range(N)])


def exponents_of(modes):
    return np.array([spectral_exponent(modes.variances, n_kept) for n_kept in CUTOFFS])


def scale_of(modes):
    return exponents_of(modes) * CUTOFFS / N * modes.variances[CUTOFFS - 1] ** 2


def running_of(modes, u, inner):
    """Return g of the u of the largest cutoff, of that at every cutoff, and of its last one carried down: (3, 3)."""
    loops = np.array([(modes.variances[:n_kept] ** 2).sum() / N for n_kept in CUTOFFS])
    running = u / (1 - 1.5 * u * inner)
    carried = running[-1] / (1 + 1.5 * running[-1] * (loops[-1] - loops))
    return np.array([np.full(3, u[-1]), running, carried]) * scale_of(modes) / 6


def with_errors(modes, u, medians, parts, inner):
    """Return what follows from the medians; the loops are those of all samples in every part."""
    whole, exponents = running_of(modes, u, inner), exponents_of(modes)
    errors = jackknife([running_of(part, each, inner) for part, each in zip(parts, medians, strict=True)])
    columns = {"alpha": exponents, "alpha_err": jackknife([exponents_of(part) for part in parts])}
    for row, name in enumerate(("g_predicted", "g_running", "g_running_predicted")):
        columns |= {name: whole[row], f"{name}_err": errors[row]}
    return columns | {"g_fixed_point": (2 - exponents) / 9}


def expected_couplings(modes, u, replicates):
    """Return plain columns: ``replicates`` are pairs of modes and u (n_cutoffs, N) without a block."""
    here = [u[row, PRESENT[row]] for row in range(3)]
    parts = [np.array([part[row, PRESENT[row]] for _, part in replicates]) for row in range(3)]
    medians = np.transpose([median_replicates(*each) for each in zip(here, parts, strict=True)])
    full, scale = kept_covariance(modes, N), scale_of(modes)
    kept = [kept_covariance(modes, n_kept) for n_kept in CUTOFFS]
    inner = np.array([np.median(loop(c, c)[PRESENT[row]]) for row, c in enumerate(kept)])
    size = [np.median(np.abs(1.5 * u[row] * loop(c, full))[PRESENT[row]]) for row, c in enumerate(kept)]
    middle = np.array([np.median(each) for each in here])
    scales = np.array([scale_of(part) for part, _ in replicates])
    deviation = (middle - middle[-1])[:-1] / jackknife(medians - medians[:, -1:])[:-1]
    spectra, small = [part for part, _ in replicates], np.array(size) < 0.5
    follows = with_errors(modes, middle, medians, spectra, inner)
    for name, known in (("g_running", small), ("g_running_predicted", small & small[-1])):
        follows |= {key: np.where(known, follows[key], np.nan) for key in (name, f"{name}_err")}
    return follows | {
        "cutoff": 1 / modes.variances[CUTOFFS - 1],
        "kept_fraction": CUTOFFS / N,
        "u": middle,
        "u_err": jackknife(medians),
        "u_q25": np.array([np.quantile(each, 0.25) for each in here]),
        "u_q75": np.array([np.quantile(each, 0.75) for each in here]),
        "u_single_err": np.array([np.median(jackknife(part)) for part in parts]),
        "second_order": np.array(size),
        "g": middle * scale / 6,
        "g_err": jackknife(medians * scales / 6),
        "recursion_deviation": np.append(deviation, 0.0),
    }


def expected_objections(row):
    quartiles = row["u_q75"] - row["u_q25"]
    found = [
        ("size", 6 * (abs(row["g"]) + 2 * row["g_err"]) >= 1),
        ("sign", row["u"] + 2 * row["u_err"] < 0),
        ("spread", quartiles > max(abs(row["u"]), 1.5 * 1.349 * row["u_single_err"])),
        ("second order", row["second_order"] >= 0.5),
    ]
    return ", ".join(name for name, holds in found if holds) or "none"


@cache
def case(name):
    """Return the arguments of ``running_couplings`` and the columns that are expected."""
    mean, spread, standard_error = CASES[name]
    rng = np.random.default_rng(8)
    modes, scatter = spectrum(rng), standard_error / np.sqrt(9)
    at_cutoffs = np.array(AT_CUTOFFS.get(name, [[1.0], [0.95], [1.05]]))
    u = mean * at_cutoffs + spread * np.linspace(-1, 1.3, N)
    replicates = [(spectrum(rng), u + scatter * rng.normal(size=u.shape)) for _ in range(10)]
    without = [(part, kurtosis_of(part, values)) for part, values in replicates]
    arguments = modes, CUTOFFS, kurtosis_of(modes, u), PRESENT, without
    return arguments, expected_couplings(modes, u, replicates)


def agrees_with_plain_couplings(module, name):
    arguments, expected = case(name)
    table, rows = module.running_couplings(*arguments), zip(*expected.values(), strict=True)
    words = [expected_objections(dict(zip(expected, row, strict=True))) for row in rows]
    sound = [set(each.split(", ")) <= {"none", "sign"} for each in words]
    columns = [np.allclose(table[name], value, rtol=1e-8, equal_nan=True) for name, value in expected.items()]
    return all(columns) and table["objections"].tolist() == words and table["perturbative"].tolist() == sound


def running_coupling(module):
    return all(agrees_with_plain_couplings(module, name) for name in CASES)


def objections(module):
    """Quartiles are compared with the size of u and with 1.5 times those of Gaussian noise."""
    columns = pd.DataFrame(
        {
            "u": [-3.0, 3.0, -1.0, 1.0],
            "u_q25": [1.0, 1.0, 1.0, 1.0],
            "u_q75": [3.9, 4.1, 3.5, 3.5],
            "u_single_err": [0.1, 0.1, 2.4 / 2.0235, 2.6 / 2.0235],
        }
    )
    found = {"size": np.array([True, False, False]), "sign": np.array([True, True, False])}
    columns_of_two = module.objection_columns(found, ("size",))
    return (
        list(module.is_spread(columns)) == [False, True, True, False]
        and columns_of_two["objections"] == ["size, sign", "sign", "none"]
        and columns_of_two["perturbative"].tolist() == [False, True, True]
    )


def first_order(module):
    rng = np.random.default_rng(4)
    modes, kurtosis = spectrum(rng), rng.uniform(1, 5, N)
    kept, full = kept_covariance(modes, 4), kept_covariance(modes, N)
    expected = [
        (3 - kurtosis[i]) * kept[i, i] ** 2 / sum(kept[i, j] ** 4 for j in range(N)) for i in range(N)
    ]
    found = module.first_order_coupling(kurtosis, kept)
    return same(found, np.array(expected)) and same(module.second_order_loops(kept, full), loop(kept, full))


def growth(module):
    """phi^3, phi^4 and phi^6 are marginal in 6, 4 and 3 dimensions, alpha = d/2."""
    dimension = 2 * np.array([module.marginal_exponent(power) for power in (3, 4, 6)])
    zero = [module.coupling_growth(power, d / 2) for power, d in zip((3, 4, 6), (6, 4, 3), strict=True)]
    table = module.relevance_table()
    sloppy = table[table["alpha"] == 0].set_index("power")
    return (
        same(dimension, np.array([6.0, 4.0, 3.0]))
        and len(table) == 3 * 17
        and same(zero, [0.0, 0.0, 0.0])
        and same(module.coupling_growth(2, 0.3), 1.0)
        and sloppy["growth"].to_dict() == {3: 1.5, 4: 2.0, 6: 3.0}
        and sloppy["faster_than_quartic"].to_dict() == {3: False, 4: False, 6: True}
        and not table[table["alpha"] == 3]["relevant"].any()
        and same(table.groupby("power")["alpha_marginal"].first().to_numpy(), dimension / 2)
    )


def coupling_verdicts(module):
    """Rows 1 to 5 lack one each of what an exponent needs; the last three have it, with other verdicts."""
    nothing = {"scaling": "covariance", "n_kept": 20, "alpha": 1.0, "alpha_err": 0.1, "alpha_noise": 1.5}
    nothing |= {"alpha_first_rank": 13, "g": 0.1, "g_err": 0.03, "g_fixed_point": 0.15}
    nothing |= {"recursion_deviation": 1.9, "objections": "none"}
    changes = [
        {},
        {"n_kept": 9, "alpha_first_rank": 2},
        {"n_kept": 31},
        {"alpha_first_rank": 14},
        {"alpha_noise": 1.19},
        {"scaling": "correlation"},
        {"alpha_noise": 0.5, "g": 0.08, "recursion_deviation": -2.1, "objections": "skewness, sign, size"},
        {"n_kept": 10, "alpha_first_rank": 3, "objections": "sign"},
        {"n_kept": 30, "recursion_deviation": np.nan, "objections": "spread, second order"},
    ]
    coupling = pd.DataFrame([nothing | change for change in changes]).assign(dataset="set")
    ranges = {"dataset": "set", "alpha_first_rank": 10, "alpha_last_rank": 30}
    summary = pd.DataFrame([ranges | {"scaling": name} for name in ("covariance", "correlation")])
    summary["has_exponent"] = [True, False]
    found, exists = module.coupling_verdicts(coupling, summary), np.isin(np.arange(9), (0, 6, 7, 8))
    alone = all(
        np.array_equal(found[name], coupling[name].where(exists), equal_nan=True)
        for name in ("alpha", "alpha_err", "g_fixed_point")
    )
    return (
        alone
        and found["has_exponent"].tolist() == exists.tolist()
        and found["alpha_resolved"].tolist() == [True] * 4 + [False] + [True] * 4
        and found["agrees_with_fixed_point"].tolist() == [True] + [False] * 6 + [True] * 2
        and found["agrees_with_recursion"].tolist() == [True] * 6 + [False, True, False]
        and found["failed_criteria"].tolist()
        == ["none"] * 6 + ["skewness, size", "none", "spread, second order"]
        and same(found["g_limit"].to_numpy(), np.full(9, 1 / 6))
        and (found["alpha_marginal"] == 2).all()
    )


CHECKS = {
    "coupling.coupling_verdicts": coupling_verdicts,
    "coupling.running_coupling": running_coupling,
    "coupling.objections": objections,
    "coupling.quartic_coupling": first_order,
    "coupling.relevance": growth,
}
