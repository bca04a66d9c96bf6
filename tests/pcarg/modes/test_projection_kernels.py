"""The fused kernel against plain numpy."""

import numpy as np

from rgcore.pcarg.modes._kernels import add_power_sums


def test_the_field_grows_and_its_powers_are_summed():
    rng = np.random.default_rng(1)
    field, extra, sums = rng.standard_normal((5, 37)), rng.standard_normal((5, 37)), rng.random((4, 5))
    expected = sums + [((field + extra) ** power).sum(axis=1) for power in (1, 2, 3, 4)]
    grown = field + extra
    add_power_sums(field, extra, sums)
    np.testing.assert_array_equal(field, grown)
    np.testing.assert_allclose(sums, expected, rtol=1e-12, atol=1e-12)


def test_the_compiled_kernel_agrees_with_the_plain_one():
    rng = np.random.default_rng(2)
    fields = [rng.standard_normal((3, 1000)) for _ in range(2)]
    compiled, plain = np.zeros((4, 3)), np.zeros((4, 3))
    add_power_sums(fields[0].copy(), fields[1], compiled)
    add_power_sums.py_func(fields[0].copy(), fields[1], plain)
    np.testing.assert_allclose(compiled, plain, rtol=1e-11, atol=1e-11)
