"""The moment flow with third moments beside the fourth alone."""

from collections.abc import Iterator
from unittest import mock

import numpy as np
from flows import KEPT, correlated_samples
from measuring import Row, Target, timings

from rgcore.pcarg.flow import kurtosis_flow
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.modes.projection import projected_variances
from rgcore.series import sample_moments

SIZE = 40_000, 160
AGREEMENT = 1e-12


def rows() -> Iterator[Row]:
    """One row: the flow as it is, over the one that computes no skewness from its sums of powers."""
    samples = correlated_samples(*SIZE)
    moments = sample_moments([samples])
    settings = [FlowSettings(kept=KEPT, scaling=scaling) for scaling in ("covariance", "correlation")]

    def both():
        return kurtosis_flows([samples], moments, settings)

    def fourth_alone():
        with mock.patch.object(kurtosis_flow, "_flow", _fourth_alone):
            return kurtosis_flows([samples], moments, settings)

    difference = max(
        float(np.abs(ours.replicates / other - 1).max())
        for ours, other in zip(both(), fourth_alone(), strict=True)
    )
    if difference > AGREEMENT:
        raise RuntimeError(f"both flows must agree to {AGREEMENT}, found {difference}")
    ours, other = timings(both, fourth_alone, n_runs=9)
    yield Row(
        name=f"third and fourth moments, T = {SIZE[0]:,}, N = {SIZE[1]}, two scalings",
        unit="s",
        ours=ours,
        other=other,
        other_name="fourth moments alone",
        target=Target(bound=1.2, at_least=False),
        details={"largest_relative_difference_of_the_kurtosis": difference},
    )


def _fourth_alone(sums, modes, projection, edges) -> np.ndarray:
    """Return the kurtosis with each block of time left out, and compute that of all samples."""
    first, second, third, fourth = np.moveaxis(sums.sum(axis=1) / edges[-1], 1, 0)
    _kurtosis(first, second, third, fourth, projected_variances(modes, projection.cutoffs))
    n_left = (edges[-1] - np.diff(edges))[:, None, None, None]
    left = np.moveaxis(sums.sum(axis=1, keepdims=True) - sums, 1, 0) / n_left
    first, second, third, fourth = np.moveaxis(left, 2, 0)
    return _kurtosis(first, second, third, fourth, second - first**2)


def _kurtosis(first, second, third, fourth, variance) -> np.ndarray:
    return (fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4) / variance**2
