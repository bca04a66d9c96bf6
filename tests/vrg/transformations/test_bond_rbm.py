"""RBMs with a hidden spin per bond are exact, and their receptive fields are two spins at every temperature."""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice import square_bonds
from rgcore.rbm.networks.bond_network import bond_weight
from rgcore.vrg.couplings.effective_couplings import nearest_neighbour_coupling
from rgcore.vrg.examples.bond_rbm import bond_rbm
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.trace_condition import free_energy_difference, model_divergence, trace_condition_error
from rgcore.vrg.transformation import hidden_log_weights

from ..one_example import example

COUPLINGS = [0.01, 0.2, 0.4406868, 0.9, 1.5]
EXAMPLES = ["ring_bond_rbm", "torus_bond_rbm"]


@pytest.mark.parametrize("coupling", [1e-6, *COUPLINGS])
def test_bond_weight_solves_its_equation(coupling):
    weight = bond_weight(coupling)
    assert np.tanh(weight) ** 2 == pytest.approx(np.tanh(coupling), rel=1e-12)
    for agreement in (1, -1):  # v v'
        field = weight * (1 + agreement)
        assert np.exp(-coupling) * np.cosh(field) == pytest.approx(np.exp(coupling * agreement), rel=1e-13)


def test_antiferromagnetic_bonds_have_no_real_weight():
    with pytest.raises(ValueError, match="negative"):
        bond_weight(-0.1)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_bond_rbms_are_exact(name, coupling):
    transformation = example(name, coupling).transformation
    assert trace_condition_error(transformation) < 1e-12
    assert model_divergence(transformation) < 1e-12
    assert abs(free_energy_difference(transformation)) < 1e-12
    assert rbm_form_error(transformation) < 1e-12


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("coupling", COUPLINGS)
def test_bond_rbms_have_the_closed_form_coupling(name, coupling):
    found = example(name, coupling)
    log_weights = hidden_log_weights(found.transformation)
    measured = nearest_neighbour_coupling(log_weights, found.neighbours)
    assert measured == pytest.approx(found.effective_coupling_exact, abs=1e-12)


def test_hidden_weights_of_eighteen_spins_are_those_of_the_rbm():
    coupling = 0.4406868
    rbm, constant = bond_rbm(SmallModel(lattice="torus", size=3, coupling=coupling))
    fields = spin_states(18).astype(float) @ rbm.weights.T  # on each visible spin
    own = constant + np.log(2 * np.cosh(fields)).sum(axis=1)
    measured = hidden_log_weights(example("torus_bond_rbm", coupling).transformation)
    np.testing.assert_allclose(measured, own, rtol=0, atol=1e-11)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_receptive_fields_are_the_two_spins_of_a_bond_at_every_temperature(coupling):
    bonds = square_bonds(3)
    rbm, _ = bond_rbm(SmallModel(lattice="torus", size=3, coupling=coupling))
    seen = [sorted(np.flatnonzero(column)) for column in rbm.weights.T]
    assert seen == [sorted(bond) for bond in bonds]


def test_each_bond_of_the_torus_has_six_neighbours():
    neighbours = example("torus_bond_rbm", 0.4).neighbours
    assert (np.bincount(neighbours.reshape(-1)) == 6).all()


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_enumerated_torus_agrees_with_its_transfer_matrix(coupling):
    rows = spin_states(3).astype(float)
    inside = np.exp(coupling / 2 * (rows * np.roll(rows, 1, axis=1)).sum(axis=1))
    transfer = inside[:, None] * np.exp(coupling * rows @ rows.T) * inside[None, :]
    enumerated = np.exp(-pair_hamiltonian(square_bonds(3), 9, coupling)).sum()
    assert enumerated == pytest.approx(np.trace(np.linalg.matrix_power(transfer, 3)), rel=1e-12)


def test_hidden_spins_are_in_the_middle_of_their_bonds():
    places = example("torus_bond_rbm", 0.4).hidden.positions
    for place, bond in zip(places, square_bonds(3), strict=True):
        apart = np.abs(np.stack(np.divmod(bond, 3), axis=1) - place)
        assert np.minimum(apart, 3 - apart).sum(axis=1).tolist() == [0.5, 0.5]
