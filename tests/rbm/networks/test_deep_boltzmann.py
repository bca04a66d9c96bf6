"""Deep Boltzmann machines beside energies written out by hand, and beside the stacks that they start from."""

import numpy as np
import pytest
from scipy.special import logsumexp

from rgcore.provenance import Stamp
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood, log_partition
from rgcore.rbm.networks.deep_boltzmann import (
    DeepBoltzmannMachine,
    bipartite_rbm,
    dbm_from_arrays,
    dbm_to_arrays,
    energy_of_layers,
    from_stack,
    join_layers,
)
from rgcore.rbm.networks.restricted import energy
from rgcore.tables import read_arrays, write_arrays

from ..small_networks import (
    UNITS,
    all_states,
    deep_network,
    energy_error,
    exact_log_likelihoods,
    joint_log_weights,
    joint_states,
    stack,
)

pytestmark = pytest.mark.parametrize("units", UNITS)


def test_energy_is_the_sum_written_out_by_hand(units):
    dbm = deep_network(units)
    energies = energy_of_layers(dbm, joint_states(dbm))
    np.testing.assert_allclose(energies, -joint_log_weights(dbm), rtol=0, atol=energy_error(dbm))


@pytest.mark.parametrize("sizes", [(4, 3), (4, 3, 2), (4, 3, 2, 2), (3, 2, 2, 2, 2)])
def test_the_bipartite_rbm_has_the_same_energy(units, sizes):
    dbm = deep_network(units, sizes)
    layers = joint_states(dbm)
    energies = energy(bipartite_rbm(dbm), *join_layers(layers))
    np.testing.assert_allclose(energies, energy_of_layers(dbm, layers), rtol=0, atol=energy_error(dbm))


def test_log_partition_of_the_bipartite_rbm_is_the_sum_over_all_states(units):
    dbm = deep_network(units)
    assert log_partition(bipartite_rbm(dbm)) == pytest.approx(logsumexp(joint_log_weights(dbm)), rel=1e-13)


def test_a_start_without_upper_energy_has_the_distribution_of_the_lowest_rbm(units):
    network = stack(units, (4, 3, 2, 2))
    dbm, visible = from_stack(network, 0), all_states(4, units)
    np.testing.assert_allclose(
        exact_log_likelihoods(dbm), log_likelihood(network.layers[0], visible), rtol=1e-12
    )


def test_a_start_is_the_weighted_sum_of_the_energies_of_the_stack(units):
    network = stack(units, (4, 3, 2, 2))
    layers = joint_states(from_stack(network, 0.3))
    parts = [energy(rbm, *layers[place : place + 2]) for place, rbm in enumerate(network.layers)]
    wanted = parts[0] + 0.3 * (parts[1] + parts[2])
    dbm = from_stack(network, 0.3)
    np.testing.assert_allclose(
        energy_of_layers(dbm, layers), wanted, rtol=0, atol=energy_error(from_stack(network, 1))
    )


def test_a_rbm_survives_its_file(units, tmp_path):
    dbm = deep_network(units, dtype=np.float32)
    stamp = Stamp(parameters={}, root_seed=None, code="", inputs={})
    write_arrays(dbm_to_arrays(dbm), tmp_path / "dbm.parquet", kind="dbn_model", stamp=stamp)
    back = dbm_from_arrays(read_arrays(tmp_path / "dbm.parquet"))
    assert back.units == units
    for one, other in zip(dbm.weights + dbm.biases, back.weights + back.biases, strict=True):
        np.testing.assert_array_equal(one, other)
        assert other.dtype == np.float32


def test_layers_that_do_not_fit_are_refused(units):
    with pytest.raises(ValueError, match="do not join"):
        DeepBoltzmannMachine(weights=(np.zeros((3, 2)),), biases=(np.zeros(3), np.zeros(3)), units=units)
    with pytest.raises(ValueError, match="units must be"):
        DeepBoltzmannMachine(
            weights=(np.zeros((3, 2)),), biases=(np.zeros(3), np.zeros(2)), units=units + "s"
        )
