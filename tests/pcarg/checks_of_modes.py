"""Checks of modes, of their numbers and of the plan of a flow, with numbers and formulas written out.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace
from functools import cache
from unittest import mock

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.pcarg.flow.influential_samples import without_influential
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings
from rgcore.pcarg.flow.moment_flow import flow_table, rows_of_data
from rgcore.series.moments import sample_moments

from ..by_hand import same

CLOUDS = (
    [[1.0, 0.75], [0.75, 2.0]],
    [[2.0, -0.9], [-0.9, 1.0]],
    [[0.5, 0.3], [0.3, 4.0]],
    [[0.7, -0.2], [-0.2, 0.4]],
)
EVERY = [
    FlowSettings(kept=(1.0, 2), dropped_top=dropped, scaling=scaling)
    for scaling in ("covariance", "correlation")
    for dropped in (0, 0.25)
]


def answer(call, *arguments, **settings):
    """Return the result of a call, None if it refuses its arguments."""
    try:
        return call(*arguments, **settings)
    except InputError:
        return None


def alike(found, expected):
    """Return whether a table has all columns of the one that is expected, numbers up to rounding."""
    return len(found) == len(expected) and all(
        np.allclose(found[name], expected[name], rtol=1e-9, atol=1e-12, equal_nan=True)
        if expected[name].dtype.kind in "fi"
        else found[name].tolist() == expected[name].tolist()
        for name in expected
    )


def mode_numbers(module):
    """Of eleven modes fractions are rounded, halves to even, numbers are themselves, and one mode at least is left."""
    dropped = [answer(module.dropped_number, each, 11) for each in (0.0, 0.25, 0.5, 0.9, 0, 3, 10)]
    kept = answer(module.cutoff_numbers, [1.0, 0.65, 0.3, 0.01, 5, 1, 11, 0.42], 11)
    return (
        dropped == [0, 3, 6, 10, 0, 3, 10]
        and (module.dropped_number(0.1, 5), module.cutoff_numbers([0.5], 5).tolist()) == (0, [2])
        and all(answer(module.dropped_number, each, 11) is None for each in (11, -1, 1.0, -0.1, 0.99))
        and kept is not None
        and kept.tolist() == [1, 3, 5, 7, 11]
        and all(
            answer(module.cutoff_numbers, each, 11) is None for each in ([], [0], [12], [0.0], [1.5], [5, -3])
        )
    )


def power_sums(module):
    """The field grows by that of the modes between, and the sums by the powers of every sample of it."""
    rng = np.random.default_rng(1)
    field, extra, sums = rng.normal(size=(3, 7)), rng.normal(size=(3, 7)), rng.random((4, 3))
    grown = field + extra
    expected = sums + np.array([(grown**power).sum(axis=1) for power in (1, 2, 3, 4)])
    module.add_power_sums(field, extra, sums)
    return same(field, grown) and same(sums, expected)


def gaussian_cloud(module):
    """Squared lengths in the metric of the inverse covariance are those of the noise; the axes are of the samples."""
    right = []
    for seed, covariance in enumerate(CLOUDS):
        table = module.gaussian_cloud(covariance, 20, rng=np.random.default_rng(seed)).set_index("kind")
        noise = np.random.default_rng(seed).standard_normal((20, 2))
        samples, axes = table.loc["sample", ["x", "y"]].to_numpy(), table.loc["component"]
        found = np.cov(samples.T, bias=True)
        vectors, variances = axes[["x", "y"]].to_numpy().T, np.linalg.eigvalsh(found)[::-1]
        right += [
            same(
                np.einsum("ti,ij,tj->t", samples, np.linalg.inv(covariance), samples),
                (noise**2).sum(axis=1),
            ),
            same(vectors.T @ found @ vectors, np.diag(variances)),
            same(vectors.T @ vectors, np.eye(2)),
            (vectors[np.abs(vectors).argmax(axis=0), [0, 1]] > 0).all(),
            same(axes["variance"], variances),
            same(axes["variance_err"], variances * np.sqrt(2 / 20)),
            same(axes["variance_exact"], np.linalg.eigvalsh(covariance)[::-1]),
            axes["index"].tolist() == [0, 1],
        ]
    return all(right)


@cache
def trials():
    """Return 84 samples of 4 variables in 12 trials, which 10 blocks of time hold whole, and their moments."""
    samples = np.random.default_rng(2).exponential(size=(84, 4)) * np.arange(1.0, 5)
    return samples, replace(sample_moments((samples,)), trial_length=7)


@cache
def expected_rows():
    """Return the rows of every flow, each from passes of its own."""
    samples, moments = trials()
    parts = [
        rows_of_data(
            flow_table((samples,), moments, [each]), without_influential((samples,), moments, [each]), "set"
        )
        for each in EVERY
    ]
    return pd.concat(parts, ignore_index=True)


def flow_plan(module):
    """The flow of a plan has the rows of each of its flows alone; a plan is checked, and repeats nothing."""
    samples, moments = trials()
    plan = module.FlowPlan(kept=(1.0, 2), dropped_tops=(0, 0.25))
    wrong = [((1.0,), (0, 0.0)), ((1.0,), (1.5,)), ((0.0,), (0,))]
    return (
        plan.settings() == EVERY
        and all(answer(module.FlowPlan, kept=kept, dropped_tops=tops) is None for kept, tops in wrong)
        and alike(module.data_flow((samples,), plan, dataset="set", moments=moments), expected_rows())
    )


def silent(module):
    """Without the only block in which it varies, a variable counts with its moments of all samples."""
    samples, moments = trials()
    shape = (3, 4, 1, 4)  # moments, blocks, cutoffs, variables
    with mock.patch.object(module, "central_moments_without_blocks", return_value=np.zeros(shape)):
        (flow,) = module.kurtosis_flows((samples,), moments, [FlowSettings(kept=(1.0,))], n_blocks=4)
    return (flow.replicates == flow.kurtosis).all() and (flow.skewness_replicates == flow.skewness).all()


def arguments(module):
    """Fractions and numbers of modes are taken within their ranges; moments are those given, or of the samples."""
    samples, moments = trials()
    kept = [answer(module.checked_kept, [each]) for each in (1.0, 0.01, 1, np.int64(7))]
    dropped = [answer(module.checked_dropped, each) for each in (0.0, 0.99, 0, 7)]
    right = [
        kept == [(1.0,), (0.01,), (1,), (7,)],
        dropped == [0.0, 0.99, 0, 7],
        module.checked_moments(moments, (samples,)) is moments,
        same(module.checked_moments(None, (samples,)).mean, samples.mean(axis=0)),
    ]
    right += [answer(module.checked_kept, each) is None for each in ([0.0], [1.01], [0], [-1], ["all"], [])]
    right += [answer(module.checked_dropped, each) is None for each in (1.0, -0.1, -1, "all")]
    return all(right)


CHECKS = {
    "checked_arguments": arguments,
    "modes.mode_numbers": mode_numbers,
    "modes._kernels": power_sums,
    "modes.gaussian_cloud": gaussian_cloud,
    "flow.flow_plan": flow_plan,
}
