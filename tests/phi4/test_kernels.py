"""The compiled sweeps give the same bits as their Python source."""

import numpy as np
import pytest

from rgcore.phi4 import _kernels
from rgcore.phi4.compile import compile_kernels
from rgcore.phi4.lattice_field import neighbours


@pytest.mark.parametrize("curvature", [4.5, -1.0])
def test_sweeps_of_a_lattice_equal_their_python_source_bit_for_bit(curvature):
    sites = neighbours(2, 3)
    compiled, plain = (np.random.default_rng(20241).standard_normal((3, 9)) for _ in range(2))
    rngs = [np.random.default_rng(5) for _ in range(2)]
    first = _kernels.lattice_sweeps(compiled, sites, (curvature, 0.7), 3, rngs[0])
    second = _kernels.lattice_sweeps.py_func(plain, sites, (curvature, 0.7), 3, rngs[1])
    assert np.array_equal(compiled, plain)
    assert first == second
    assert rngs[0].random() == rngs[1].random()


def test_sweeps_of_a_matrix_equal_their_python_source_bit_for_bit():
    root = np.random.default_rng(1).standard_normal((7, 9))
    compiled, plain = (np.random.default_rng(20242).standard_normal((2, 7)) for _ in range(2))
    ends = [
        sweeps(fields, root @ root.T, 0.2, 3, np.random.default_rng(6))
        for sweeps, fields in ((_kernels.dense_sweeps, compiled), (_kernels.dense_sweeps.py_func, plain))
    ]
    assert np.array_equal(compiled, plain)
    assert ends[0] == ends[1]


def test_a_matrix_that_is_a_lattice_gives_the_fields_of_the_lattice():
    sites = neighbours(1, 5)
    matrix = 2.3 * np.eye(5)
    for column in sites.T:
        matrix[np.arange(5), column] -= 1
    lattice, dense = np.zeros((2, 4, 5))
    _kernels.lattice_sweeps(lattice, sites, (2.3, 0.4), 6, np.random.default_rng(3))
    _kernels.dense_sweeps(dense, matrix, 0.4, 6, np.random.default_rng(3))
    assert np.allclose(lattice, dense, rtol=1e-9)


@pytest.mark.parametrize(
    ("h", "curvature", "quartic"), [(0.0, -9.0, 0.5), (7.0, -9.0, 0.5), (50.0, 0.1, 40.0)]
)
def test_few_proposals_are_needed_even_in_deep_wells(h, curvature, quartic):
    rng = np.random.default_rng(20243)
    proposals = [_kernels.draw_site(h, curvature, quartic, rng)[1] for _ in range(2000)]
    assert np.mean(proposals) < 8


def test_every_kernel_that_python_calls_is_compiled():
    compile_kernels()
    for name in ("lattice_sweeps", "dense_sweeps"):
        assert getattr(_kernels, name).signatures, name
