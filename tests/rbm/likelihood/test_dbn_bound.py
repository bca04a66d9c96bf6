"""The bound of a stack is that written out by hand, below ln P(v), with the scatter of repeated estimates."""

import numpy as np
import pytest

from rgcore.rbm.likelihood.dbn_bound import dbn_bound
from rgcore.rbm.likelihood.exact_likelihood import log_partition

from ..small_networks import UNITS, all_states, exact_stack_log_likelihoods, log_joint, stack

pytestmark = pytest.mark.parametrize("units", UNITS)


def estimate(network, n_draws, seed=1):
    visible = all_states(network.layers[0].n_visible, network.units)
    top = log_partition(network.layers[-1])
    return dbn_bound(network, visible, top, n_draws=n_draws, rng=np.random.default_rng(seed))


def written_out_bound(network):
    """The bound of two hidden layers as a sum over the states of the first."""
    lower, upper = network.layers
    joint, top = log_joint(lower), log_joint(upper)
    posterior = np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])
    given_h = joint - np.logaddexp.reduce(joint, axis=0)
    prior = np.logaddexp.reduce(top, axis=1) - np.logaddexp.reduce(top, axis=None)
    return (posterior * (given_h + prior - np.log(posterior))).sum(axis=1)


def test_one_layer_gives_the_exact_log_likelihood(units):
    network = stack(units, (4, 3))
    bound, errors = estimate(network, 2)
    np.testing.assert_allclose(bound, exact_stack_log_likelihoods(network), rtol=1e-12)
    np.testing.assert_allclose(errors, 0, atol=1e-12)


def test_two_layers_give_the_bound_written_out_over_the_first(units):
    network = stack(units, (4, 3, 2))
    bound, errors = estimate(network, 4000)
    z = (bound - written_out_bound(network)) / errors
    assert np.abs(z).max() < 4.5
    assert (errors < 0.05).all()


@pytest.mark.parametrize("sizes", [(4, 3, 2), (4, 3, 3, 2)])
def test_the_bound_is_below_the_log_likelihood(units, sizes):
    network = stack(units, sizes)
    bound, errors = estimate(network, 4000)
    gaps = exact_stack_log_likelihoods(network) - bound
    assert (gaps > -4.5 * errors).all()
    assert gaps.mean() > 20 * np.sqrt((errors**2).mean() / len(errors))


@pytest.mark.repetitions
def test_errors_are_those_of_repeated_estimates(units):
    network = stack(units, (4, 3, 2))
    repeats = [estimate(network, 20, seed) for seed in range(300)]
    spread = np.std([repeat.bound for repeat in repeats], axis=0, ddof=1)
    claimed = np.sqrt(np.mean([repeat.bound_err**2 for repeat in repeats], axis=0))
    np.testing.assert_allclose(spread / claimed, 1, atol=4.5 / np.sqrt(2 * 300) + 0.02)


def test_one_draw_is_refused_because_it_has_no_error(units):
    with pytest.raises(ValueError, match="at least 2"):
        estimate(stack(units), 1)


def test_errors_are_those_of_a_mean_over_the_draws(units):
    """Three draws are the two of the same seed and a third one, which follows from both means."""
    network = stack(units, (4, 3, 2))
    (two, two_err), (three, three_err) = estimate(network, 2), estimate(network, 3)
    middle, apart = two, 2 * two_err  # two draws deviate by half their distance
    draws = np.stack([middle - apart / 2, middle + apart / 2, 3 * three - 2 * two])
    np.testing.assert_allclose(three, draws.mean(axis=0))
    np.testing.assert_allclose(three_err, draws.std(axis=0, ddof=1) / np.sqrt(3), atol=1e-12)
