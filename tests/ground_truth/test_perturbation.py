"""Second-order couplings against integrals: the remainder falls as the third power of the coupling."""

import numpy as np
import pytest
from scipy.integrate import quad

from rgcore.ground_truth.coupling_comparison import kept_loop
from rgcore.ground_truth.perturbation import (
    collective_coupling,
    kept_covariance,
    local_coupling,
    one_loop_covariance,
)
from rgcore.pcarg.coupling.mode_recursion import remove_loops
from rgcore.pcarg.coupling.quartic_coupling import first_order_coupling
from rgcore.pcarg.modes.principal_components import decompose
from rgcore.phi4 import bare_mass, chain_moments, fourier_modes

MATRIX = np.array([[2.0, -0.8], [-0.8, 1.1]])


def moments(matrix, u, n_kept):
    """Return the kept covariance, connected <phi_i^4> and connected <(sum phi^2)^2> of two variables, by quadrature."""
    x = np.stack(np.meshgrid(np.linspace(-9, 9, 361), np.linspace(-9, 9, 361)), axis=-1).reshape(-1, 2)
    weight = np.exp(-np.einsum("si,ij,sj->s", x, matrix, x) / 2 - u / 24 * np.sum(x**4, axis=1))
    weight /= weight.sum()
    vectors = decompose((x * weight[:, None]).T @ x).components[:, :n_kept]
    field = x @ vectors @ vectors.T
    covariance = (field * weight[:, None]).T @ field
    fourth = weight @ field**4 - 3 * np.diag(covariance) ** 2
    square = np.sum(field**2, axis=1)
    collective = weight @ square**2 - (weight @ square) ** 2 - 2 * np.sum(covariance**2)
    return covariance, fourth, collective


def left_over(u, n_kept):
    """Return local and collective couplings of first order from exact moments less those expected."""
    covariance, fourth, collective = moments(MATRIX, u, n_kept)
    full = one_loop_covariance(MATRIX, u)
    kept = kept_covariance(decompose(full), n_kept)
    kurtosis = 3 + fourth / np.diag(covariance) ** 2
    local = first_order_coupling(kurtosis, covariance) - local_coupling(kept, full, u)[0]
    density = np.diag(covariance @ covariance)
    return np.array([*local, -collective / (density @ density) - collective_coupling(kept, full, u)[0]])


@pytest.mark.parametrize("n_kept", [1, 2])
def test_the_remainder_of_second_order_falls_as_the_third_power_for_two_variables(n_kept):
    large, small = (np.abs(left_over(u, n_kept)) for u in (0.08, 0.02))
    assert (large < 0.08**2 / 3).all()
    assert (small < large / 30).all()  # 64 for a third power


def test_the_kurtosis_of_one_variable_is_that_of_the_integral():
    covariance, u = np.array([[1.0]]), 1e-3
    norm, second, fourth = (
        quad(lambda x, k=k: x**k * np.exp(-(x**2) / 2 - u * x**4 / 24), -9, 9, epsabs=0)[0] for k in (0, 2, 4)
    )
    second, fourth = second / norm, fourth / norm
    exact = first_order_coupling(np.array([fourth / second**2]), np.array([[second]]))
    assert local_coupling(covariance, covariance, u)[0] == pytest.approx(exact[0], abs=10 * u**3)


def test_the_remainder_falls_as_the_third_power_on_a_chain():
    left = []
    for u in (0.04, 0.01):
        stiffness, vectors = fourier_modes(1, 8)
        covariance = (vectors / (stiffness + 0.6)) @ vectors.T
        exact = chain_moments(8, bare_mass(1, 8, u, 0.6), u)
        kurtosis = np.full(8, exact.fourth / exact.second**2)
        expected = local_coupling(covariance, covariance, u)[0][0]
        left.append(abs(first_order_coupling(kurtosis, covariance)[0] - expected))
    assert left[1] < left[0] / 30


def test_independent_variables_have_one_coupling_locally_and_collectively():
    covariance = 0.7 * np.eye(4)
    expected = 0.3 / (1 + 1.5 * 0.3 * 0.7**2)
    assert np.allclose(local_coupling(covariance, covariance, 0.3)[0], expected)
    assert collective_coupling(covariance, covariance, 0.3)[0] == pytest.approx(expected)


def test_removing_the_loop_of_all_modes_from_the_vertex_gives_the_bare_coupling():
    stiffness, vectors = fourier_modes(2, 4)
    covariance = (vectors / (stiffness + 0.4)) @ vectors.T
    vertex = local_coupling(covariance, covariance, 0.9)[0][0]
    assert remove_loops(vertex, kept_loop(covariance)) == pytest.approx(0.9, rel=1e-12)


@pytest.mark.parametrize("mass", [0.9, 0.3])  # r = 0.3 and -0.5
def test_the_covariance_to_one_loop_of_a_lattice_has_its_mass(mass):
    stiffness, vectors = fourier_modes(2, 4)
    r = bare_mass(2, 4, 3.0, mass)
    covariance = one_loop_covariance((vectors * (stiffness + r)) @ vectors.T, 3.0)
    expected = (vectors / (stiffness + mass)) @ vectors.T
    assert np.allclose(covariance, expected, atol=1e-8)
