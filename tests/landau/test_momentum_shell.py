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
    by_r = (flow_velocity(r + step, u, dimension) - flow_velocity(r - step, u, dimension)) / (2 * step)
    by_u = (flow_velocity(r, u + step, dimension) - flow_velocity(r, u - step, dimension)) / (2 * step)
    np.testing.assert_allclose(jacobian(r, u, dimension), np.column_stack([by_r, by_u]), atol=2e-9)


@pytest.mark.parametrize("dimension", [1.9, 10, 12])
def test_dimension_out_of_range_is_refused(dimension):
    with pytest.raises(ValueError, match="dimension must be at least 2 and below 10"):
        shell_factor(dimension)
