"""Decimation and majority rule of a torus, bond moving, two-state tensor blocking."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import boltzmann_distribution, log_sum, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian
from rgcore.lattice import square_bonds
from rgcore.vrg.examples.two_state_blocking import best_angle, block_tensor, site_tensor
from rgcore.vrg.small_models.blocks import plaquettes
from rgcore.vrg.transformation import hidden_log_weights
from rgcore.vrg.transformations.tensor_blocking import pairs_between_blocks

from ..one_example import example

COUPLINGS = [0.1, 0.4406868, 0.9]


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_decimated_torus_is_the_marginal_of_the_kept_spins(coupling):
    found = example("torus_decimation", coupling).transformation
    boltzmann = boltzmann_distribution(-pair_hamiltonian(square_bonds(4), 16, coupling))
    white = [0, 2, 5, 7, 8, 10, 13, 15]
    kept = (spin_states(16)[:, white] > 0) @ (2 ** np.arange(7, -1, -1))
    marginal = np.bincount(kept, weights=boltzmann, minlength=256)
    np.testing.assert_allclose(boltzmann_distribution(hidden_log_weights(found)), marginal, rtol=1e-11)


def test_ties_of_the_majority_rule_give_either_sign():
    found = example("torus_majority_rule", 0.4).transformation
    sums = spin_states(16)[:, plaquettes(4, 0)].sum(axis=2)
    assert ((found.inputs == 0) == (sums == 0)).all()
    assert (np.sign(found.inputs) == np.sign(sums)).all()


def test_the_majority_rule_is_the_limit_of_soft_block_spins():
    rule = hidden_log_weights(example("torus_majority_rule", 0.4).transformation)
    soft = hidden_log_weights(example("kadanoff_block", 0.4, strength=30.0).transformation)
    np.testing.assert_allclose(soft, rule, rtol=0, atol=1e-12)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_moved_bonds_are_a_lattice_of_chains(coupling):
    """Z_lambda = 2^4 Z of the 2 x 2 torus with bonds K' = (1/2) ln cosh 4K, times what decimation leaves."""
    found = example("bond_moving", coupling).transformation
    kept = spin_states(4).astype(float)
    pairs = sum(kept[:, i] * kept[:, j] for i, j in ((0, 1), (2, 3), (0, 2), (1, 3)))
    new = np.log(np.cosh(4 * coupling)) / 2
    constant = 8 * np.log(2 * np.cosh(4 * coupling) ** 0.5) + 4 * np.log(2)  # 8 decimated and 4 free spins
    np.testing.assert_allclose(
        hidden_log_weights(found), constant + 2 * new * pairs, rtol=0, atol=1e-11
    )  # two bonds per pair


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_the_site_tensor_contracts_to_the_partition_function(coupling):
    """A torus of 2 x 2 blocks, contracted block by block with all four states of two bonds."""
    block = block_tensor(coupling)
    rows = np.einsum("abcd,baef->cedf", block, block).reshape(
        16, 16
    )  # two blocks side by side, around the torus
    partition = np.log(np.trace(rows @ rows)) + 16 * np.log(2 * np.cosh(coupling) ** 2)
    assert partition == pytest.approx(log_sum(-pair_hamiltonian(square_bonds(4), 16, coupling)), rel=1e-12)


@pytest.mark.parametrize(
    ("coupling", "angle"),
    [(0.1, None), (0.4406868, None), (0.9, None), (0.2, 0.0), (0.4406868, 0.4), (0.9, 0.7)],
)
def test_tensor_blocking_is_the_contraction_of_projected_tensors(coupling, angle):
    angle = best_angle(coupling) if angle is None else angle
    found = example("tensor_blocking", coupling, angle=angle).transformation
    states = np.array([[np.cos(angle), 0, 0, np.sin(angle)], [0, 2**-0.5, 2**-0.5, 0]])
    small = np.einsum("abcd,ia,jb,kc,ld->ijkl", block_tensor(coupling), *[states] * 4)
    rows = np.einsum("abcd,baef->cedf", small, small).reshape(4, 4)
    partition = np.log(np.trace(rows @ rows)) + 16 * np.log(2 * np.cosh(coupling) ** 2)
    assert log_sum(hidden_log_weights(found)) == pytest.approx(partition, rel=1e-12)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_hidden_weights_of_tensor_blocking_are_products_of_block_tensors_with_rotated_legs(coupling):
    found, angle = example("tensor_blocking", coupling).transformation, best_angle(coupling)
    even, odd = np.array([np.cos(angle), 0, 0, np.sin(angle)]), np.array([0, 2**-0.5, 2**-0.5, 0])
    legs = np.stack([even - odd, even + odd]) / np.sqrt(2)  # h = -1, +1
    block = np.einsum("abcd,ia,jb,kc,ld->ijkl", block_tensor(coupling), *[legs] * 4)
    bits = (spin_states(8) > 0).astype(int)
    along, across = bits[:, :4].reshape(-1, 2, 2), bits[:, 4:].reshape(-1, 2, 2).transpose(0, 2, 1)
    weights = np.ones(256)
    for row in range(2):
        for column in range(2):
            right, down = along[:, row, column], across[:, row, column]
            left, up = along[:, row, column - 1], across[:, row - 1, column]
            weights *= block[left, right, up, down]
    expected = np.log(weights) + 16 * np.log(2 * np.cosh(coupling) ** 2)
    np.testing.assert_allclose(hidden_log_weights(found), expected, rtol=0, atol=1e-11)


@pytest.mark.parametrize("coupling", [0.01, *COUPLINGS, 2.0, 3.0])
def test_the_best_angle_leaves_the_operator_positive(coupling):
    """B(-1) > 0 where cos phi + t sin phi > sqrt(2 t) and tan phi < 1 / t."""
    angle, tangent = best_angle(coupling), np.tanh(coupling)
    assert np.cos(angle) + tangent * np.sin(angle) > np.sqrt(2 * tangent)
    with pytest.raises(InputError, match="angle must leave exp T positive"):
        example("tensor_blocking", coupling, angle=np.pi / 2 + angle)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_the_best_angle_keeps_the_most_of_a_side(coupling):
    sides = block_tensor(coupling).reshape(4, -1)

    def kept(angle):
        return ((np.array([np.cos(angle), 0, 0, np.sin(angle)]) @ sides) ** 2).sum()

    best = best_angle(coupling)
    assert 0 < best < np.pi / 4
    assert kept(best) > max(kept(angle) for angle in (*np.linspace(0, np.pi, 50), best - 1e-3, best + 1e-3))


def test_a_site_tensor_is_even_and_falls_with_the_bonds():
    tensor = site_tensor(0.5)
    assert tensor[0, 0, 0, 0] == 1
    assert tensor[1, 0, 1, 0] == pytest.approx(np.tanh(0.5))
    assert tensor[1, 0, 0, 0] == 0


def test_pairs_of_bonds_join_neighbouring_blocks():
    block_of = np.empty(16, int)
    for number, block in enumerate(plaquettes(4, 0)):
        block_of[block] = number
    bonds = {frozenset(map(int, bond)) for bond in square_bonds(4)}
    pairs = pairs_between_blocks(4)
    assert pairs.shape == (8, 2, 2)
    for ends in pairs:
        assert len(set(block_of[ends[0]])) == len(set(block_of[ends[1]])) == 1
        assert block_of[ends[0, 0]] != block_of[ends[1, 0]]
        assert all(frozenset(map(int, bond)) in bonds for bond in ends.T)
    joined = {frozenset(map(int, bond)) for ends in pairs for bond in ends.T}
    assert len(joined) == 16


def test_hidden_spins_of_tensor_blocking_are_between_their_sites():
    found = example("tensor_blocking", 0.4)
    for place, ends in zip(found.hidden.positions, pairs_between_blocks(4), strict=True):
        sites = np.stack(np.divmod(ends.reshape(-1), 4), axis=1)
        apart = np.abs(sites - place) % 4
        assert (np.sort(np.minimum(apart, 4 - apart), axis=1) == 0.5).all()
