"""The flow of the couplings for smooth densities of modes."""

import numpy as np
import pytest

from rgcore.pcarg.coupling.coupling_flow import (
    coupling_velocity,
    couplings_at,
    follow_couplings,
    tabulated_density,
)
from rgcore.pcarg.coupling.mode_recursion import integrate_out

TIMES = np.linspace(0.0, 4.0, 9)


def power_law(alpha, top=4.0):
    """Return rho and the N middle quantiles of a spectrum n(lambda) ~ lambda^alpha up to ``top``."""
    return (
        lambda cutoff: alpha * cutoff ** (alpha - 1) / top**alpha,
        lambda n_modes: top * ((np.arange(n_modes) + 0.5) / n_modes) ** (1 / alpha),
    )


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.9, 2.5])
@pytest.mark.parametrize("start", [0.05, 2.0])
def test_without_mass_the_coupling_moves_along_the_solution_of_bernoulli(alpha, start):
    """1/ut - c decays as exp(-(2 - alpha) l), c = 3 / (2 (2 - alpha))."""
    limit, step = 1.5 / (2 - alpha), 1e-4

    def solution(time):
        return 1 / (limit + (1 / start - limit) * np.exp(-(2 - alpha) * time))

    for time in TIMES:
        slope = (solution(time + step) - solution(time - step)) / (2 * step)
        assert coupling_velocity(0.0, solution(time), alpha)[1] == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("start", [0.01, -0.01])
def test_without_coupling_the_mass_grows_with_the_flow(start):
    path = follow_couplings((start, 0.0), 1.3, TIMES)
    np.testing.assert_allclose(path[:, 0], start * np.exp(TIMES), rtol=1e-9)
    np.testing.assert_array_equal(path[:, 1], 0.0)


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.5])
def test_couplings_with_and_without_a_unit_are_the_same_flow(alpha):
    density, _ = power_law(alpha)
    cutoffs = 4.0 * np.exp(-TIMES)
    r, u = couplings_at(density, cutoffs, 0.3, 0.8).T
    scale = np.array([density(cutoff) for cutoff in cutoffs]) / cutoffs
    found = follow_couplings((r[0] / 4, u[0] * scale[0]), alpha, TIMES)
    np.testing.assert_allclose(np.column_stack([r / cutoffs, u * scale]), found, rtol=1e-8)


def test_a_running_exponent_is_that_of_the_density():
    """rho ~ lambda exp(-lambda): alpha = 2 - lambda."""
    cutoffs = 4.0 * np.exp(-TIMES)
    r, u = couplings_at(lambda cutoff: cutoff * np.exp(-cutoff), cutoffs, 0.1, 0.5).T
    start = (0.1 / 4, 0.5 * np.exp(-4))
    found = follow_couplings(start, lambda time: 2 - 4 * np.exp(-time), TIMES)
    np.testing.assert_allclose(np.column_stack([r / cutoffs, u * np.exp(-cutoffs)]), found, rtol=1e-8)


@pytest.mark.parametrize("alpha", [0.7, 1.5, 3.0])
def test_many_modes_one_at_a_time_are_the_continuous_flow(alpha):
    """The gap falls as 1/N: each mode of finite weight is the shell's step of Euler's method."""
    density, quantiles = power_law(alpha)
    r, u = couplings_at(density, np.array([4.0, 4.0 * 0.5 ** (1 / alpha)]), 0.2, 1.5)[1]
    gaps = []
    for n_modes in (100, 200):
        found = integrate_out(quantiles(n_modes), 0.2, 1.5)
        gaps.append([found.r[n_modes // 2] - r, found.u[n_modes // 2] - u])
    np.testing.assert_allclose(np.divide(*gaps), 2, atol=0.1)
    np.testing.assert_allclose(gaps[1], 0, atol=1e-3)


def test_a_tabulated_density_gives_the_flow_of_the_function():
    density, _ = power_law(1.4)
    table = np.geomspace(0.01, 4.0, 60)
    bumpy = lambda cutoff: density(cutoff) * (1 + 0.3 * np.sin(2 * np.log(cutoff)))  # noqa: E731
    cutoffs = np.geomspace(4.0, 0.05, 7)
    exact, found = (
        couplings_at(rho, cutoffs, 0.1, 0.7) for rho in (bumpy, tabulated_density(table, bumpy(table)))
    )
    np.testing.assert_allclose(found, exact, rtol=2e-4)
    assert tabulated_density(table, bumpy(table))(5.0) == 0


def test_a_negative_coupling_runs_away_at_a_finite_flow_time():
    """At alpha = 2, r near 0: 1/u rises by 3/2 per unit of l, from -1/0.5 to 0 before l = 4/3."""
    path = follow_couplings((0.0, -0.5), 2.0, TIMES)
    assert np.isnan(path[-1]).all()
    assert np.isfinite(path[1]).all()


def test_the_flow_ends_where_the_propagator_diverges():
    path = follow_couplings((-0.5, 0.0), 1.0, TIMES)  # r = -0.5 e^l reaches -1 at ln 2
    np.testing.assert_array_equal(np.isnan(path[:, 0]), np.log(2) < TIMES)
    with pytest.raises(ValueError, match="r above -1"):
        follow_couplings((-1.0, 0.1), 1.0, TIMES)


@pytest.mark.parametrize("cutoffs", [[1.0, 2.0], [1.0, -1.0]])
def test_cutoffs_that_do_not_descend_are_refused(cutoffs):
    with pytest.raises(ValueError, match="positive and descending"):
        couplings_at(lambda _: 1.0, np.array(cutoffs), 0.0, 0.1)
