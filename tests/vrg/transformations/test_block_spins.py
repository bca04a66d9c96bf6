"""Block spins obey the trace condition without being restricted Boltzmann rbms; moved potentials do neither."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice import square_bonds
from rgcore.vrg.criteria.grades import grades
from rgcore.vrg.criteria.memberships import memberships, set_margins
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.small_models.blocks import plaquettes
from rgcore.vrg.trace_condition import free_energy_difference, model_divergence, trace_condition_error
from rgcore.vrg.transformation import hidden_log_weights
from rgcore.vrg.transformations.potential_moving import best_strength

from ..dense_operator import operator
from ..one_example import example

COUPLINGS = [0.2, 0.4406868, 0.9]
CRITICAL = np.log(1 + np.sqrt(2)) / 2


def majority_rule(n_blocks, coupling):
    return example("majority_rule", coupling, size=3 * n_blocks)


def moved_transformation(coupling, strength):
    return example("potential_moving", coupling, strength=strength).transformation


def kadanoff_block(coupling, strength):
    return example("kadanoff_block", coupling, strength=strength)


def test_energy_of_the_four_by_four_torus_at_criticality():
    hamiltonian = pair_hamiltonian(square_bonds(4), 16, CRITICAL)
    energy = boltzmann_distribution(-hamiltonian) @ hamiltonian / (16 * CRITICAL)
    assert energy == pytest.approx(-1.56562378764, abs=1e-11)  # Kaufman, Phys. Rev. 76, 1232 (1949)


def test_two_kinds_of_plaquettes_tile_the_torus_and_meet_at_corners():
    inner, between = plaquettes(4, 0), plaquettes(4, 1)
    assert sorted(inner.reshape(-1)) == sorted(between.reshape(-1)) == list(range(16))
    assert all(len(set(a) & set(b)) == 1 for a in inner for b in between)
    bonds = {frozenset(map(int, bond)) for bond in square_bonds(4)}
    edges = {frozenset((int(a[k]), int(a[k - 1]))) for a in between for k in range(4)}
    assert len(edges) == 16
    assert edges <= bonds


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_majority_rule_is_an_exact_transformation(coupling):
    transformation = majority_rule(4, coupling).transformation
    assert trace_condition_error(transformation) == 0.0
    assert model_divergence(transformation) < 1e-12
    assert abs(free_energy_difference(transformation)) < 1e-12
    assert rbm_form_error(transformation) == np.inf


def test_majority_rule_counts_each_configuration_once_under_its_majority():
    coupling = 0.4
    transformation = majority_rule(3, coupling).transformation
    boltzmann = boltzmann_distribution(transformation.hamiltonian * -1)
    up = spin_states(9).reshape(-1, 3, 3).sum(axis=2) > 0
    marginal = np.bincount(up @ np.array([4, 2, 1]), weights=boltzmann, minlength=8)
    np.testing.assert_allclose(
        boltzmann_distribution(hidden_log_weights(transformation)), marginal, rtol=1e-12
    )


@pytest.mark.parametrize(("name", "size", "is_limit"), [("decimation", 8, True), ("majority_rule", 9, False)])
def test_decimation_is_a_limit_of_rbms_and_the_majority_rule_is_not(name, size, is_limit):
    transformation = example(name, 0.4, size=size).transformation
    allowed = np.argwhere(np.isfinite(operator(transformation)))  # pairs (v, h)
    visible = spin_states(transformation.n_visible)[allowed[:, 0]].astype(float)
    hidden = spin_states(transformation.n_hidden)[allowed[:, 1]].astype(float)
    products = (visible[:, :, None] * hidden[:, None, :]).reshape(len(allowed), -1)
    design = np.hstack([np.ones((len(allowed), 1)), visible, hidden, products])
    target = -transformation.hamiltonian[allowed[:, 0]]  # T - H on the allowed pairs
    residual = target - design @ np.linalg.lstsq(design, target, rcond=None)[0]
    assert (np.abs(residual).max() < 1e-12) == is_limit
    assert (np.sqrt(np.mean(residual**2)) > 0.1) == (not is_limit)


@pytest.mark.parametrize("strength", [0.0, 0.7, 3.0])
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_soft_block_spins_are_exact_at_every_strength(coupling, strength):
    transformation = kadanoff_block(coupling, strength).transformation
    assert trace_condition_error(transformation) == 0.0
    assert abs(free_energy_difference(transformation)) < 1e-12


def test_soft_block_spins_miss_the_rbm_form_by_the_bonds_at_least():
    for strength in (0.0, 0.7):
        error = rbm_form_error(kadanoff_block(0.4, strength).transformation)
        assert error > 0.4 * np.sqrt(16) * 0.99  # 16 of 32 bonds run between blocks, where T has no term


def test_free_energy_cannot_choose_among_exact_block_spins():
    found = grades(kadanoff_block(0.4, 0.7))
    assert (found["bound_gap"], found["bound_gain"]) == (0.0, 0.0)
    assert not memberships(set_margins(found))["is_variational"]


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.7, 2.0])
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_moving_potentials_bounds_the_free_energy_by_the_divergence(coupling, strength):
    transformation = moved_transformation(coupling, strength)
    difference = free_energy_difference(transformation)
    assert difference < 0
    assert model_divergence(transformation) == pytest.approx(-difference, abs=1e-11)
    assert boltzmann_distribution(-transformation.hamiltonian) @ transformation.log_trace == pytest.approx(
        0, abs=1e-11
    )


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_the_best_strength_is_stationary_and_better_than_free_spins(coupling):
    strength = best_strength(coupling)
    assert memberships(set_margins(grades(example("potential_moving", coupling))))["is_variational"]
    beside = grades(example("potential_moving", coupling, strength=strength / 2))
    assert not memberships(set_margins(beside))["is_variational"]
    best = free_energy_difference(moved_transformation(coupling, strength))
    assert best > free_energy_difference(moved_transformation(coupling, 0.0)) + 0.1
    step = 1e-3
    up, down = (free_energy_difference(moved_transformation(coupling, strength + s)) for s in (step, -step))
    assert abs(up - down) / (2 * step) < 1e-3
    assert trace_condition_error(moved_transformation(coupling, strength)) > 0.1


def test_moved_potentials_are_summed_square_by_square():
    coupling, strength = 0.4, 0.6
    corners = spin_states(4).astype(float)
    bonds = 2 * coupling * (corners * np.roll(corners, 1, axis=1)).sum(axis=1)
    total = strength * corners.sum(axis=1)
    alone = bonds - np.log(2 * np.cosh(total))
    touched = np.array([sorted({int(np.argwhere(plaquettes(4, 0) == site)[0, 0]) for site in square})
                        for square in plaquettes(4, 1)])  # fmt: skip
    assert (touched == np.arange(4)).all()  # on this torus every square touches all four blocks
    hidden = spin_states(4).astype(float)
    expected = np.zeros(16)
    for square in plaquettes(4, 1):
        block_of = [int(np.argwhere(plaquettes(4, 0) == site)[0, 0]) for site in square]
        expected += np.log(np.exp(alone[:, None] + strength * corners @ hidden[:, block_of].T).sum(axis=0))
    measured = hidden_log_weights(moved_transformation(coupling, strength))
    np.testing.assert_allclose(measured, expected, rtol=0, atol=1e-11)


def test_operator_rows_of_soft_block_spins_are_distributions():
    rows = np.exp(operator(kadanoff_block(0.4, 0.7).transformation)).sum(axis=1)
    np.testing.assert_allclose(rows, 1.0, rtol=0, atol=1e-13)
