"""The recursion and its derivative."""

import numpy as np
import pytest

from rgcore.landau.momentum_shell import flow_velocity, jacobian, shell_factor


def test_shell_factor_is_the_sphere_area_over_two_pi_to_the_d():
    areas = {2: 2 * np.pi, 3: 4 * np.pi, 4: 2 * np.pi**2, 5: 8 * np.pi**2 / 3}
    for dimension, area in areas.items():
        assert shell_factor(dimension) == pytest.approx(area / (2 * np.pi) ** dimension, rel=1e-14)


@pytest.mark.parametrize(("dimension", "expected"), [(4, 0.113986), (3, 0.455945)])
def test_nine_shell_factors_are_the_known_coefficient_of_u_squared(dimension, expected):
    assert 9 * shell_factor(dimension) == pytest.approx(expected, abs=5e-7)


def test_velocity_is_the_shell_integral_worked_out_by_hand():
    factor = 1 / (2 * np.pi**2)  # K_3
    expected = [2 * 0.25 + 3 * factor * 2.0 / 1.25, 2.0 - 9 * factor * 4.0 / 1.25**2]
    np.testing.assert_allclose(flow_velocity(0.25, 2.0, 3), expected, rtol=1e-14)


@pytest.mark.parametrize("dimension", [2, 2.5, 3, 3.7, 4, 5])
def test_jacobian_is_the_derivative_of_the_velocity(dimension):
    r, u, step = -0.21, 0.9, 1e-6
    for n in (1, 3):
        by_r, by_u = (
            (flow_velocity(r + dr, u + du, dimension, n) - flow_velocity(r - dr, u - du, dimension, n))
            / (2 * step)
            for dr, du in ((step, 0), (0, step))
        )
        expected = np.column_stack([by_r, by_u])
        np.testing.assert_allclose(jacobian(r, u, dimension, n), expected, atol=2e-9)


@pytest.mark.parametrize("dimension", [1.9, 10, 12])
def test_dimension_out_of_range_is_refused(dimension):
    with pytest.raises(ValueError, match="dimension must be at least 2 and below 10"):
        shell_factor(dimension)


def effective_energy(slow, r, u, n_components):
    """Return -ln of the integral over one pair of fast modes beside a uniform field along the first component.

    On a ring of 8 sites with lattice field S = slow + a cos(k x) + b sin(k x), k = 3 pi/4, H is the lattice form of the
    weight; the integral over a and b, each of n components, is taken by Gauss-Hermite quadrature at small u.
    """
    sites, k = np.arange(8), 3 * np.pi / 4
    stiffness = (2 - 2 * np.cos(k) + r) * 4  # of a^2/2: sum over sites of cos^2 is 4
    nodes, weights = np.polynomial.hermite_e.hermegauss(12)
    points = np.array(np.meshgrid(*[nodes] * (2 * n_components), indexing="ij")).reshape(2, n_components, -1)
    measure = np.prod(np.meshgrid(*[weights] * (2 * n_components), indexing="ij"), axis=0).ravel()
    a, b = points / np.sqrt(stiffness)
    field = a[:, None] * np.cos(k * sites)[:, None] + b[:, None] * np.sin(k * sites)[:, None]
    field[0] += slow
    square = (field**2).sum(axis=0)
    interaction = u / 4 * (square**2).sum(axis=0)  # the quadratic part of slow and fast modes does not mix
    return 8 * r / 2 * slow**2 - np.log(np.average(np.exp(-interaction), weights=measure))


@pytest.mark.parametrize("n_components", [1, 2])
def test_coefficients_are_those_of_fast_modes_integrated_out_on_a_lattice(n_components):
    """One pair of modes with propagator G adds (n+2) u G/4 to r and takes (n+8) u^2 G^2/4 from u, per sum over sites.

    A shell has sum_k G/N in the place of K_d ds/(1 + r); here it is 2/8 of G = 1/(2 - 2 cos k + r).
    """
    r, slow = 0.3, np.linspace(-0.4, 0.4, 9)
    propagator = 2 / 8 / (2 - 2 * np.cos(3 * np.pi / 4) + r)
    squared = 2 / 8 / (2 - 2 * np.cos(3 * np.pi / 4) + r) ** 2
    shifts = []
    for u in (1e-3, 2e-3):
        energies = [effective_energy(each, r, u, n_components) / 8 for each in slow]
        fit = np.polynomial.polynomial.polyfit(slow, energies, 6)
        shifts.append(((2 * fit[2] - r) / u, (4 * fit[4] - u) / u**2))
    (mass, coupling), (mass_twice, coupling_twice) = shifts
    assert 2 * mass - mass_twice == pytest.approx((n_components + 2) * propagator, rel=1e-3)
    assert 2 * coupling - coupling_twice == pytest.approx(-(n_components + 8) * squared, rel=1e-2)
