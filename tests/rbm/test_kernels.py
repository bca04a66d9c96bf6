"""Compiled loops of training and sampling against their Python source, bit for bit, and against their formulas."""

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import chi2

from rgcore.rbm.compile import compile_kernels
from rgcore.rbm.training import _ascent_kernels
from rgcore.rbm.training.data import _row_kernels
from rgcore.rbm.training.phases import _statistics_kernels
from rgcore.rbm.units import _unit_kernels
from rgcore.rbm.units.unit_type import unit_type

from .small_networks import UNITS

LOWS = [unit_type(units).low_single for units in UNITS]
SHAPES = [(7, 11), (8, 6), (1, 1)]  # an odd and an even number of units, and a single one
STREAM = np.array([2**63 + 12345, 2**62 + 54321], dtype=np.uint64)


def layer(rng, shape=(7, 11), scale=3):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def both(kernel, *arguments):
    """Run a kernel compiled and as plain Python on copies; return the results and the copies."""
    compiled, plain = (
        [each.copy() if isinstance(each, np.ndarray) else each for each in arguments] for _ in range(2)
    )
    result = kernel(*compiled)
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore", invalid="ignore"):
        for helper in ("random_word", "ratio_of_tanh", "logistic", "uniform"):
            patch.setattr(_unit_kernels, helper, getattr(_unit_kernels, helper).py_func)
        expected = kernel.py_func(*plain)
    assert result == expected
    for one, other in zip(compiled, plain, strict=True):
        np.testing.assert_array_equal(one, other)
    return compiled


def test_logistic_is_right_to_single_precision_everywhere():
    """No sum here has a choice of order: the bits, and their largest error of 1.7e-7, are those of every processor."""
    x = np.concatenate([np.linspace(-40, 40, 20_001), [0, np.inf, -np.inf, 1e30]]).astype(np.float32)
    values = np.array([_unit_kernels.logistic(value) for value in x])
    np.testing.assert_allclose(values, expit(x.astype(np.float64)), atol=2e-7)


def test_a_mean_never_leaves_the_range_of_its_units_by_rounding():
    inputs = np.linspace(-20, 20, 1_000_001, dtype=np.float32)[:, None]
    means = np.empty_like(inputs)
    for low in LOWS:
        _unit_kernels.means_of_units(inputs, np.zeros(1, np.float32), low, means)
        assert (means.min(), means.max()) == (low, 1)


def test_logistic_equals_its_python_source():
    x = np.linspace(-30, 30, 2001, dtype=np.float32)
    assert isinstance(_unit_kernels.logistic.py_func(x[0]), np.float32)  # no constant is a double
    logistic = _unit_kernels.logistic
    np.testing.assert_array_equal([logistic(v) for v in x], [logistic.py_func(v) for v in x])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("low", LOWS)
def test_unit_kernels_equal_their_python_source(low, shape):
    rng = np.random.default_rng(1)
    inputs, bias, empty = layer(rng, shape), layer(rng, shape[1]), np.zeros(shape, dtype=np.float32)
    minus = np.float32(-1)
    both(_unit_kernels.means_of_units, inputs, bias, low, empty, minus)
    sampled = both(_unit_kernels.sample_units, inputs, bias, low, STREAM, empty, empty)
    assert set(np.unique(sampled[5])) <= {low, 1}
    both(_unit_kernels.sample_states, inputs, bias, low, STREAM, empty)
    both(
        _unit_kernels.sample_means,
        (low + (1 - low) * rng.random(shape)).astype(np.float32),
        low,
        STREAM,
        empty,
    )


@pytest.mark.parametrize("low", LOWS)
def test_means_agree_with_scipy_to_a_millionth(low):
    rng = np.random.default_rng(2)
    inputs, bias = layer(rng), layer(rng, 11)
    up = expit((1 - low) * (inputs + bias).astype(np.float64))
    means, fused, states = (np.empty_like(inputs) for _ in range(3))
    _unit_kernels.means_of_units(inputs, bias, low, means)
    _unit_kernels.sample_units(inputs, bias, low, STREAM.copy(), fused, states)
    np.testing.assert_allclose(means, low + (1 - low) * up, atol=1e-6)
    np.testing.assert_array_equal(fused, means)
    _unit_kernels.means_of_units(inputs, bias, low, fused, np.float32(-1))
    np.testing.assert_array_equal(fused, -means)


@pytest.mark.parametrize("low", LOWS)
def test_states_alone_are_those_beside_their_means(low):
    rng = np.random.default_rng(8)
    inputs, bias = layer(rng, (101, 99), 2), layer(rng, 99)
    means, states, alone = (np.empty_like(inputs) for _ in range(3))
    streams = [STREAM.copy(), STREAM.copy()]
    _unit_kernels.sample_units(inputs, bias, low, streams[0], means, states)
    _unit_kernels.sample_states(inputs, bias, low, streams[1], alone)
    assert (states != alone).sum() <= 1  # of 9999: where the number meets the probability to the last digit
    np.testing.assert_array_equal(*streams)


def chi_square(counts, n_draws, probabilities):
    expected = n_draws * probabilities
    return ((counts - expected) ** 2 / (expected * (1 - probabilities))).sum()


@pytest.mark.parametrize("low", LOWS)
def test_sampled_frequencies_pass_a_chi_square_test(low):
    n, n_units = 20_000, 51
    inputs = np.tile(np.linspace(-3, 3, n_units, dtype=np.float32), (n, 1))
    bias = np.full(n_units, 0.2, dtype=np.float32)
    means, states, again, alone = (np.empty_like(inputs) for _ in range(4))
    stream = STREAM.copy()
    _unit_kernels.sample_units(inputs, bias, low, stream, means, states)
    _unit_kernels.sample_means(means, low, stream, again)
    _unit_kernels.sample_states(inputs, bias, low, stream, alone)
    up = expit((1 - low) * (inputs[0] + bias).astype(np.float64))
    for drawn in (states, again, alone):
        statistic = chi_square((drawn == 1).sum(axis=0), n, up)
        assert chi2.ppf(1e-4, n_units) < statistic < chi2.ppf(1 - 1e-4, n_units)
        correlations = np.corrcoef(drawn, rowvar=False)[np.triu_indices(n_units, 1)]
        assert np.abs(correlations).max() < 4.8 / np.sqrt(
            n
        )  # of 1275 pairs, those that share a word among them
    residuals = [((drawn == 1) - up).ravel() for drawn in (states, again)]
    assert abs(np.corrcoef(*residuals)[0, 1]) < 4.5 / np.sqrt(n * n_units)  # with other random numbers


def test_a_stream_never_gives_a_word_twice():
    inputs, bias = np.zeros((5, 3), np.float32), np.zeros(3, np.float32)
    stream, empty = STREAM.copy(), np.empty((5, 3), np.float32)
    _unit_kernels.sample_units(inputs, bias, LOWS[0], stream, empty, empty.copy())
    n_words = (int(stream[0]) - int(STREAM[0])) * pow(int(_unit_kernels.STEP), -1, 2**64) % 2**64
    assert n_words == 8  # 15 units, two to a word
    assert stream[1] == STREAM[1]


def test_sums_are_those_of_samples_and_network_with_their_weight():
    values = layer(np.random.default_rng(4), (6, 5))
    for n_data in (0, 2, 3, 5, 6):
        after = both(
            _statistics_kernels.signed_sums, values, n_data, np.float32(-0.5), np.empty(5, np.float32)
        )
        wanted = values[:n_data].sum(axis=0) - 0.5 * values[n_data:].sum(axis=0)
        np.testing.assert_allclose(after[3], wanted, rtol=1e-5, atol=1e-5)


def test_ascending_weights_equals_its_python_source_and_its_formula():
    rng = np.random.default_rng(3)
    weights, velocity, gradient = layer(rng), layer(rng), layer(rng)
    visible, hidden = (tuple(layer(rng, (2, n))) for n in (7, 11))
    weights[0, 0] = 0
    step = tuple(np.float32([0.1, 0.5, 0.01, 0.02, 100]))
    centring = np.outer(visible[0], hidden[1]) + np.outer(visible[1], hidden[0])
    change = 0.5 * velocity + 0.1 * (gradient - centring) - 0.01 * np.sign(weights) - 0.02 * weights
    after = both(_ascent_kernels.ascend_weights, weights, velocity, gradient, visible, hidden, step)
    np.testing.assert_allclose(after[0], weights + change, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(after[1], change, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -101.0])
def test_a_weight_out_of_bounds_is_seen(bad):
    weights, still = layer(np.random.default_rng(3)), np.zeros((7, 11), np.float32)
    none = np.zeros(11, np.float32)
    arguments = (
        still,
        still.copy(),
        (none[:7], none[:7]),
        (none, none),
        tuple(np.float32([1, 0, 0, 0, 100])),
    )
    assert not _ascent_kernels.ascend_weights(weights, *arguments)
    weights[5, 6] = bad
    assert _ascent_kernels.ascend_weights(weights, *arguments)


def test_ascending_a_bias_equals_its_formula():
    rng = np.random.default_rng(5)
    bias, velocity, gradient = (layer(rng, 9) for _ in range(3))
    step = tuple(np.float32([0.1, 0.5, 0, 0, 100]))
    after = both(_ascent_kernels.ascend_bias, bias, velocity, gradient, step)
    np.testing.assert_allclose(after[1], 0.5 * velocity + 0.1 * gradient, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(after[0], bias + 0.5 * velocity + 0.1 * gradient, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("n_units", [16, 13, 5])
def test_unpacked_rows_are_those_that_were_packed(n_units):
    rng = np.random.default_rng(6)
    bits = rng.integers(0, 2, size=(9, n_units), dtype=np.uint8)
    values_of_byte = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(np.float32)
    rows, values = np.array([8, 0, 3, 3]), np.empty((4, n_units), np.float32)
    after = both(_row_kernels.unpack_rows, np.packbits(bits, axis=1), rows, values_of_byte, values)
    np.testing.assert_array_equal(after[3], bits[rows])


def test_gathered_rows_are_those_asked_for():
    samples, rows = layer(np.random.default_rng(7)), np.array([6, 0, 2])
    after = both(_row_kernels.gather_rows, samples, rows, np.empty((3, 11), np.float32))
    np.testing.assert_array_equal(after[2], samples[rows])


def test_compiling_twice_is_harmless():
    compile_kernels()
    compile_kernels()
