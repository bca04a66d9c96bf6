"""Tensors of two states: against a plain blocking with LAPACK, published digits, exact partition functions."""

import numpy as np
import pytest

from rgcore.ising import torus_log_partition
from rgcore.vrg.flows.critical_point import fixed_point
from rgcore.vrg.flows.flow_card import approximation
from rgcore.vrg.flows.two_state_blockings import by_trace, in_turn, of_pairs
from rgcore.vrg.flows.two_state_tensors import EVEN, ODD, blocked_derivative, ising_tensor, tensor_of

WAYS = ("in_turn", "of_pairs", "by_trace")
FLOWS = {way: approximation(f"two_state_tensor_{way}") for way in WAYS}


def plain_pair(tensor):
    """Join two tensors along y by loops: pairs of x, pairs of x', y, y'."""
    pair = np.zeros((2, 2, 2, 2, 2, 2))
    for a, b, c, d, y, w in np.ndindex(pair.shape):
        pair[a, b, c, d, y, w] = sum(tensor[a, c, y, z] * tensor[b, d, z, w] for z in range(2))
    return pair.reshape(4, 4, 2, 2)


def plain_block(tensor):
    """Join four: two pairs side by side, with pairs of y."""
    pair = plain_pair(tensor)  # of tensors above one another
    block = np.zeros((4, 4, 2, 2, 2, 2))
    for x, z, p, q, r, s in np.ndindex(block.shape):
        block[x, z, p, q, r, s] = sum(pair[x, m, p, r] * pair[m, z, q, s] for m in range(4))
    return block.reshape(4, 4, 4, 4)


def leading(matrix):
    """Return the eigenvectors of the two largest eigenvalues of a symmetric matrix, even first, by LAPACK."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    chosen = vectors[:, np.argsort(-np.abs(values))[:2]]
    chosen = chosen[:, np.argsort(-np.abs(chosen[0]))]  # the even one contains the state 00
    return chosen * np.sign([chosen[0, 0], chosen[1, 1]])


def plain_choice(way, tensor, block):
    if way == "in_turn":
        x = leading(np.einsum("abyw,cbyw->ac", block, block))
        left = np.einsum("abyw,ax,bz->xzyw", block, x, x)
        return x, leading(np.einsum("abyw,abzw->yz", left, left))
    pairs = (plain_pair(tensor), plain_pair(tensor.transpose(2, 3, 0, 1)))
    legs = "abyw,cbyw->ac" if way == "of_pairs" else None
    return tuple(
        leading(np.einsum(legs, pair, pair) if legs else np.einsum("abyy->ab", pair)) for pair in pairs
    )


def plain_step(way, tensor):
    block = plain_block(tensor)
    x, y = plain_choice(way, tensor, block)
    joined = np.einsum("abyw,ax,bz,yu,wv->xzuv", block, x, x, y, y)
    return joined / joined[0, 0, 0, 0]


def entries(tensor, groups):
    return np.array([tensor[group[0]] for group in groups])


@pytest.mark.parametrize("coupling", [0.2, 0.44, 0.8])
def test_the_tensor_sums_to_the_exact_partition_function(coupling):
    """3 x 3 sites by contraction; cosh^2 K per site and two states of its spin are not in the normalized tensor."""
    tensor = tensor_of(ising_tensor(coupling))
    row = np.einsum("abyw,bcuv,cazx->yuzwvx", tensor, tensor, tensor).reshape(8, 8)
    log_z = np.log(np.trace(np.linalg.matrix_power(row, 3))) + 9 * np.log(2 * np.cosh(coupling) ** 2)
    assert log_z == pytest.approx(torus_log_partition(coupling, 3), rel=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_four_tensors_are_blocked_as_with_plain_loops(way):
    even = ising_tensor(0.42)
    for _ in range(3):
        expected = plain_step(way, tensor_of(even))
        even = FLOWS[way].step(even)
        np.testing.assert_allclose(tensor_of(even), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_the_derivative_is_that_of_the_plain_blocking(way):
    """Where an odd entry is added, kept states of both parities mix, with one another and with those left out."""
    even, step = fixed_point(FLOWS[way]), 1e-5
    found = FLOWS[way].linearize(even)
    for groups, exact in ((EVEN, found.even), (ODD, found.odd)):
        for column, group in enumerate(groups):
            shifted = {}
            for sign in (1, -1):
                tensor = tensor_of(even)
                for place in group:
                    tensor[place] += sign * step
                shifted[sign] = entries(plain_step(way, tensor), groups)
            near = (shifted[1] - shifted[-1]) / (2 * step)
            np.testing.assert_allclose(exact[:, column], near, rtol=0, atol=1e-7)


@pytest.mark.parametrize(("way", "nu"), [("in_turn", 0.964), ("of_pairs", 0.987), ("by_trace", 0.993)])
def test_nu_is_the_published_one(way, nu):
    """Meurice, arXiv:1211.3675, abstract."""
    largest = np.abs(np.linalg.eigvals(FLOWS[way].linearize(fixed_point(FLOWS[way])).even)).max()
    assert np.log(2) / np.log(largest) == pytest.approx(nu, abs=5e-4)


@pytest.mark.parametrize("choose", [in_turn, of_pairs, by_trace])
def test_the_thermal_exponent_rests_on_how_the_kept_states_follow_the_temperature(choose):
    even = fixed_point(FLOWS[choose.__name__])

    def held_fixed(*arguments):
        return tuple((states, 0 * changes) for states, changes in choose(*arguments))

    thermal, magnetic = (
        [
            np.log2(np.abs(np.linalg.eigvals(getattr(blocked_derivative(even, way), sector))).max())
            for way in (choose, held_fixed)
        ]
        for sector in ("even", "odd")
    )
    assert thermal[0] > 1
    assert thermal[1] < 0.85
    assert magnetic[0] == pytest.approx(magnetic[1], abs=0.03)


def test_blocking_both_directions_alike_has_an_isotropic_fixed_point_and_in_turn_has_not():
    along_x, along_y = np.array([fixed_point(FLOWS[way])[:2] for way in WAYS]).T
    np.testing.assert_allclose(along_x[1:], along_y[1:], rtol=0, atol=1e-12)
    assert abs(along_x[0] - along_y[0]) > 1e-3


@pytest.mark.parametrize("way", WAYS)
def test_a_rotation_of_the_states_of_a_bond_does_not_flow(way):
    """It changes no partition function, and the states that are kept do not depend on it: two eigenvalues vanish."""
    odd = np.sort(np.abs(np.linalg.eigvals(FLOWS[way].linearize(fixed_point(FLOWS[way])).odd)))
    assert odd[1] < 1e-12 < odd[2]
