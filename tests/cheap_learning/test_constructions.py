"""Networks with known weights: against closed forms, their expansion, and the number of units."""

from itertools import product

import numpy as np
import pytest

from rgcore.cheap_learning.constructions import half_layer, one_layer, relative_error_terms, tree
from rgcore.cheap_learning.cube import Cube
from rgcore.cheap_learning.softplus import derivative, logistic, softplus


def test_derivatives_are_those_of_finite_differences():
    step, place = 1e-2, 0.7
    for order in range(2, 9):
        either_side = [derivative(order - 1, place + sign * step) for sign in (-2, -1, 1, 2)]
        difference = (either_side[0] - 8 * either_side[1] + 8 * either_side[2] - either_side[3]) / (12 * step)
        assert derivative(order, place) == pytest.approx(difference, rel=1e-5, abs=1e-7)
    assert derivative(1, place) == pytest.approx((softplus(0.7001) - softplus(0.6999)) / 2e-4, rel=1e-8)
    assert [derivative(order, 0.0) for order in range(1, 6)] == pytest.approx([1 / 2, 1 / 4, 0, -1 / 8, 0])


@pytest.mark.parametrize("scale", [0.3, 1.0, 2.5])
def test_the_gate_is_a_decimated_spin(scale):
    """Coupling of two spins through a third, tanh K' = tanh K1 tanh K2: the four units give it in closed form."""
    inputs = np.random.default_rng(1).uniform(-2, 2, (50, 2))
    decimated = np.arctanh(np.tanh(scale * inputs / 2).prod(axis=1))
    gate = one_layer(2, scale)
    assert gate.n_units == 4
    assert gate(inputs) == pytest.approx(4 * decimated / scale**2, abs=1e-12)


def test_the_gate_has_the_error_of_order_lambda_squared():
    """Relative to u v it is -lambda^2 (u^2 + v^2) / 12; what is left falls with the fourth power."""
    pair = np.array([[0.8, -0.6]])
    left = []
    for scale in (0.2, 0.1):
        relative = one_layer(2, scale)(pair) / pair.prod() - 1
        assert relative_error_terms(2, scale, (pair**2).sum(axis=1)) == pytest.approx(-(scale**2) / 12)
        left.append(abs(relative[0] + scale**2 / 12))
    assert left[0] / left[1] == pytest.approx(16, rel=0.02)
    assert left[0] < 1e-4


@pytest.mark.parametrize("n_factors", [2, 3, 4, 5])
@pytest.mark.parametrize("kind", ["one layer", "tree"])
def test_the_leading_error_is_the_expansion(n_factors, kind):
    """In every point, not in the mean: the remainder relative to the term falls as the square of the scale."""
    inputs = np.random.default_rng(2).uniform(0.3, 1, (20, n_factors))
    products, left = inputs.prod(axis=1), []
    for scale in (0.2, 0.1):
        if kind == "tree":
            found, n_units, squares = tree(inputs, scale)
            expected = relative_error_terms(2, scale, squares)
            assert n_units == 4 * (n_factors - 1)
        else:
            found = one_layer(n_factors, scale)(inputs)
            expected = relative_error_terms(n_factors, scale, (inputs**2).sum(axis=1))
        left.append(np.abs((found / products - 1) / expected - 1).max())
    assert left[1] < 0.05
    assert left[0] / left[1] == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("n_factors", [4, 6])
def test_half_of_the_units_give_the_same_function(n_factors):
    inputs = np.random.default_rng(3).uniform(-1, 1, (30, n_factors))
    whole, half = one_layer(n_factors, 1.0), half_layer(n_factors, 1.0)
    assert (whole.n_units, half.n_units) == (2**n_factors, 2 ** (n_factors - 1))
    assert half(inputs) == pytest.approx(whole(inputs), abs=1e-10)


@pytest.mark.parametrize("n_factors", [2, 3, 4])
def test_no_unit_of_a_layer_can_be_left_out(n_factors):
    """Monomials without squares up to degree n: 2^n conditions on the output weights, of full rank, one per unit."""
    weights = one_layer(n_factors, 1.0).weights
    subsets = list(product([False, True], repeat=n_factors))
    conditions = np.array([weights[:, list(subset)].prod(axis=1) for subset in subsets])
    wanted = np.array([all(subset) for subset in subsets], dtype=float)
    assert np.linalg.matrix_rank(conditions) == len(weights) == 2**n_factors
    _, residual, _, _ = np.linalg.lstsq(conditions[:, 1:], wanted, rcond=None)
    assert residual[0] == pytest.approx(2.0**-n_factors)


def test_means_over_the_cube_are_integrals():
    cube = Cube.of(3)
    assert cube.weights.sum() == pytest.approx(1)
    products = cube.points.prod(axis=1)
    assert cube.weights @ products**2 == pytest.approx(1 / 27)
    assert cube.relative_error(0.2 * products) == pytest.approx(0.2)
    assert cube.relative_error(np.ones(len(products))) == pytest.approx(27**0.5)
    assert len(Cube.of(8).points) == 4**8


def test_the_logistic_function_is_the_first_derivative():
    inputs = np.array([-800.0, -1.0, 0.0, 2.0, 800.0])
    assert logistic(inputs) == pytest.approx([0, 1 / (1 + np.e), 0.5, 1 / (1 + np.exp(-2)), 1], abs=1e-15)
