"""The enumerated models against Kaufman's solution of the torus."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, log_sum
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition
from rgcore.lattice import square_bonds


@pytest.mark.parametrize("side", [3, 4])
@pytest.mark.parametrize("coupling", [0.2, 0.4406868, 0.9])
def test_enumerated_torus_agrees_with_kaufman(side, coupling):
    hamiltonian = pair_hamiltonian(square_bonds(side), side**2, coupling)
    energy = boltzmann_distribution(-hamiltonian) @ hamiltonian / (coupling * side**2)
    assert log_sum(-hamiltonian) == pytest.approx(torus_log_partition(coupling, side), rel=1e-10)
    assert energy == pytest.approx(torus_energy(coupling, side), rel=1e-9)


def test_rings_of_two_sites_are_refused():
    with pytest.raises(ValueError, match="at least 3"):
        ring_bonds(2)


def test_ordered_states_have_minus_the_coupling_per_bond():
    hamiltonian = pair_hamiltonian(ring_bonds(4), 4, 0.3)
    np.testing.assert_allclose(
        hamiltonian[[0b0000, 0b1111, 0b0101, 0b0011]], [-1.2, -1.2, 1.2, 0.0], atol=1e-15
    )
