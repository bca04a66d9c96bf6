"""The cache of kernels is filled before jobs run side by side."""

from rgcore.ising._kernels import flip_clusters
from rgcore.ising.compile import compile_kernels


def test_every_kernel_is_compiled():
    compile_kernels()
    assert flip_clusters.signatures
