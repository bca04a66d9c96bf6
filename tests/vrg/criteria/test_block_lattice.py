"""Block spins of an 8 x 8 torus by transfer matrices, against enumeration and the exact partition function."""

import numpy as np
import pytest
from scipy.special import logsumexp

from rgcore.exact import spin_expansion, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.ising import torus_log_partition
from rgcore.lattice import square_bonds
from rgcore.vrg.criteria.block_lattice import block_log_weights

SUMS = spin_states(4).sum(axis=1).astype(float)
RULES = {
    "majority": (1 + np.sign(SUMS)) / 2,
    "soft": 1 / (1 + np.exp(-2 * 0.4 * SUMS)),
    "corner": (spin_states(4)[:, 0] > 0).astype(float),
}


@pytest.mark.parametrize("name", RULES)
def test_blocks_of_the_small_torus_are_those_of_enumeration(name):
    states = spin_states(16)
    blocks = states.reshape(-1, 2, 2, 2, 2).transpose(0, 1, 3, 2, 4).reshape(-1, 4, 4)
    numbers = ((blocks > 0) @ np.array([8, 4, 2, 1])).astype(int)  # (2**16, 4 blocks)
    weights = np.exp(-pair_hamiltonian(square_bonds(4), 16, 0.4))
    up = RULES[name][numbers]
    expected = [
        np.log((weights * np.where(hidden > 0, up, 1 - up).prod(axis=1)).sum()) for hidden in spin_states(4)
    ]
    np.testing.assert_allclose(block_log_weights(RULES[name], 0.4, side=4), expected, rtol=0, atol=1e-11)


@pytest.fixture(scope="module", params=["majority", "corner"])
def large(request):
    return block_log_weights(RULES[request.param], 0.4406868)


def test_the_sum_over_all_blocks_is_the_partition_function_of_the_torus(large):
    assert logsumexp(large) == pytest.approx(torus_log_partition(0.4406868, 8), abs=1e-9)


def test_couplings_of_the_large_lattice_are_those_of_a_torus(large):
    couplings = spin_expansion(large)

    def product(*places):
        return couplings[sum(1 << (15 - place) for place in places)]

    across = [
        product(4 * row + column, 4 * row + (column + 1) % 4) for row in range(4) for column in range(4)
    ]
    down = [product(place, (place + 4) % 16) for place in range(16)]
    np.testing.assert_allclose(across, across[0], rtol=0, atol=1e-10)
    np.testing.assert_allclose(down, across[0], rtol=0, atol=1e-10)
    assert across[0] > 0.1
    odd = np.bitwise_count(np.arange(2**16)) % 2 == 1
    assert np.abs(couplings[odd]).max() < 1e-10


def test_a_rule_that_prefers_a_sign_is_refused():
    with pytest.raises(ValueError, match="odd under a flip"):
        block_log_weights(np.full(16, 0.6), 0.4)
