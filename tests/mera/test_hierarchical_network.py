"""Beny's point: a hierarchical network with explicit probabilities learns the Ising chain layer by layer.

arXiv:1301.3124 turns entanglement renormalization into a generative network whose probabilities are written down, not
sampled. On a ring of Ising spins such a network is decimation read backwards: spins of the upper layer are independent
coins, and each layer below inserts a spin between neighbours, given both. All sums are over all 2^16 configurations.
"""

from itertools import pairwise, product

import numpy as np
import pytest

N_SPINS, COUPLING = 16, 1.0


def couplings(depth):
    """Return K of every layer from the ring upwards: tanh K' = tanh^2 K."""
    found = [COUPLING]
    for _ in range(depth):
        found.append(np.arctanh(np.tanh(found[-1]) ** 2))
    return found


@pytest.fixture(scope="module")
def rings():
    """Give all configurations (2^16, 16), and the logarithm of their probability in the Ising ring."""
    states = np.array(list(product((-1, 1), repeat=N_SPINS)), dtype=np.int8)
    weights = COUPLING * (states * np.roll(states, 1, axis=1)).sum(axis=1)
    return states, weights - np.log(np.exp(weights).sum())


def log_probabilities(states, layer_couplings):
    """Return ln Q of configurations: coins for the last layer, and conditional probabilities below it."""
    total, spins = np.zeros(len(states)), states
    for coupling in layer_couplings[:-1]:
        kept, inserted = spins[:, ::2], spins[:, 1::2]
        field = coupling * (kept.astype(float) + np.roll(kept, -1, axis=1))
        total = total + (inserted * field - np.log(2 * np.cosh(field))).sum(axis=1)
        spins = kept
    return total - spins.shape[1] * np.log(2)


def divergence(rings, layer_couplings):
    states, log_ising = rings
    log_network = log_probabilities(states, layer_couplings)
    assert np.exp(log_network).sum() == pytest.approx(1, abs=1e-12)
    return float(np.exp(log_ising) @ (log_ising - log_network))


def test_the_divergence_is_that_of_the_upper_layer_from_coins_and_falls_with_depth(rings):
    found = [divergence(rings, couplings(depth)) for depth in range(5)]
    for depth, value in enumerate(found):
        n, coupling = N_SPINS // 2**depth, couplings(depth)[-1]
        t = np.tanh(coupling)
        bond = (t + t ** (n - 1)) / (1 + t**n)
        log_partition = n * np.log(2 * np.cosh(coupling)) + np.log1p(t**n)
        assert value == pytest.approx(n * (coupling * bond + np.log(2)) - log_partition, abs=1e-10)
    assert all(later < earlier for earlier, later in pairwise(found))
    assert found[0] > 3
    assert found[-1] == pytest.approx(0, abs=1e-10)  # one spin is a coin: the network is exact


def test_the_couplings_of_decimation_are_the_best_ones(rings):
    """One that is not renormalized, or moved a little, is worse."""
    best = couplings(2)
    least = divergence(rings, best)
    for changed in (
        [best[0], best[0], best[2]],
        [best[0], best[1] * 1.05, best[2]],
        [best[0] * 0.95, *best[1:]],
    ):
        assert divergence(rings, changed) > least + 1e-4
