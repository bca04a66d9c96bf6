"""The flow of the couplings for smooth densities of modes."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from rgcore.pcarg.coupling.coupling_flow import coupling_velocity, follow_couplings
from rgcore.pcarg.coupling.mode_recursion import integrate_out

TIMES = np.linspace(0.0, 4.0, 9)


def power_law(alpha, top=4.0):
    """Return rho and the N middle quantiles of a spectrum n(lambda) ~ lambda^alpha up to ``top``."""
    return (
        lambda cutoff: alpha * cutoff ** (alpha - 1) / top**alpha,
        lambda n_modes: top * ((np.arange(n_modes) + 0.5) / n_modes) ** (1 / alpha),
    )


def couplings_at(density, cutoffs, r, u):
    """Integrate r and u themselves, with their units, from the first cutoff down: (n, 2), for any density."""

    def velocity(time, point):
        cutoff = cutoffs[0] * np.exp(-time)
        n_modes, stiffness = cutoff * density(cutoff), cutoff + point[0]  # modes per unit of l
        return np.array([0.5 * point[1] * n_modes / stiffness, -1.5 * n_modes * (point[1] / stiffness) ** 2])

    times = np.log(cutoffs[0] / cutoffs)
    return solve_ivp(
        velocity, (0, times[-1]), (r, u), method="DOP853", t_eval=times, rtol=1e-11, atol=1e-14
    ).y.T


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


def test_a_negative_coupling_diverges_at_a_finite_flow_time():
    """At alpha = 2, r near 0: 1/u rises by 3/2 per unit of l, from -1/0.5 to 0 before l = 4/3."""
    path = follow_couplings((0.0, -0.5), 2.0, TIMES)
    assert np.isnan(path[-1]).all()
    assert np.isfinite(path[1]).all()


def test_the_flow_ends_where_the_propagator_diverges():
    path = follow_couplings((-0.5, 0.0), 1.0, TIMES)  # r = -0.5 e^l reaches -1 at ln 2
    np.testing.assert_array_equal(np.isnan(path[:, 0]), np.log(2) < TIMES)
    with pytest.raises(ValueError, match="r above -1"):
        follow_couplings((-1.0, 0.1), 1.0, TIMES)
