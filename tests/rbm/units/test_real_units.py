"""Normal random numbers of the compiled kernel, and the formulas of real-valued units."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import kstest, norm

from rgcore.errors import InputError
from rgcore.rbm.units import _normal_kernels
from rgcore.rbm.units.unit_type import check_layers, layer_type

STREAM = np.array([2**63 + 12345, 2**62 + 54321], dtype=np.uint64)
HELPERS = ("random_word", "minus_two_logs", "point_on_circle", "two_normals")


def drawn(shape, kernel=_normal_kernels.sample_normal_units):
    states, stream = np.empty(shape, np.float32), STREAM.copy()
    kernel(np.zeros(shape, np.float32), np.zeros(shape[1], np.float32), stream, states)
    return states, stream


@pytest.mark.parametrize("shape", [(7, 11), (8, 6), (1, 1)])
def test_the_normal_kernel_equals_its_python_source(shape, monkeypatch):
    compiled, stream = drawn(shape)
    with np.errstate(over="ignore"):
        for helper in HELPERS:
            monkeypatch.setattr(_normal_kernels, helper, getattr(_normal_kernels, helper).py_func)
        plain, other = drawn(shape, _normal_kernels.sample_normal_units.py_func)
    np.testing.assert_array_equal(compiled, plain)
    np.testing.assert_array_equal(stream, other)


def test_drawn_numbers_are_normal_and_independent():
    states = drawn((20_001, 51))[0].astype(np.float64)  # an odd number
    n = states.size
    assert kstest(states.ravel(), norm.cdf).pvalue > 1e-4
    for power, moment, variance in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10170)):
        assert abs((states**power).mean() - moment) < 4.5 * np.sqrt(variance / n)
    assert abs((np.abs(states) > 4).mean() - 2 * norm.sf(4)) < 4.5 * np.sqrt(2 * norm.sf(4) / n)
    for values in (states, states**2):
        correlations = np.corrcoef(values, rowvar=False)[np.triu_indices(51, 1)]
        assert np.abs(correlations).max() < 4.8 / np.sqrt(len(states))
    flat = states.ravel()
    half = n // 2  # those that share a random word, and neighbours
    for one, other in ((flat[:half], flat[half : 2 * half]), (flat[1:], flat[:-1])):
        for power in (1, 2):
            assert abs(np.corrcoef(one**power, other**power)[0, 1]) < 4.5 / np.sqrt(half)


def test_numbers_are_those_of_their_random_word_to_single_precision():
    """The extremes of radius and angle, and words between them, against the formula in double precision."""
    words = np.random.default_rng(1).integers(2**64, size=2000, dtype=np.uint64)
    words[:4] = [0, 2**64 - 1, 2**32 - 1, 2**64 - 2**32]
    for word in words:
        upper, angle = int(word) >> 32, (int(word) >> 8) & 0xFFFFFF
        radius = np.sqrt(max(-2 * np.log((upper + 0.5) / 2**32), 0))
        turn = 2 * np.pi * (angle / 2**24 - 0.5)
        found = _normal_kernels.two_normals(word)
        close = np.abs(np.array(found) - radius * np.array([np.cos(turn), np.sin(turn)])).max()
        assert close < 3e-6 * radius + 3e-7 / max(radius, 1e-3)  # r^2 has the 24 bits of its largest value


def test_states_are_drawn_about_their_inputs_with_variance_one():
    card, inputs = layer_type("gaussian"), np.linspace(-3, 3, 7, dtype=np.float32)
    bias, states = np.full(7, 0.5, np.float32), np.empty((20_000, 7), np.float32)
    card.write_states(np.tile(inputs, (20_000, 1)), bias, STREAM.copy(), states)
    slow = card.sample(np.tile(inputs + 0.5, (20_000, 1)), rng=np.random.default_rng(2))
    for values in (states, slow):
        assert values.dtype == card.state_type
        assert np.abs(values.mean(axis=0) - inputs - 0.5).max() < 4.5 / np.sqrt(20_000)
        assert np.abs(values.var(axis=0) - 1).max() < 4.5 * np.sqrt(2 / 20_000)


def test_the_trace_is_the_integral_over_a_unit():
    card = layer_type("gaussian")
    for x in (-2.0, 0.0, 1.5):
        weight = quad(lambda u, x=x: np.exp(x * u - card.own_energy(np.array([u]))), -30, 30, points=[x])[0]
        assert card.log_trace(np.array([x])) == pytest.approx(np.log(weight), abs=1e-10)
        assert card.mean(np.array([x])) == x


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("spin", "binary"), "visible_units must be \"gaussian\" or those of units, 'spin', got 'binary'"),
        (("gaussian", "gaussian"), 'units must be "binary" or "spin", got \'gaussian\' beside visible_units'),
        (("ising", "gaussian"), 'units must be "binary" or "spin", got \'ising\''),
        (("spin", 3), "visible_units must be \"gaussian\" or those of units, 'spin', got 3"),
    ],
)
def test_layers_that_do_not_go_together_are_refused(names, words):
    with pytest.raises(InputError, match=words):
        check_layers(*names)
