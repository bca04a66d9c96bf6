import numpy as np
import pytest
from scipy.special import expit

from rgcore.rbm._kernels import ascend, logistic, means_of_units, sample_units
from rgcore.rbm.compile import compile_kernels

LOWS = [np.float32(-1), np.float32(0)]


def layer(rng, shape=(7, 11), scale=3):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def test_logistic_is_right_to_single_precision_everywhere():
    x = np.concatenate([np.linspace(-40, 40, 20_001), [0, np.inf, -np.inf, 1e30]]).astype(np.float32)
    values = np.array([logistic(value) for value in x])
    np.testing.assert_allclose(values, expit(x.astype(np.float64)), atol=2e-7)


def test_logistic_equals_its_python_source():
    x = np.linspace(-30, 30, 2001, dtype=np.float32)
    assert isinstance(logistic.py_func(x[0]), np.float32)  # no constant is a double
    np.testing.assert_array_equal([logistic(v) for v in x], [logistic.py_func(v) for v in x])


@pytest.mark.parametrize("low", LOWS)
def test_unit_kernels_equal_their_python_source(low):
    rng = np.random.default_rng(1)
    inputs, bias, uniforms = layer(rng), layer(rng, 11), rng.random((7, 11), dtype=np.float32)
    for compiled, arguments in (
        (means_of_units, (inputs, bias, low)),
        (sample_units, (inputs, bias, low, uniforms)),
    ):
        fast, slow = np.empty_like(inputs), np.empty_like(inputs)
        compiled(*arguments, fast)
        compiled.py_func(*arguments, slow)
        np.testing.assert_array_equal(fast, slow)


@pytest.mark.parametrize("low", LOWS)
def test_unit_kernels_follow_the_law_of_their_units(low):
    rng = np.random.default_rng(2)
    inputs, bias, uniforms = layer(rng), layer(rng, 11), rng.random((7, 11), dtype=np.float32)
    up = expit((1 - low) * (inputs + bias).astype(np.float64))
    means, states = np.empty_like(inputs), np.empty_like(inputs)
    means_of_units(inputs, bias, low, means)
    sample_units(inputs, bias, low, uniforms, states)
    np.testing.assert_allclose(means, low + (1 - low) * up, atol=1e-6)
    np.testing.assert_array_equal(states, np.where(uniforms < up, 1, low))


def test_ascend_equals_its_python_source_and_its_formula():
    rng = np.random.default_rng(3)
    weights, velocity, gradient = layer(rng), layer(rng), layer(rng)
    weights[0, 0] = 0
    rates = np.array([0.1, 0.5, 0.01], dtype=np.float32)
    step = 0.5 * velocity + 0.1 * gradient - 0.01 * np.sign(weights)
    wanted = weights + step
    fast, slow = (weights.copy(), velocity.copy()), (weights.copy(), velocity.copy())
    ascend(*fast, gradient, rates)
    ascend.py_func(*slow, gradient, rates)
    for one, other in zip(fast, slow, strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_allclose(fast[0], wanted, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(fast[1], step, rtol=1e-5, atol=1e-6)


def test_compiling_twice_is_harmless():
    compile_kernels()
    compile_kernels()
