"""Mean fields solve their equations, and their bound lies below ln P(v) by a divergence."""

import dataclasses

import numpy as np
import pytest
from scipy.special import expit

from rgcore.rbm.likelihood.exact_likelihood import log_partition
from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.networks.deep_boltzmann import bipartite_rbm
from rgcore.rbm.units.unit_type import unit_type

from ..small_networks import (
    UNITS,
    all_states,
    deep_network,
    exact_log_likelihoods,
    joint_log_weights,
    joint_states,
)

pytestmark = pytest.mark.parametrize("units", UNITS)


def bounds(dbm):
    visible = all_states(dbm.sizes[0], dbm.units)
    return unnormalized_bound(dbm, visible, mean_field(dbm, visible).means) - log_partition(
        bipartite_rbm(dbm)
    )


@pytest.mark.parametrize("sizes", [(4, 3), (4, 3, 2), (4, 3, 2, 2), (4, 3, 2, 2, 2)])
def test_means_solve_the_mean_field_equations(units, sizes):
    dbm, visible = deep_network(units, sizes), all_states(4, units)
    layers = (visible, *mean_field(dbm, visible).means)
    for layer in range(1, len(sizes)):
        inputs = layers[layer - 1] @ dbm.weights[layer - 1] + dbm.biases[layer]
        if layer + 1 < len(sizes):
            inputs = inputs + layers[layer + 1] @ dbm.weights[layer].T
        low = float(unit_type(units).low)
        wanted = low + (1 - low) * expit((1 - low) * inputs)
        np.testing.assert_allclose(layers[layer], wanted, atol=1e-5)


@pytest.mark.parametrize("sizes", [(4, 3, 2), (4, 3, 2, 2)])
def test_the_bound_is_below_the_log_likelihood(units, sizes):
    gaps = exact_log_likelihoods(deep_network(units, sizes)) - bounds(deep_network(units, sizes))
    assert (gaps > 0).all()
    assert gaps.mean() < 0.5  # and it is not empty


def test_the_gap_is_the_divergence_from_the_posterior(units):
    dbm = deep_network(units, (4, 3, 2))
    layers, weights = joint_states(dbm), np.exp(joint_log_weights(dbm)).reshape(16, -1)
    means = mean_field(dbm, all_states(4, units)).means
    low = float(unit_type(units).low)
    q = np.ones((16, 32))
    for values, states in zip(means, layers[1:], strict=True):
        up = ((values.astype(float) - low) / (1 - low))[:, None]  # (16, 1, n_l)
        q *= np.where(states.reshape(16, 32, -1) == 1, up, 1 - up).prod(axis=2)
    divergences = (q * np.log(q / (weights / weights.sum(axis=1)[:, None]))).sum(axis=1)
    np.testing.assert_allclose(exact_log_likelihoods(dbm) - bounds(dbm), divergences, atol=1e-6)


def test_the_bound_is_exact_where_the_posterior_has_independent_units(units):
    dbm = deep_network(units, (4, 3, 2))
    loose = dataclasses.replace(dbm, weights=(dbm.weights[0], np.zeros((3, 2))))
    for network in (loose, deep_network(units, (4, 3))):
        np.testing.assert_allclose(bounds(network), exact_log_likelihoods(network), atol=1e-6)


def test_more_steps_raise_the_bound_of_every_sample(units):
    dbm, visible = deep_network(units, (4, 5, 4, 3), seed=5), all_states(4, units)
    results = [
        unnormalized_bound(dbm, visible, mean_field(dbm, visible, max_steps=n_steps, tolerance=0).means)
        for n_steps in (1, 2, 4, 8)
    ]
    assert (np.diff(results, axis=0) > -1e-6).all()
    assert np.diff(results, axis=0)[0].max() > 1e-3


def test_one_hidden_layer_settles_in_one_step(units):
    assert mean_field(deep_network(units, (4, 3)), all_states(4, units)).n_steps == 1


def test_means_that_round_above_one_leave_the_bound_finite(units):
    dbm = deep_network(units, (4, 3, 2))
    dbm = dataclasses.replace(dbm, weights=tuple(20 * weights for weights in dbm.weights))
    assert np.isfinite(bounds(dbm)).all()


def test_the_first_pass_up_doubles_what_a_layer_with_another_above_it_gets_from_below(units):
    """One pass up, then one update of odd and one of even layers, written out for two hidden layers."""
    dbm, visible = deep_network(units, (4, 3, 2), seed=6), all_states(4, units)
    low = float(unit_type(units).low)

    def means(inputs, layer):
        return low + (1 - low) * expit((1 - low) * (inputs + dbm.biases[layer]))

    from_visible, weights = visible @ dbm.weights[0], dbm.weights[1]
    top = means(means(2 * from_visible, 1) @ weights, 2)
    first = means(from_visible + top @ weights.T, 1)
    found = mean_field(dbm, visible, max_steps=1)
    assert found.n_steps == 1
    np.testing.assert_allclose(found.means[0], first, atol=1e-6)
    np.testing.assert_allclose(found.means[1], means(first @ weights, 2), atol=1e-6)


def test_steps_are_counted_until_no_mean_changes(units):
    """Without weights above the first hidden layer the first step changes nothing."""
    dbm, visible = deep_network(units, (4, 3, 2)), all_states(4, units)
    loose = dataclasses.replace(dbm, weights=(dbm.weights[0], np.zeros((3, 2))))
    assert mean_field(loose, visible).n_steps == 1
    n_steps = mean_field(dbm, visible, tolerance=1e-6).n_steps
    before, last = (mean_field(dbm, visible, max_steps=n) for n in (n_steps - 1, n_steps))
    assert before.n_steps == n_steps - 1 > 1
    assert np.abs(last.means[1] - before.means[1]).max() <= 1e-6


def test_steps_end_with_the_layer_that_settles_last(units):
    """Two hidden layers that settle at once, and two above them that nothing but each other acts on."""
    dbm = deep_network(units, (4, 3, 2, 2, 2))
    below = (dbm.weights[0], np.zeros((3, 2)), np.zeros((2, 2)))
    split = dataclasses.replace(dbm, weights=(*below, 2 * np.ones((2, 2))))
    pair = dataclasses.replace(
        deep_network(units, (4, 2, 2)),
        weights=(np.zeros((4, 2)), 2 * np.ones((2, 2))),
        biases=(dbm.biases[0], *dbm.biases[3:]),
    )
    visible = all_states(4, units)
    together, upper = (mean_field(each, visible, tolerance=1e-7) for each in (split, pair))
    assert together.n_steps > 2
    np.testing.assert_allclose(together.means[3], upper.means[1], atol=1e-5)
