"""Energies, free energies and conditional means of an RBM are those of its enumerated distribution."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.rbm import log_likelihood
from rgcore.rbm.networks.restricted import RBM, energy, free_energy, mean_h_from_v, mean_v_from_h, swap_layers

from ..small_networks import UNITS, stack


def test_energy_gives_the_joint_distribution_written_out_by_hand(rbm, states, joint_distribution):
    visible, hidden = states
    weights = np.exp([[-energy(rbm, v[None], h[None])[0] for h in hidden] for v in visible])
    np.testing.assert_allclose(weights / weights.sum(), joint_distribution, rtol=1e-12)


def test_free_energy_is_minus_the_log_of_the_sum_over_hidden_states(rbm, states):
    visible, hidden = states
    for v in visible:
        summed = np.exp(-energy(rbm, np.tile(v, (len(hidden), 1)), hidden)).sum()
        assert free_energy(rbm, v[None])[0] == pytest.approx(-np.log(summed), rel=1e-13)


@pytest.mark.parametrize("units", UNITS)
def test_free_energy_does_not_overflow_at_large_inputs(units):
    rbm = RBM(weights=np.full((1, 1), 1e4), visible_bias=np.zeros(1), hidden_bias=np.zeros(1), units=units)
    assert free_energy(rbm, np.array([[1]]))[0] == pytest.approx(-1e4)


def test_conditional_means_are_those_of_the_joint_distribution(rbm, states, joint_distribution):
    visible, hidden = states
    h_means = joint_distribution @ hidden / joint_distribution.sum(axis=1)[:, None]
    v_means = joint_distribution.T @ visible / joint_distribution.sum(axis=0)[:, None]
    np.testing.assert_allclose(mean_h_from_v(rbm, visible), h_means, rtol=1e-12)
    np.testing.assert_allclose(mean_v_from_h(rbm, hidden), v_means, rtol=1e-12)


def test_swapped_layers_leave_the_energy_as_it_is(rbm, states):
    visible, hidden = states[0][:8], states[1]
    np.testing.assert_allclose(energy(swap_layers(rbm), hidden, visible), energy(rbm, visible, hidden))


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        RBM(weights=np.zeros((3, 2)), visible_bias=np.zeros(2), hidden_bias=np.zeros(3), units="spin")
    with pytest.raises(ValueError, match="units must be"):
        RBM(weights=np.zeros((3, 2)), visible_bias=np.zeros(3), hidden_bias=np.zeros(2), units="ising")


@pytest.mark.parametrize(
    ("units", "visible", "message"),
    [
        (
            "binary",
            [[-1, 1, 1, -1]],
            r"visible must be 0 or 1, got -1 at \[0, 0\]: write \(spins \+ 1\) // 2",
        ),
        ("spin", [[0, 1, 1, 0]], r"visible must be -1 or 1, got 0 at \[0, 0\]: write 2 \* bits - 1"),
        ("spin", [[0.5, 1, 1, 1]], "got 0.5"),
        ("spin", [[1, 1, 1]], r"visible must have shape \(n, 4\)"),
    ],
)
def test_states_of_other_units_are_refused(units, visible, message):
    rbm = stack(units, sizes=(4, 3)).layers[0]
    for function in (free_energy, log_likelihood):
        with pytest.raises(InputError, match=message):
            function(rbm, np.array(visible))


def test_states_may_be_of_any_type():
    rbm, states = stack("binary", sizes=(4, 3)).layers[0], np.array([[0, 1, 1, 0], [1, 1, 0, 1]])
    for same in (states.tolist(), states.astype(np.uint8), states > 0, states.astype(np.float32)):
        assert free_energy(rbm, same) == pytest.approx(free_energy(rbm, states), rel=1e-12)
