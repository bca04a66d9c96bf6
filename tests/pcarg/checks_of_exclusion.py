"""Checks of the tables of excluded nulls and of the power of the tests, with planted answers.

Each takes the module and returns whether it is right.
"""

from dataclasses import asdict
from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from rgcore.cards import load_card
from rgcore.pcarg.nulls.cards import FitReport
from rgcore.pcarg.nulls.exclusion.rank_tests import corrected_p_values, flow_tests, leave_one_out_deviations

from ..by_hand import same

FLOWS = [("correlation", 0.0), ("correlation", 0.1), ("covariance", 0.0), ("covariance", 0.1)]
KEPT = (4, 8)
GROUPS = np.repeat(np.arange(4), 2)


def points():
    rows = [(scaling, dropped, n_kept) for scaling, dropped in FLOWS for n_kept in KEPT]
    table = pd.DataFrame(rows, columns=["scaling", "dropped_top", "n_kept"])
    return table.assign(dataset="set", kept_fraction=table["n_kept"] / 8)


POINTS = points()
CLIPPED = {"gaussian": 1, "elliptical": 2, "shuffled": 3}


def table_of_draws(curves):
    """Return the draws, in no order, of nulls given by (n_draws, 8) log medians."""
    tables = [
        pd.concat([POINTS] * len(own), ignore_index=True).assign(
            source=source, draw=np.repeat(np.arange(len(own)), 8), kurtosis_median=np.exp(own).ravel()
        )
        for source, own in curves.items()
    ]
    return pd.concat(tables).sample(frac=1, random_state=np.random.default_rng(1))


@cache
def excluded_draws():
    """Return the log medians of 79 draws of three nulls; the data are 1 everywhere.

    The Gaussian null differs in the second flow. The elliptical one differs at the point that it is fitted to; the
    shuffled one, which lacks autocorrelation, at the first of two cutoffs of the third flow, from above.
    """
    rng = np.random.default_rng(2)
    curves = {name: 1 + 0.1 * rng.normal(size=(79, 8)) for name in ("gaussian", "elliptical", "shuffled")}
    curves["gaussian"][:, 2] -= 2.0
    curves["elliptical"][:, 5] -= 2.0
    curves["shuffled"][:, 4] += 2.0
    return curves


@cache
def excluded_table():
    """Return the draws as a table, and their autocorrelation times; the shuffled null is of data with more of it."""
    times = np.random.default_rng(3).uniform(0.5, 0.8, 79)
    draws = table_of_draws(excluded_draws()).assign(
        **{name: getattr(FitReport(), name) for name in FitReport.__dataclass_fields__}
    )
    shuffled = (draws["source"] == "shuffled").to_numpy()
    draws["residual_time"] = np.where(shuffled, 9.0, 0.5)
    draws["null_residual_time"] = times[draws["draw"]]
    draws["clipped_pairs"] = draws["source"].map(CLIPPED)
    draws["pair_residual"] = 0.1 * draws["clipped_pairs"]
    return draws, times


def exclusion(module):
    curves, (draws, times) = excluded_draws(), excluded_table()
    data = POINTS.assign(source="data", kurtosis_median=np.exp(1.0))
    others = POINTS.assign(source="gaussian", kurtosis_median=9.0)
    table = module.exclusion_table(pd.concat([others, data]), draws).set_index("source")
    tests = {
        name: flow_tests(np.vstack([np.ones((1, 8)), own]), GROUPS) for name, own in sorted(curves.items())
    }
    corrected, right = corrected_p_values(tests), []
    for name, test in tests.items():
        rows = table.loc[name]
        largest = [
            max(range(2 * flow, 2 * flow + 2), key=lambda place: abs(test.deviations[place]))
            for flow in range(4)
        ]
        right += [
            rows["n_kept"].tolist() == [KEPT[place % 2] for place in largest],
            same(rows["deviation"].to_numpy(), test.deviations[largest]),
            same(rows["kept_fraction"], rows["n_kept"] / 8),
            same(rows[["clipped_pairs", "pair_residual"]], [[CLIPPED[name], 0.1 * CLIPPED[name]]] * 4),
            (rows["source_label"] == load_card("rgcore.pcarg.nulls", name).label).all(),
            same(rows["p_value"].to_numpy(), test.p_values),
            same(rows["p_corrected"].to_numpy(), corrected[name]),
            rows["excluded"].tolist() == [False, name == "gaussian", False, False],
            rows["reproduces_kurtosis"].tolist() == [name != "elliptical"] * 4,
            rows["reproduces_autocorrelation"].tolist() == [name != "shuffled"] * 4,
        ]
    below = draws.assign(kurtosis_median=draws["kurtosis_median"] * np.exp(4))
    below = module.exclusion_table(data, below).set_index("source")["reproduces_kurtosis"]
    return (
        all(right)
        and _at_the_level(module)
        and not below["elliptical"].any()
        and below["gaussian"].all()
        and all(corrected[name].min() <= 0.05 for name in tests)
        and same(table["p_smallest"].to_numpy(), np.full(12, 3 / 80))
        and (table["draws_needed"] == 59).all()
        and (table["n_draws"] == 79).all()
        and same(table["null_residual_time"].to_numpy(), np.full(12, times.mean()))
        and same(table["null_residual_time_high"].to_numpy(), np.full(12, times.max()))
    )


def _at_the_level(module):
    """Data far from 79 draws of four nulls have p = 4 / 80, the level, which excludes; of two draws p is 1."""
    curves = {name: own - 9 for name, own in excluded_draws().items() if name != "elliptical"}
    curves |= {"given_rate": 2 * curves["gaussian"], "given_covariate": 2 * curves["shuffled"]}
    data, report = POINTS.assign(source="data", kurtosis_median=np.exp(1.0)), asdict(FitReport())
    many, few = (
        module.exclusion_table(data, table_of_draws({a: b[:n] for a, b in curves.items()}).assign(**report))
        for n in (79, 2)
    )
    return (
        same(many[["p_corrected", "p_smallest"]], np.full((16, 2), 0.05))
        and many["excluded"].all()
        and (few["p_smallest"] == 1).all()
    )


@cache
def power_draws():
    """Return draws of two nulls, 79 and 45, that scatter differently and differ in the second and third flow."""
    rng = np.random.default_rng(4)
    curves = {
        "gaussian": 1 + 0.2 * rng.exponential(size=(79, 8)),
        "shuffled": 1 + 0.2 * rng.normal(size=(45, 8)),
    }
    curves["shuffled"][:, 2:4] += 0.7
    curves["shuffled"][:, 4] -= 0.5
    return curves


@cache
def table_of_power_draws():
    return table_of_draws(power_draws())


@cache
def expected_power(source, alternative):
    """Return in how many draws of the alternative each flow excludes the source."""
    curves, counts = power_draws(), np.zeros(4, dtype=int)
    own = curves[source]
    for each in curves[alternative]:
        sizes = np.abs(leave_one_out_deviations(np.vstack([each, own])))
        largest = sizes[1:].max(axis=1)
        reached = np.array([(largest >= sizes[0, flow == GROUPS].max()).sum() for flow in range(4)])
        counts += 2 * (1 + reached) / (len(own) + 1) <= 0.05
    return counts


def power(module):
    table = module.power_table(table_of_power_draws()).set_index(["source", "alternative"])
    right = []
    for source, alternative in (("gaussian", "shuffled"), ("shuffled", "gaussian")):
        counts, rows = expected_power(source, alternative), table.loc[(source, alternative)]
        n_sets = len(power_draws()[alternative])
        intervals = [binomtest(int(count), n_sets).proportion_ci(method="exact") for count in counts]
        right += [
            same(rows["power"].to_numpy(), counts / n_sets),
            same(rows[["power_low", "power_high"]].to_numpy(), np.array(intervals)),
            (rows["n_sets"] == n_sets).all(),
            list(zip(rows["scaling"], rows["dropped_top"], strict=True)) == FLOWS,
        ]
    return all(right) and _first_sets(module)


def _first_sets(module):
    """Of 203 draws of an alternative the first 200 are taken as data, and not the three that would be excluded."""
    rng = np.random.default_rng(6)
    curves = {"gaussian": 1 + 0.1 * rng.normal(size=(39, 8)), "shuffled": np.ones((203, 8))}
    curves["shuffled"][200:] += 5.0
    rows = module.power_table(table_of_draws(curves)).set_index("source").loc["gaussian"]
    return (rows["n_sets"] == 200).all() and (rows["power"] == 0).all()


CHECKS = {"nulls.exclusion.exclusion_table": exclusion, "nulls.exclusion.power_table": power}
