"""Symmetrized divergences of a family are exact in N + N dimensions; distances from the family have a known answer."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rgcore.exact import boltzmann_distribution, kl_divergence, spin_states
from rgcore.information import embedding_table
from rgcore.information.embedding.divergence import (
    divergence_and_slope,
    log_probabilities,
    nearest_member,
    symmetrized_divergences,
)
from rgcore.information.embedding.minkowski import embed_family, place_beside, signature
from rgcore.information.embedding.settings import EmbeddingSettings
from rgcore.information.schemas import INTENSIVE_EMBEDDING
from rgcore.lattice.square import square_bonds


@pytest.fixture(scope="module")
def statistics():
    states, bonds = spin_states(9).astype(float), square_bonds(3)
    return np.stack(
        [(states[:, bonds[:, 0]] * states[:, bonds[:, 1]]).sum(axis=1), states.sum(axis=1)], axis=1
    )


@pytest.fixture(scope="module")
def members():
    return np.array(list(product((0.1, 0.3, 0.45, 0.7), (0.0, 0.15, 0.4))))


@pytest.fixture(scope="module")
def family(statistics, members):
    return np.array([log_probabilities(statistics, member) for member in members])


def test_divergences_are_both_of_kullback_and_leibler(family):
    p, q = (boltzmann_distribution(family[k]) for k in (1, 7))
    expected = kl_divergence(p, q) + kl_divergence(q, p)
    found = symmetrized_divergences(family, family)
    assert_allclose(found[1, 7], expected, rtol=1e-10)
    assert_allclose(found, found.T, atol=1e-10)


def test_the_embedding_of_ising_models_is_exact(family, statistics, members):
    embedding = embed_family(members, np.exp(family) @ statistics)
    assert_allclose(embedding.squared_distances(), symmetrized_divergences(family, family), atol=1e-10)


def test_a_coin_is_embedded_in_one_dimension_of_space_and_one_of_time():
    """Of a spin in a field h, D^2 = (h - h')(tanh h - tanh h')."""
    fields = np.array([[-0.5], [0.2], [1.0], [1.7]])
    family = np.array([log_probabilities(np.array([[-1.0], [1.0]]), field) for field in fields])
    squared = symmetrized_divergences(family, family)
    exact = (fields - fields.T) * (np.tanh(fields) - np.tanh(fields.T))
    assert_allclose(squared, exact, atol=1e-10)
    assert signature(squared) == (1, 1)
    assert_allclose(embed_family(fields, np.tanh(fields)).squared_distances(), exact, atol=1e-10)


def test_the_signature_is_two_and_two_with_a_field_and_one_and_one_without(family, members):
    squared = symmetrized_divergences(family, family)
    assert signature(squared) == (2, 2)
    alone = members[:, 1] == 0
    assert signature(squared[np.ix_(alone, alone)]) == (1, 1)
    assert squared.min() > -1e-10


def test_members_are_placed_where_they_are(family, statistics, members):
    embedding = embed_family(members, np.exp(family) @ statistics)
    placed, outside, misfit = place_beside(embedding, symmetrized_divergences(family[3:5], family))
    assert_allclose(placed.space, embedding.space[3:5], atol=1e-7)
    assert_allclose(placed.time, embedding.time[3:5], atol=1e-7)
    assert_allclose(outside, 0, atol=1e-7)
    assert_allclose(misfit, 0, atol=1e-8)


def test_the_nearest_member_of_a_member_is_itself(statistics):
    found = nearest_member(
        log_probabilities(statistics, np.array([0.33, 0.12])), statistics, np.array([[0.5, 0.0]])
    )
    assert_allclose(found.parameters, [0.33, 0.12], atol=1e-6)
    assert abs(found.distance) < 1e-10


def test_the_slope_of_the_divergence_is_its_derivative(statistics):
    other = log_probabilities(np.hstack([statistics, statistics[:, 1:] ** 3]), np.array([0.2, 0.1, -0.002]))
    at, step = np.array([0.4, 0.05]), 1e-5
    ends = [
        [divergence_and_slope(at + s * d, other, statistics)[0] for s in (1, -1)] for d in step * np.eye(2)
    ]
    assert_allclose(
        divergence_and_slope(at, other, statistics)[1], [(u - d) / (2 * step) for u, d in ends], rtol=1e-7
    )


def test_no_member_on_a_grid_is_nearer_than_the_nearest(statistics):
    other = log_probabilities(np.hstack([statistics, statistics[:, 1:] ** 3]), np.array([0.2, 0.1, -0.002]))
    found = nearest_member(other, statistics, np.array([[0.3, 0.0]]))
    grid = found.parameters + 0.02 * np.array(list(product((-1, 0, 1), repeat=2)))
    family = np.array([log_probabilities(statistics, each) for each in grid])
    distances = symmetrized_divergences(other[None], family)[0]
    assert distances.argmin() == 4
    assert distances[4] == pytest.approx(found.distance, rel=1e-8)
    assert found.distance > 1e-3


@pytest.fixture(scope="module")
def table():
    settings = EmbeddingSettings(
        temperatures=[2.0, 3.4], fields=[0.2], n_hidden=[1, 4], n_replicas=1, n_iterations=150
    )
    return embedding_table(settings, rng=np.random.default_rng(2))


def test_rows_are_named_by_their_keys(table):
    assert list(table.columns) == INTENSIVE_EMBEDDING.names
    assert not table.duplicated(list(INTENSIVE_EMBEDDING.keys)).any()
    assert set(zip(table["n_spacelike"], table["n_timelike"], strict=True)) == {(2, 2)}


def test_more_hidden_units_lie_nearer_to_the_ising_models(table):
    networks = table[table["kind"] == "rbm"].set_index(["n_hidden", "temperature"])["distance"]
    assert (networks[4] < 0.5 * networks[1]).all()
    assert (networks[1] > 0.1).all()


def test_the_nearest_model_is_no_farther_than_the_one_trained_on(table):
    networks = table[table["kind"] == "rbm"]
    assert (networks["distance"] <= networks["distance_to_target"] + 1e-9).all()


def test_what_is_independent_of_the_family_lies_outside_at_its_own_distance():
    """Two spins, the family has a field on the first: one on the second adds h tanh h to every D^2."""
    states, fields = spin_states(2).astype(float), np.array([[-0.5], [0.2], [1.0], [1.7]])
    family = np.array([log_probabilities(states[:, :1], field) for field in fields])
    other = log_probabilities(states, np.array([0.4, 0.7]))[None]
    embedding = embed_family(fields, np.tanh(fields))
    _, outside, misfit = place_beside(embedding, symmetrized_divergences(other, family))
    assert_allclose(outside, 0.7 * np.tanh(0.7), rtol=1e-6)
    assert_allclose(misfit, 0, atol=1e-8)


def test_ising_models_are_named_by_their_temperatures_and_are_their_own_nearest_ones(table):
    rows = table[table["kind"] == "ising"]
    assert (rows["temperature"] * rows["nearest_coupling"]).to_numpy() == pytest.approx(1)
    assert (rows["temperature"].min(), rows["temperature"].max()) == pytest.approx((2.0, 3.4))
    assert set(rows["field"]) == {0.0, 0.2}


def test_a_network_lies_at_its_distance_from_the_model_that_it_was_trained_on(table):
    """In space and time, and outside of both, up to what the least squares leave."""
    models = table[(table["kind"] == "ising") & (table["field"] == 0)]
    for _, network in table[table["kind"] == "rbm"].iterrows():
        model = models.iloc[(models["temperature"] - network["temperature"]).abs().argmin()]
        squared = network["outside"]
        for kind, sign in (("space", 1), ("time", -1)):
            for name in ("coupling", "field"):
                squared += sign * (network[f"{kind}_{name}"] - model[f"{kind}_{name}"]) ** 2
        assert 0 < network["misfit"] < 0.1 * network["outside"]
        assert abs(squared - network["distance_to_target"]) < 3 * network["misfit"]
        assert network["distance_to_target"] < 1.1 * network["distance"]


def test_parameters_and_means_scatter_alike_in_the_units_of_the_embedding(family, statistics, members):
    embedding = embed_family(members, np.exp(family) @ statistics)
    of_parameters, of_means = embedding.space + embedding.time, embedding.space - embedding.time
    assert_allclose(of_parameters.std(axis=0), of_means.std(axis=0), rtol=1e-12)
    assert_allclose(np.prod([of_parameters, of_means], axis=0), members * (np.exp(family) @ statistics))


def test_the_misfit_is_the_root_mean_square_of_what_no_place_explains():
    fields = np.array([[-0.5], [0.2], [1.0], [1.7]])
    embedding = embed_family(fields, np.tanh(fields))
    known = np.hstack([embedding.space, embedding.time, np.ones((4, 1))])
    unexplained = np.linalg.svd(known)[0][:, -1]  # of norm 1, and of root mean square 1/2
    squared = (fields.T - 0.4) * (np.tanh(fields.T) - np.tanh(0.4)) + 0.06 * unexplained
    _, outside, misfit = place_beside(embedding, squared)
    assert_allclose(misfit, 0.03, rtol=1e-6)
    assert_allclose(outside, 0, atol=1e-7)


def test_the_model_next_to_a_network_has_its_coupling_and_no_field(table):
    networks = table[(table["kind"] == "rbm") & (table["n_hidden"] == 4)]
    assert (networks["nearest_coupling"] * networks["temperature"]).to_numpy() == pytest.approx(1, abs=0.03)
    assert (table.loc[table["kind"] == "rbm", "nearest_field"] < 1e-3).all()


def test_points_of_a_plane_have_two_space_like_dimensions_and_of_a_time_axis_one_time_like():
    points = np.random.default_rng(4).standard_normal((6, 2))
    assert signature(np.square(points[:, None] - points[None]).sum(axis=2)) == (2, 0)
    assert signature(-np.square(points[:, :1] - points[:, :1].T)) == (0, 1)
