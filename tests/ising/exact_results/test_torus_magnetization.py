"""<|m|> of a torus by its transfer matrix, against enumeration and Kaufman's partition function."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import spin_states
from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.ising.exact_results.kaufman import torus_log_partition
from rgcore.ising.exact_results.torus_magnetization import _traces, torus_abs_magnetization


@pytest.mark.parametrize("side", [2, 3, 4])
@pytest.mark.parametrize("coupling", [0.1, 0.44068679, 1.2])
def test_it_is_the_sum_over_all_states(side, coupling):
    lattices = spin_states(side * side).reshape(-1, side, side).astype(np.int8)
    weights = np.exp(-coupling * (energies_of_lattices(lattices) + 2.0 * side**2))
    moduli = np.abs(lattices.reshape(len(lattices), -1).sum(axis=1, dtype=int)) / side**2
    assert torus_abs_magnetization(coupling, side) == pytest.approx(
        weights @ moduli / weights.sum(), rel=1e-12
    )


@pytest.mark.parametrize("side", [5, 8])
def test_its_first_trace_is_the_partition_function(side):
    coupling = 0.37
    (trace,) = _traces(coupling, side, np.zeros(1))
    assert np.log(trace) + 2 * side**2 * coupling == pytest.approx(
        torus_log_partition(coupling, side), rel=1e-12
    )


def test_free_spins_and_frozen_ones_are_the_limits():
    n_up = np.arange(65)
    weights = np.exp([-sum(np.log(np.arange(1, n + 1))) - sum(np.log(np.arange(1, 65 - n))) for n in n_up])
    free = weights @ np.abs(2 * n_up - 64) / 64 / weights.sum()
    assert torus_abs_magnetization(1e-9, 8) == pytest.approx(free, rel=1e-6)
    assert torus_abs_magnetization(2.0, 8) == pytest.approx(1, abs=1e-6)


def test_larger_sides_are_refused():
    with pytest.raises(InputError, match="side must"):
        torus_abs_magnetization(0.4, 11)
