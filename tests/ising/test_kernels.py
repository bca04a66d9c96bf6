"""Compiled cluster flips against their Python source, bit for bit.

Run once more with NUMBA_BOUNDSCHECK=1 by tests/workflow: numba reads past the end of an array silently otherwise.
"""

import numpy as np

from rgcore.ising import _kernels


def test_compiled_clusters_equal_plain_python_bit_for_bit():
    start = (2 * np.random.default_rng(5).integers(0, 2, (7, 7)) - 1).astype(np.int8)
    results = []
    for kernel in (_kernels.flip_cluster, _kernels.flip_cluster.py_func):
        rng = np.random.default_rng(6)
        spins, rows, columns = start.copy(), np.empty(49, np.int32), np.empty(49, np.int32)
        sizes = [kernel(spins, 0.6, rows, columns, rng) for _ in range(200)]
        results.append((sizes, spins.tolist(), rng.random()))
    assert results[0] == results[1]


def test_compiled_chain_equals_plain_python_bit_for_bit():
    results = []
    for kernel in (_kernels.flip_clusters, _kernels.flip_clusters.py_func):
        rng, records = np.random.default_rng(7), np.empty((5, 6, 6), np.int8)
        spins = np.ones((6, 6), np.int8)
        flipped = kernel(spins, 0.5, 3, records, rng)
        results.append((flipped, spins.tolist(), records.tolist(), rng.random()))
    assert results[0] == results[1]


def test_a_cluster_of_every_site_fits_on_the_stack():
    spins, rows, columns = np.ones((9, 9), np.int8), np.empty(81, np.int32), np.empty(81, np.int32)
    assert _kernels.flip_cluster(spins, 1.0, rows, columns, np.random.default_rng(11)) == 81
    assert (spins == -1).all()
