"""The cache of kernels is filled before jobs run side by side."""

from rgcore.ising import _energy_kernels
from rgcore.ising.compile import compile_kernels
from rgcore.ising.samplers import _bit_kernels, _cluster_kernels


def test_every_kernel_that_python_calls_is_compiled():
    compile_kernels()
    for module in (_bit_kernels, _cluster_kernels, _energy_kernels):
        for name in set(module.__all__) - {"random_word"}:  # inlined into the others
            assert getattr(module, name).signatures, name
