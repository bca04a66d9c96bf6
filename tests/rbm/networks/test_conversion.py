"""RBMs in other units, and in scikit-learn's convention, have the same distribution."""

import numpy as np
import pytest
from scipy.special import expit
from sklearn.neural_network import BernoulliRBM

from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.networks.conversion import from_scikit_learn, in_units, log_partition_shift, to_scikit_learn
from rgcore.rbm.networks.restricted import RBM, free_energy, mean_h_from_v

from ..small_networks import UNITS


@pytest.mark.parametrize("units", UNITS)
def test_other_units_keep_the_distribution_and_return(rbm, states, units):
    other = in_units(rbm, units)
    mine, theirs = rbm.unit_type, other.unit_type
    visible = states[0]
    mapped = theirs.from_spins(mine.to_spins(visible)).astype(np.float64)
    difference = free_energy(rbm, visible) - free_energy(other, mapped)
    np.testing.assert_allclose(difference, difference[0], rtol=1e-12)
    np.testing.assert_allclose(
        theirs.to_spins(mean_h_from_v(other, mapped)), mine.to_spins(mean_h_from_v(rbm, visible))
    )
    back = in_units(other, rbm.units)
    for name in ("weights", "visible_bias", "hidden_bias"):
        np.testing.assert_allclose(getattr(back, name), getattr(rbm, name), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("units", UNITS)
def test_the_partition_functions_differ_by_the_shift(rbm, units):
    shift = log_partition(rbm) - log_partition(in_units(rbm, units))
    assert log_partition_shift(rbm, units) == pytest.approx(shift, rel=1e-12, abs=1e-13)


def test_binary_weights_are_four_times_spin_weights():
    rbm = RBM(weights=np.ones((2, 1)), visible_bias=np.zeros(2), hidden_bias=np.zeros(1), units="spin")
    binary = in_units(rbm, "binary")
    np.testing.assert_array_equal(binary.weights, [[4], [4]])
    np.testing.assert_array_equal(binary.visible_bias, [-2, -2])
    np.testing.assert_array_equal(binary.hidden_bias, [-4])


def test_an_rbm_goes_to_scikit_learn_s_convention_and_back(rbm):
    class Fitted:
        """What BernoulliRBM has after fit: hidden means are expit(v components_^T + intercept_hidden_)."""

    fitted = Fitted()
    for name, value in to_scikit_learn(rbm).items():
        setattr(fitted, name, value)
    assert fitted.components_.shape == (3, 4)
    binary = in_units(rbm, "binary")
    visible = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    means = expit(visible @ fitted.components_.T + fitted.intercept_hidden_)
    np.testing.assert_allclose(mean_h_from_v(binary, visible), means, rtol=1e-12)
    back = from_scikit_learn(fitted)
    assert back.units == "binary"
    back = in_units(back, rbm.units)
    for name in ("weights", "visible_bias", "hidden_bias"):
        np.testing.assert_allclose(getattr(back, name), getattr(rbm, name), rtol=1e-12, atol=1e-15)


def test_scikit_learn_itself_agrees(rbm):
    model = BernoulliRBM(n_components=3)
    for name, value in to_scikit_learn(rbm).items():
        setattr(model, name, value)
    model.n_features_in_ = 4
    visible = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    means = mean_h_from_v(in_units(rbm, "binary"), visible)
    np.testing.assert_allclose(model.transform(visible), means, rtol=1e-6)
