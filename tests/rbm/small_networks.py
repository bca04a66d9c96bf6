"""Small networks whose every state can be listed, and their distributions written out."""

import itertools

import numpy as np
from scipy.special import logsumexp

from rgcore.cards import card_names
from rgcore.rbm.likelihood.exact_likelihood import likelihood_and_gradient
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.units.unit_type import unit_type

from ..rounding import DOUBLE, SINGLE, gamma, product_error

UNITS = card_names("rgcore.rbm.units")
TUNED = ("spin", "binary")  # unit types for which tests of training have learning rates and numbers of steps


def means_error(rbm, visible):
    """Bound the error of float32 means <h> given v: that of the inputs times the largest slope, s^2 / 4, and s times
    that of the logistic function, 2e-7."""
    span, n_terms = rbm.unit_type.span, rbm.n_visible + 2
    inputs = product_error(visible, rbm.weights, more=2) + gamma(n_terms) * np.abs(rbm.hidden_bias)
    return span**2 / 4 * inputs + span * 2e-7 + 2 * SINGLE * max(1, abs(rbm.unit_type.low))


def energy_error(dbm, unit=DOUBLE):
    """Bound the difference of two rounded energies: sums of fewer than 40 terms of modulus |b| or |W|, in any order."""
    terms = sum(np.abs(part).sum() for part in (*dbm.weights, *dbm.biases))
    return 2 * gamma(40, unit) * terms


def exact_gradient(rbm, visible, probabilities=None):
    return likelihood_and_gradient(rbm, visible, probabilities)[1]


def all_states(n_units, units):
    low = float(unit_type(units).low)
    return np.array(list(itertools.product([low, 1.0], repeat=n_units)))


def deep_network(units, sizes=(4, 3, 2, 2), seed=1, dtype=np.float64):
    rng = np.random.default_rng(seed)
    scale = 1 / unit_type(units).span
    weights = tuple((scale * rng.normal(size=shape)).astype(dtype) for shape in itertools.pairwise(sizes))
    biases = tuple((scale * rng.normal(size=size) / 2).astype(dtype) for size in sizes)
    return DeepBoltzmannMachine(weights=weights, biases=biases, units=units)


def stack(units, sizes=(4, 3, 2), seed=2):
    rng = np.random.default_rng(seed)
    scale = 1 / unit_type(units).span
    layers = tuple(
        RBM(
            weights=scale * rng.normal(size=shape),
            visible_bias=scale * rng.normal(size=shape[0]) / 2,
            hidden_bias=scale * rng.normal(size=shape[1]) / 2,
            units=units,
        )
        for shape in itertools.pairwise(sizes)
    )
    return DeepBeliefNetwork(layers)


def written_out_energy(dbm, state):
    """E of one state, a vector per layer, as sums over units."""
    fields = sum(
        b * s
        for bias, values in zip(dbm.biases, state, strict=True)
        for b, s in zip(bias, values, strict=True)
    )
    for layer, weights in enumerate(dbm.weights):
        below, above = state[layer], state[layer + 1]
        fields += sum(
            below[i] * weights[i, j] * above[j] for i in range(len(below)) for j in range(len(above))
        )
    return -fields


def joint_states(dbm):
    """All joint states, a (n_states, n_l) array per layer, visible states slowest."""
    states = all_states(sum(dbm.sizes), dbm.units)
    return tuple(np.split(states, np.cumsum(dbm.sizes)[:-1], axis=1))


def joint_log_weights(dbm):
    states = joint_states(dbm)
    return np.array([-written_out_energy(dbm, state) for state in zip(*states, strict=True)])


def exact_log_likelihoods(dbm):
    """ln P(v) of all visible states, in the order of all_states."""
    weights = joint_log_weights(dbm)
    return logsumexp(weights.reshape(2 ** dbm.sizes[0], -1), axis=1) - logsumexp(weights)


def log_joint(rbm):
    """-E(v, h), (n_v_states, n_h_states)."""
    visible, hidden = all_states(rbm.n_visible, rbm.units), all_states(rbm.n_hidden, rbm.units)
    return (visible @ rbm.visible_bias)[:, None] + hidden @ rbm.hidden_bias + visible @ rbm.weights @ hidden.T


def exact_stack_log_likelihoods(network):
    """ln P(v) under the directed stack: the distribution of the top layers, passed down by P(v | h)."""
    top = log_joint(network.layers[-1])
    below = logsumexp(top, axis=1) - logsumexp(top)
    for rbm in network.layers[-2::-1]:
        joint = log_joint(rbm)
        below = logsumexp(joint - logsumexp(joint, axis=0) + below, axis=1)
    return below
