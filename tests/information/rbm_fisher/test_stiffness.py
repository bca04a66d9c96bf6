"""The Fisher metric of networks: finite differences, closed forms, and enumeration beside sampling."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.information.fisher_metric import family_metric
from rgcore.information.rbm_fisher.exact_networks import exact_stiffness, train_weights
from rgcore.information.rbm_fisher.scores import centred_gram, conditional_statistics, ising_tangents
from rgcore.information.rbm_fisher.settings import ExactNetworkSettings
from rgcore.information.rbm_fisher.stiffness import (
    StiffCount,
    explained_shares,
    stiffness_by_enumeration,
    stiffness_of_halves,
)
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v
from rgcore.rbm.networks.unbiased import unbiased_rbm

SIDE = 3
STATES = spin_states(SIDE * SIDE)
COUNT = StiffCount(0.01, 4, np.random.default_rng(0).permutation(SIDE * SIDE))


@pytest.fixture(scope="module")
def rbm():
    rng = np.random.default_rng(1)
    return RBM(
        weights=0.4 * rng.standard_normal((9, 3)),
        visible_bias=0.2 * rng.standard_normal(9),
        hidden_bias=0.3 * rng.standard_normal(3),
        units="spin",
    )


def distribution(rbm):
    return boltzmann_distribution(-free_energy_from_v(rbm, STATES))


def test_scores_are_the_derivatives_of_the_log_likelihood(rbm):
    statistics = conditional_statistics(rbm, STATES)
    scores = statistics - distribution(rbm) @ statistics
    step, numerical = 1e-5, []
    for name in ("weights", "visible_bias", "hidden_bias"):
        array = getattr(rbm, name)
        for place in np.ndindex(array.shape):
            moved = [array.copy(), array.copy()]
            moved[0][place] += step
            moved[1][place] -= step
            up, down = (log_likelihood(replace(rbm, **{name: each}), STATES) for each in moved)
            numerical.append((up - down) / (2 * step))
    assert scores == pytest.approx(np.array(numerical).T, abs=1e-8)


def test_without_weights_the_metric_is_known_in_closed_form():
    """F of c is the unit matrix, F of W is m_j m_k, F between c_i and W_ij is m_j, and F of b vanishes."""
    means = np.tanh(np.array([0.5, -0.2]))
    rbm = RBM(weights=np.zeros((9, 2)), visible_bias=np.zeros(9), hidden_bias=np.arctanh(means), units="spin")
    probabilities = np.full(512, 1 / 512)
    metric = family_metric(probabilities, conditional_statistics(rbm, STATES))
    expected = np.zeros((29, 29))
    expected[:18, :18] = np.kron(np.eye(9), np.outer(means, means))
    expected[:18, 18:27] = np.kron(np.eye(9), means[:, None])
    expected[18:27] = expected[:, 18:27].T
    expected[18:27, 18:27] = np.eye(9)
    assert metric == pytest.approx(expected, abs=1e-12)
    found = stiffness_by_enumeration(rbm, STATES, probabilities, replace(COUNT, n_directions=9))
    assert (found.participation, found.n_stiff) == pytest.approx((9, 9))
    assert found.largest == pytest.approx(1 + means @ means)
    assert (found.share_field, found.share_coupling) == pytest.approx((1, 0), abs=1e-9)


def test_products_of_scores_are_those_of_the_long_vectors(rbm):
    one, other = STATES[10:30], STATES[200:215]
    scores = [conditional_statistics(rbm, states) for states in (one, other)]
    centred = [each - each.mean(axis=0) for each in scores]
    assert centred_gram(rbm, one, other) == pytest.approx(centred[0] @ centred[1].T)


def test_halves_of_a_sample_give_the_enumerated_numbers_within_their_scatter(rbm):
    probabilities, rng = distribution(rbm), np.random.default_rng(2)
    exact = stiffness_by_enumeration(rbm, STATES, probabilities, COUNT)
    drawn = STATES[rng.choice(512, (24, 2, 150), p=probabilities)]
    found = [stiffness_of_halves(rbm, half, other, COUNT) for half, other in drawn]
    for name, bias in (
        ("trace", 0.0),
        ("participation", 0.02),
        ("share_field", 0.05),
        ("share_coupling", 0.05),
    ):
        values = np.array([getattr(each, name) for each in found])
        error = values.std(ddof=1) / np.sqrt(len(values))
        wanted = getattr(exact, name)
        assert abs(values.mean() - wanted) < 4 * error + bias * wanted, name
    uncorrected = np.mean([each.participation_uncorrected for each in found])
    assert uncorrected < 0.95 * exact.participation
    assert np.mean([each.largest for each in found]) < exact.largest


def test_traces_of_halves_are_those_of_their_covariances(rbm):
    """Of few states, so that n in place of n - 1 would be seen."""
    half, other = STATES[np.random.default_rng(6).choice(512, (2, 6))]
    one, two = (np.cov(conditional_statistics(rbm, each).T) for each in (half, other))
    found = stiffness_of_halves(rbm, half, other, replace(COUNT, n_directions=2))
    assert found.trace == pytest.approx((np.trace(one) + np.trace(two)) / 2)
    assert found.participation == pytest.approx(np.trace(one) * np.trace(two) / np.trace(one @ two))
    values, vectors = np.linalg.eigh(one)
    assert found.participation_uncorrected == pytest.approx(values.sum() ** 2 / (values**2).sum())
    assert found.largest == pytest.approx(vectors[:, -1] @ two @ vectors[:, -1])


def test_what_functions_explain_is_zero_for_noise_and_one_for_what_they_span():
    rng = np.random.default_rng(3)
    functions = rng.standard_normal((400, 6))
    targets = np.stack([functions @ np.arange(6.0) + 3, rng.standard_normal(400)], axis=1)
    spanned, noise = explained_shares(functions, targets)
    assert spanned == pytest.approx(1)
    assert abs(noise) < 0.03
    shares = [
        explained_shares(rng.standard_normal((40, 10)), rng.standard_normal((40, 1)))[0] for _ in range(200)
    ]
    assert np.mean(shares) == pytest.approx(0, abs=0.03)


def test_the_stiffest_direction_explains_itself_alone(rbm):
    probabilities = distribution(rbm)
    statistics = conditional_statistics(rbm, STATES)
    _, vectors = np.linalg.eigh(family_metric(probabilities, statistics))
    stiff, next_one = statistics @ vectors[:, -1:], statistics @ vectors[:, -2:-1]
    assert explained_shares(stiff, np.hstack([stiff, next_one]), probabilities) == pytest.approx(
        [1, 0], abs=1e-9
    )


def test_tangents_are_derivatives_of_the_ising_model():
    couplings, fields = ising_tangents(STATES).T
    step = 1e-5

    def log_probability(coupling, field):
        return np.log(boltzmann_distribution(coupling * couplings + field * fields))

    by_coupling = (log_probability(0.4 + step, 0) - log_probability(0.4 - step, 0)) / (2 * step)
    own = np.exp(log_probability(0.4, 0))
    assert couplings - own @ couplings == pytest.approx(by_coupling, abs=1e-6)
    assert couplings.max() == 2 * SIDE**2
    shuffled = ising_tangents(STATES, COUNT.order)
    assert np.array_equal(shuffled[:, 1], fields)
    assert np.sort(shuffled[:, 0]) == pytest.approx(np.sort(couplings))
    assert not np.array_equal(shuffled[:, 0], couplings)


def test_training_without_fields_finds_the_maximum_over_all_states():
    probabilities = boltzmann_distribution(ising_tangents(STATES)[:, 0] / 3.0)
    start = 0.1 * np.random.default_rng(4).standard_normal((9, 2))

    def likelihood(weights):
        return float(probabilities @ log_likelihood(unbiased_rbm(weights), STATES))

    found = train_weights(start, probabilities, 200)
    assert likelihood(found) > likelihood(start) + 0.01
    for direction in np.random.default_rng(5).standard_normal((4, 9, 2)):
        assert likelihood(found + 1e-2 * direction) < likelihood(found)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01])
def test_a_direction_is_stiff_above_a_share_of_the_largest_eigenvalue(rbm, share):
    probabilities = distribution(rbm)
    values = np.linalg.eigvalsh(family_metric(probabilities, conditional_statistics(rbm, STATES)))
    found = stiffness_by_enumeration(rbm, STATES, probabilities, replace(COUNT, stiff_share=share))
    assert found.n_stiff == (values > share * values[-1]).sum()
    assert found.n_stiff > (values > share * values.sum()).sum()


def test_enumerated_networks_have_their_divergence_from_the_model_and_weights_in_random_places():
    """KL(Ising || RBM) by sums over 16 states of an energy -sum of bonds, of which a square has two per pair."""
    settings = ExactNetworkSettings(side=2, n_hidden=2, temperatures=["4.0"], n_replicas=2, n_iterations=20)
    states, rng = spin_states(4).astype(float), np.random.default_rng(7)
    energies = -2 * sum(states[:, i] * states[:, j] for i, j in ((0, 1), (2, 3), (0, 2), (1, 3)))
    ising = np.exp(-energies / 4.0) / np.exp(-energies / 4.0).sum()
    count = StiffCount(0.01, 2, np.arange(4))
    (name, divergence, trained), (other, further, shuffled) = islice(
        exact_stiffness(settings, 4.0, count, rng=rng), 2
    )
    weights = train_weights(0.1 * np.random.default_rng(7).standard_normal((4, 2)), ising, 20)
    network = np.exp(np.log(2 * np.cosh(states @ weights)).sum(axis=1))
    network /= network.sum()
    assert (name, other) == ("ising", "shuffled_weights")
    assert divergence == pytest.approx(ising @ np.log(ising / network), rel=1e-9)
    assert further > divergence
    assert abs(shuffled.trace / trained.trace - 1) > 1e-3  # whole sites exchanged would keep the spectrum


def test_shuffled_sites_are_those_of_the_order_given(rbm):
    own, shuffled = (
        stiffness_by_enumeration(rbm, STATES, distribution(rbm), replace(COUNT, order=order))
        for order in (np.arange(9), COUNT.order)
    )
    assert own.share_shuffled == pytest.approx(own.share_coupling, rel=1e-12)
    assert abs(shuffled.share_shuffled - shuffled.share_coupling) > 1e-3
