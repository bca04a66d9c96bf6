"""Couplings and vertices of independent variables whose variances are decades apart, against one variable alone."""

import numpy as np
import pytest

from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling, second_order_loops
from rgcore.pcarg.coupling.vertices.vertex_readings import loops_at, read_vertices
from rgcore.pcarg.modes.principal_components import decompose

VARIANCES = np.array([1.0, 0.01, 1e-4, 1e-9])
SKEWNESS = np.array([0.3, -0.5, 1.2, 0.8])
KURTOSIS = np.array([2.5, 4.0, 7.0, 3.2])


def test_the_coupling_of_each_variable_is_that_of_it_alone():
    covariance = np.diag(VARIANCES)
    found = first_order_coupling(KURTOSIS, covariance)
    np.testing.assert_allclose(found, (3 - KURTOSIS) / VARIANCES**2, rtol=1e-12)
    np.testing.assert_allclose(second_order_loops(covariance, covariance), VARIANCES**2, rtol=1e-12)


@pytest.mark.parametrize("n_kept", [2, 3, 4])
def test_the_vertices_of_each_variable_are_those_of_it_alone(n_kept):
    """w = -skewness / C^(3/2) and u = (3 skewness^2 - excess) / C^2; none of variables whose modes are not kept."""
    covariance = np.diag(VARIANCES)
    modes, cutoffs = decompose(covariance), np.array([n_kept, 4])
    found = read_vertices(modes, covariance, cutoffs, np.tile(SKEWNESS, (2, 1)), np.tile(KURTOSIS, (2, 1)))
    values, kept = found.values(), np.arange(4) < n_kept
    expected = {
        "w": -SKEWNESS * VARIANCES**-1.5,
        "u": (3 * SKEWNESS**2 - (KURTOSIS - 3)) * VARIANCES**-2.0,
        "u_symmetric": (3 - KURTOSIS) * VARIANCES**-2.0,
        "skewness_local": SKEWNESS,
        "kurtosis_local": KURTOSIS,
    }
    for name, each in expected.items():
        np.testing.assert_allclose(values[name][0, kept], each[kept], rtol=1e-6)
        np.testing.assert_allclose(values[name][1], each, rtol=1e-6)
    assert not values["w"][0, ~kept].any()
    assert not values["u"][0, ~kept].any()
    cubic, quartic = loops_at(modes, covariance, cutoffs)
    np.testing.assert_allclose(cubic[1], VARIANCES**3 / 2, rtol=1e-12)
    np.testing.assert_allclose(quartic[1], VARIANCES**2 / 2, rtol=1e-12)
