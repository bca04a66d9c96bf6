import numpy as np
import pytest

from rgcore.rbm.networks.restricted import RBM, energy, swap_layers
from rgcore.rbm.networks.units import as_binary, as_spin, free_energy, unit_functions


def test_energy_gives_the_joint_law_written_out_by_hand(rbm, states, joint_law):
    visible, hidden = states
    weights = np.exp([[-energy(rbm, v[None], h[None])[0] for h in hidden] for v in visible])
    np.testing.assert_allclose(weights / weights.sum(), joint_law, rtol=1e-12)


def test_free_energy_is_minus_the_log_of_the_sum_over_hidden_states(rbm, states):
    visible, hidden = states
    for v in visible:
        summed = np.exp(-energy(rbm, np.tile(v, (len(hidden), 1)), hidden)).sum()
        assert free_energy(rbm, v[None])[0] == pytest.approx(-np.log(summed), rel=1e-13)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_free_energy_does_not_overflow_at_large_inputs(units):
    rbm = RBM(weights=np.full((1, 1), 1e4), visible_bias=np.zeros(1), hidden_bias=np.zeros(1), units=units)
    assert free_energy(rbm, np.array([[1]]))[0] == pytest.approx(-1e4)


def test_conditional_means_are_those_of_the_joint_law(rbm, states, joint_law):
    visible, hidden = states
    functions = unit_functions(rbm.units)
    h_means = joint_law @ hidden / joint_law.sum(axis=1)[:, None]
    v_means = joint_law.T @ visible / joint_law.sum(axis=0)[:, None]
    np.testing.assert_allclose(functions.mean_h_from_v(rbm, visible), h_means, rtol=1e-12)
    np.testing.assert_allclose(functions.mean_v_from_h(rbm, hidden), v_means, rtol=1e-12)


def test_swapped_layers_leave_the_energy_as_it_is(rbm, states):
    visible, hidden = states[0][:8], states[1]
    np.testing.assert_allclose(energy(swap_layers(rbm), hidden, visible), energy(rbm, visible, hidden))


def test_the_affine_map_keeps_the_law_and_returns(rbm, states):
    other = as_binary(rbm) if rbm.units == "spin" else as_spin(rbm)
    mine, theirs = unit_functions(rbm.units), unit_functions(other.units)
    visible = states[0]
    mapped = theirs.from_spins(mine.to_spins(visible)).astype(np.float64)
    difference = free_energy(rbm, visible) - free_energy(other, mapped)
    np.testing.assert_allclose(difference, difference[0], rtol=1e-12)
    np.testing.assert_allclose(
        theirs.to_spins(theirs.mean_h_from_v(other, mapped)), mine.to_spins(mine.mean_h_from_v(rbm, visible))
    )
    back = as_spin(other) if rbm.units == "spin" else as_binary(other)
    for name in ("weights", "visible_bias", "hidden_bias"):
        np.testing.assert_allclose(getattr(back, name), getattr(rbm, name), rtol=1e-12, atol=1e-15)


def test_binary_weights_are_four_times_spin_weights():
    rbm = RBM(weights=np.ones((2, 1)), visible_bias=np.zeros(2), hidden_bias=np.zeros(1), units="spin")
    binary = as_binary(rbm)
    np.testing.assert_array_equal(binary.weights, [[4], [4]])
    np.testing.assert_array_equal(binary.visible_bias, [-2, -2])
    np.testing.assert_array_equal(binary.hidden_bias, [-4])


def test_arrays_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        RBM(weights=np.zeros((3, 2)), visible_bias=np.zeros(2), hidden_bias=np.zeros(3), units="spin")
    with pytest.raises(ValueError, match="units must be"):
        RBM(weights=np.zeros((3, 2)), visible_bias=np.zeros(3), hidden_bias=np.zeros(2), units="ising")
    with pytest.raises(ValueError, match="units must be"):
        unit_functions("ising")
