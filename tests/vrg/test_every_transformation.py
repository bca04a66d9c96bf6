"""Every card of a transformation: what it claims is what its operator does."""

import numpy as np
import pytest
import yaml

from rgcore.exact import boltzmann_distribution
from rgcore.vrg.couplings.effective_couplings import nearest_neighbour_coupling
from rgcore.vrg.known_transformations import load_transformation, transformation_names
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.trace_condition import free_energy_difference, model_divergence, trace_condition_error
from rgcore.vrg.transformation import Transformation, hidden_log_weights

from .dense_operator import operator
from .one_example import NAMES, example

EXACT = {
    "decimation", "decimating_rbm", "ring_bond_rbm", "torus_bond_rbm", "majority_rule", "kadanoff_block",
    "torus_decimation", "torus_majority_rule", "deep_stack",
}  # fmt: skip
BOUNDS = {"potential_moving", "fixed_strength", "bond_moving"}  # what is moved has mean zero
COUPLINGS = {"trained_rbm_3": (0.4,), "trained_rbm_4": (0.4,), "stopped_rbm_3": (0.4,)}  # each takes a second
STEP = 1e-5
CARDS = transformation_names()


def test_the_config_names_every_transformation():
    with open("config.yaml") as file:
        assert tuple(yaml.safe_load(file)["vrg"]["transformations"]) == NAMES
    assert set(NAMES) <= set(CARDS)


@pytest.mark.parametrize("name", CARDS)
def test_the_trace_condition_holds_where_it_is_claimed_and_bounds_are_divergences(name):
    for coupling in COUPLINGS.get(name, (0.2, 0.4, 0.6)):
        found = example(name, coupling).transformation
        error = trace_condition_error(found)
        if load_transformation(name).normalized:
            assert error < 1e-11
        if name in NAMES and name != "trained_rbm_4":  # which is nearly exact
            assert (error < 1e-11) == (name in EXACT)
        if name in BOUNDS:
            assert model_divergence(found) == pytest.approx(-free_energy_difference(found), abs=1e-11)
            assert model_divergence(found) > 1e-4


@pytest.mark.parametrize("name", CARDS)
def test_closed_forms_are_the_enumerated_coupling(name):
    for coupling in COUPLINGS.get(name, (0.05, 0.4406868, 1.2)):
        found = example(name, coupling)
        measured = nearest_neighbour_coupling(hidden_log_weights(found.transformation), found.neighbours)
        assert np.isfinite(measured)
        if np.isfinite(found.effective_coupling_exact):
            assert measured == pytest.approx(found.effective_coupling_exact, abs=1e-12)


@pytest.mark.parametrize("name", CARDS)
def test_gradients_are_finite_differences(name):
    card, found = load_transformation(name), example(name, 0.4)
    assert (card.trace_gradient is None) == (not found.parameters)
    rng = np.random.default_rng(8)
    for key, value in found.parameters.items():
        moved = {**found.parameters, key: value + 0.1 * rng.standard_normal(np.shape(value))}
        direction = rng.standard_normal(np.shape(value))
        up, down = (found.family(**{**moved, key: moved[key] + step * direction}) for step in (STEP, -STEP))
        model = SmallModel(lattice=found.lattice, size=found.size, coupling=0.4)
        slopes = card.trace_gradient(model, **moved)
        along = np.tensordot(direction, slopes[key], axes=np.ndim(value))
        measured = (up.log_trace - down.log_trace) / (2 * STEP)
        np.testing.assert_allclose(along, measured, rtol=0, atol=1e-6 * max(1, np.abs(along).max()))


@pytest.mark.parametrize("name", ["decimation", "kadanoff_block", "trained_rbm_3", "decimating_rbm"])
def test_an_operator_as_one_array_has_the_measures_of_its_factors(name):
    factors = example(name, 0.4).transformation
    dense = DenseTransformation(hamiltonian=factors.hamiltonian, log_operator=operator(factors))
    assert isinstance(factors, Transformation)
    assert (dense.n_visible, dense.n_hidden) == (factors.n_visible, factors.n_hidden)
    np.testing.assert_allclose(dense.log_trace, factors.log_trace, rtol=0, atol=1e-12)
    np.testing.assert_allclose(hidden_log_weights(dense), hidden_log_weights(factors), rtol=0, atol=1e-11)
    assert rbm_form_error(dense) == pytest.approx(rbm_form_error(factors), abs=1e-10)


def test_hidden_weights_of_many_hidden_spins_are_summed_in_parts(monkeypatch):
    found = example("torus_bond_rbm", 0.4).transformation
    whole = hidden_log_weights(found)
    monkeypatch.setattr("rgcore.vrg.transformation.MOST_ENTRIES", 2**13)
    np.testing.assert_allclose(hidden_log_weights(found), whole, rtol=0, atol=1e-12)


def test_parts_of_an_operator_are_joined(monkeypatch):
    factors = example("kadanoff_block", 0.4).transformation
    whole = DenseTransformation(hamiltonian=factors.hamiltonian, log_operator=operator(factors))
    monkeypatch.setattr("rgcore.vrg.operators.dense_transformation.ROWS_AT_ONCE", 1000)
    parts = DenseTransformation(hamiltonian=factors.hamiltonian, log_operator=operator(factors))
    np.testing.assert_allclose(parts.log_trace, whole.log_trace, rtol=0, atol=1e-14)
    np.testing.assert_allclose(hidden_log_weights(parts), hidden_log_weights(whole), rtol=0, atol=1e-12)


def test_the_hidden_distribution_of_a_stack_is_that_of_every_fourth_spin():
    coupling = 0.6
    found = example("deep_stack", coupling).transformation
    model = SmallModel(lattice="ring", size=12, coupling=coupling)
    kept = (model.states[:, ::4] > 0) @ np.array([4, 2, 1])
    marginal = np.bincount(kept, weights=boltzmann_distribution(-model.hamiltonian), minlength=8)
    np.testing.assert_allclose(boltzmann_distribution(hidden_log_weights(found)), marginal, rtol=1e-11)
