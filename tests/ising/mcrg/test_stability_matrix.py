"""The linearized transformation of the 4 x 4 torus, enumerated, against the derivative of its renormalized couplings.

On the 2 x 2 torus that is left, nearest neighbours, next-nearest neighbours and the plaquette span every even function
with the symmetries of the lattice, and field and three-spin operator every odd one: no truncation, so that the matrix
must be the derivative to all digits.
"""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.ising.mcrg.majority_rule import majority
from rgcore.ising.mcrg.operators import operators
from rgcore.ising.mcrg.stability_matrix import correlations, exponents, stability_matrix

from ...rounding import DOUBLE, gamma

COUPLINGS = {"even": np.array([0.4, 0.05, -0.03]), "odd": np.array([0.0, 0.0])}
SPAN = {"even": 3, "odd": 2}  # operators that are different functions on the 2 x 2 torus


@pytest.fixture(scope="module")
def fine():
    """Every configuration of the 4 x 4 torus."""
    return spin_states(16).reshape(-1, 4, 4)


@pytest.fixture(scope="module")
def coarse():
    """Every configuration of the 2 x 2 torus."""
    return spin_states(4).reshape(-1, 2, 2)


def fine_distribution(fine, couplings):
    weights = sum(operators(fine, sector)[:, : len(k)] @ k for sector, k in couplings.items())
    return boltzmann_distribution(weights)


@pytest.fixture(scope="module")
def moments(fine):
    """Moments of the operators before and after one blocking in the exact distribution, all coins enumerated."""
    probabilities = fine_distribution(fine, COUPLINGS)
    before = {sector: operators(fine, sector) for sector in SPAN}
    sums = dict.fromkeys(SPAN, 0.0)
    for coins in spin_states(4).reshape(-1, 1, 2, 2) > 0:
        after = majority(fine, coins)
        for sector in SPAN:
            values = np.hstack([np.ones((len(fine), 1)), operators(after, sector), before[sector]])
            sums[sector] = sums[sector] + values.T @ (values * probabilities[:, None]) / 16
    return sums


def mean_block_spin(fine):
    """Mean of each block spin over the coins: (3/8) sum of s - (1/8) sum of s s s over three of the four spins."""
    corners = fine.reshape(-1, 2, 2, 2, 2).transpose(0, 1, 3, 2, 4).reshape(-1, 2, 2, 4).astype(float)
    triples = corners.prod(axis=3, keepdims=True) * corners  # s s s of the other three: s^2 = 1
    return (3 * corners.sum(axis=3) - triples.sum(axis=3)) / 8  # (n, 2, 2)


def coarse_distribution(fine, coarse, couplings):
    """Distribution of the block spins: given the fine spins they are independent."""
    means = mean_block_spin(fine).reshape(-1, 1, 4)
    given = ((1 + coarse.reshape(1, 16, 4) * means) / 2).prod(axis=2)  # (2**16, 16)
    return fine_distribution(fine, couplings) @ given


def coarse_couplings(fine, coarse, couplings):
    """The couplings K' of ln p'(s') = constant + sum_a K'_a S'_a(s'), all even ones first."""
    functions = np.hstack([operators(coarse, sector)[:, :size] for sector, size in SPAN.items()])
    design = np.hstack([np.ones((16, 1)), functions])
    log_law = np.log(coarse_distribution(fine, coarse, couplings))
    solution = np.linalg.lstsq(design, log_law, rcond=None)[0]
    np.testing.assert_allclose(design @ solution, log_law, atol=1e-12)  # nothing is left out
    return {"even": solution[1:4], "odd": solution[4:6]}


@pytest.mark.parametrize("sector", ["even", "odd"])
def test_the_matrix_is_the_derivative_of_the_renormalized_couplings(fine, coarse, moments, sector):
    size, step = SPAN[sector], 1e-4
    derivative = np.empty((size, size))
    for column in range(size):
        change = step * np.eye(size)[column]
        above, below = (
            coarse_couplings(fine, coarse, {**COUPLINGS, sector: COUPLINGS[sector] + sign * change})[sector]
            for sign in (1, -1)
        )
        derivative[:, column] = (above - below) / (2 * step)
    # central differences are off by 100 step^2 (a step half as large leaves a quarter), and by 7e-8 from rounding
    error = 110 * step**2 + 2 * gamma(2**16 + 32, DOUBLE) / (2 * step)
    found = stability_matrix(moments[sector], size)
    np.testing.assert_allclose(found, derivative, rtol=0, atol=error)


@pytest.mark.parametrize("sector", ["even", "odd"])
def test_correlations_are_those_of_the_exact_distributions(fine, coarse, moments, sector):
    probabilities, blocked_law = (
        fine_distribution(fine, COUPLINGS),
        coarse_distribution(fine, coarse, COUPLINGS),
    )
    after = operators(coarse, sector)  # (16, m)
    before = operators(fine, sector)  # (2**16, m)
    given = ((1 + coarse.reshape(1, 16, 4) * mean_block_spin(fine).reshape(-1, 1, 4)) / 2).prod(axis=2)
    joint = given * probabilities[:, None]  # (2**16, 16)
    means = blocked_law @ after
    a = (after * blocked_law[:, None]).T @ after - np.outer(means, means)
    b = (joint @ after).T @ before - np.outer(means, probabilities @ before)
    # sums over 2^16 states and 16 coins, 32 more roundings at most on the way, each term counted by its modulus
    rounding, sizes = 2 * gamma(2**16 + 16 + 32, DOUBLE), np.abs(before)
    error_a = rounding * (
        np.abs(after * blocked_law[:, None]).T @ np.abs(after) + np.outer(np.abs(means), np.abs(means))
    )
    error_b = (joint @ np.abs(after)).T @ sizes + np.outer(blocked_law @ np.abs(after), probabilities @ sizes)
    found_a, found_b = correlations(moments[sector])
    assert (np.abs(found_a - a) <= error_a).all()
    assert (np.abs(found_b - b) <= rounding * error_b).all()


@pytest.mark.parametrize("sector", ["even", "odd"])
def test_a_step_that_changes_nothing_has_the_unit_matrix(fine, sector):
    values = operators(fine[::7], sector)
    values = np.hstack([np.ones((len(values), 1)), values, values])
    moments = values.T @ values / len(values)
    for size in (1, 2, 4):
        transformation = stability_matrix(moments, size)
        np.testing.assert_allclose(transformation, np.eye(size), atol=1e-10)
        np.testing.assert_allclose(exponents(transformation)[0], 0, atol=1e-10)


def test_exponents_are_logarithms_to_base_2_of_the_two_largest_eigenvalues():
    basis = np.array([[1.0, 2.0, 0.5], [0.0, 1.0, 3.0], [1.0, 0.0, 1.0]])
    matrix = basis @ np.diag([0.25, 2.0, -0.5]) @ np.linalg.inv(basis)
    np.testing.assert_allclose(exponents(matrix), [1.0, -1.0], atol=1e-12)


def test_what_is_no_exponent_is_not_a_number():
    turn = np.array([[0.0, -2.0], [2.0, 0.0]])
    assert np.isnan(exponents(turn)[0])
    assert np.isnan(exponents(np.array([[-1.0]]))).all()
    assert exponents(np.array([[4.0]]))[0] == 2
    assert np.isnan(exponents(np.diag([2.0, 0.0]))[1])


def test_operators_that_do_not_fluctuate_independently_get_one_sentence(fine):
    values = operators(fine[:1000], "even")
    values = np.hstack([np.ones((1000, 1)), values[:, [0, 0]], values[:, [0, 0]]])  # one operator twice
    with pytest.raises(InputError, match=r"fluctuate independently.*ising\.n_samples.*mcrg\.temperature"):
        stability_matrix(values.T @ values / 1000, 2)
