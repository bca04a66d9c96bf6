"""The expansion in products of spins, and its transform in place."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import spin_expansion, spin_states
from rgcore.exact._walsh_hadamard_kernels import BLOCK, walsh_hadamard

from ..rounding import DOUBLE, gamma


def by_definition(values):
    """Return a_S = 2^-n sum_s f(s) prod of the spins in S, one product after the other."""
    states = spin_states(len(values).bit_length() - 1).astype(float)
    n_spins = states.shape[1]
    members = [[i for i in range(n_spins) if m >> (n_spins - 1 - i) & 1] for m in range(len(values))]
    return np.array([(values * states[:, those].prod(axis=1)).mean() for those in members])


@pytest.mark.parametrize("n_spins", [1, 2, 3, 5, 9])
def test_coefficients_are_the_means_of_the_function_times_each_product(n_spins):
    values = np.random.default_rng(n_spins).standard_normal(2**n_spins)
    np.testing.assert_allclose(spin_expansion(values), by_definition(values), rtol=0, atol=1e-15 * n_spins)


@pytest.mark.parametrize("n_spins", [12, 13, 15])
def test_the_transform_of_several_blocks_adds_and_subtracts_spin_by_spin(n_spins):
    """The same sums in the same order, spin by spin from the last: the same bits."""
    assert BLOCK == 2**12
    values = np.random.default_rng(n_spins).standard_normal(2**n_spins)
    expected = values.copy()
    for last in range(n_spins):
        pairs = expected.reshape(-1, 2, 2**last)
        expected = np.stack([pairs[:, 1] + pairs[:, 0], pairs[:, 1] - pairs[:, 0]], axis=1).reshape(-1)
    walsh_hadamard(values)
    assert np.array_equal(values, expected)


def test_the_transform_equals_its_python_source_bit_for_bit():
    compiled = np.random.default_rng(4).standard_normal(2**7)
    plain = compiled.copy()
    walsh_hadamard(compiled)
    walsh_hadamard.py_func(plain)
    assert np.array_equal(compiled, plain)


def test_the_sum_of_products_is_the_function_again():
    values = np.random.default_rng(6).standard_normal(2**14)
    parity = (-1.0) ** np.bitwise_count(np.arange(2**14))  # prod of s_i in m at k is (-1)^(|m| - |m and k|)
    again = spin_expansion(values) * parity
    walsh_hadamard(again)
    np.testing.assert_allclose(again * parity, values, rtol=0, atol=1e-13)


def test_the_expansion_finds_the_coefficients_of_each_product_of_spins():
    s = spin_states(4)
    values = 1.5 - 0.2 * s[:, 3] + 0.3 * s[:, 0] * s[:, 1] - 0.7 * s[:, 0] * s[:, 1] * s[:, 2] * s[:, 3]
    expected = np.zeros(16)
    expected[[0b0000, 0b0001, 0b1100, 0b1111]] = [1.5, -0.2, 0.3, -0.7]
    error = gamma(4 + 4, DOUBLE) * 2.7  # four terms in a value, sums of 2^4 values by halves
    np.testing.assert_allclose(spin_expansion(values), expected, rtol=0, atol=error)


def test_an_expansion_of_a_wrong_length_is_refused():
    with pytest.raises(InputError, match="power of two"):
        spin_expansion(np.zeros(6))
