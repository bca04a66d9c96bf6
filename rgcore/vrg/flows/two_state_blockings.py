"""Which two states of a pair of bonds are kept: three ways, and the card that they share.

Meurice, arXiv:1211.3675, has three blockings of tensors of two states, with nu = 0.964, 0.987 and 0.993. These three
have those values, to the digits given; that they are the same three is inferred from that.
"""

from collections.abc import Callable

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard
from rgcore.vrg.flows.two_state_tensors import (
    Chosen,
    blocked,
    blocked_derivative,
    ising_tensor,
    joined_pair,
    kept,
)

__all__ = ["by_trace", "in_turn", "of_pairs", "tensor_card"]

_START = (0.29, 0.29, 0.43, 0.28)


def in_turn(_: np.ndarray, __: np.ndarray, block: np.ndarray, d_block: np.ndarray) -> tuple[Chosen, Chosen]:
    """Keep the states of x that carry most of the squared weight of the block, then those of y of what is left."""
    x, d_x = kept(*_squared("...abyw,...cbyw->...ac", block, d_block))
    left = np.einsum("abyw,ax,bz->xzyw", block, x, x)
    turned = np.einsum("abyw,nax,bz->nxzyw", block, d_x, x) + np.einsum("abyw,ax,nbz->nxzyw", block, x, d_x)
    d_left = np.einsum("nabyw,ax,bz->nxzyw", d_block, x, x) + turned
    return (x, d_x), kept(*_squared("...abyw,...abzw->...yz", left, d_left))


def of_pairs(tensor: np.ndarray, tangents: np.ndarray, *_: np.ndarray) -> tuple[Chosen, Chosen]:
    """Keep the states that carry most of the squared weight of two tensors, in both directions alike."""
    return tuple(
        kept(*_squared("...abyw,...cbyw->...ac", *_pair(*each))) for each in _both_ways(tensor, tangents)
    )


def by_trace(tensor: np.ndarray, tangents: np.ndarray, *_: np.ndarray) -> tuple[Chosen, Chosen]:
    """Keep the eigenvectors of the transfer matrix of a ring of two tensors, in both directions alike."""
    pairs = (_pair(*each) for each in _both_ways(tensor, tangents))
    return tuple(kept(*(np.einsum("...abyy->...ab", part) for part in pair)) for pair in pairs)


def tensor_card(sentence: str, choose: Callable[..., tuple[Chosen, Chosen]]) -> FlowCard:
    """Return the card of a way to choose the states that are kept."""
    return FlowCard(
        sentence=sentence,
        lattice="square",
        scale_factor=2.0,
        even=("tensor_1100", "tensor_0011", "tensor_1010", "tensor_1111"),
        odd=("tensor_1000", "tensor_0010", "tensor_1110", "tensor_1011"),
        step=lambda even: blocked(even, choose),
        linearize=lambda even: blocked_derivative(even, choose),
        from_coupling=ising_tensor,
        coupling=_coupling,
        start=_START,
    )


def _coupling(even: np.ndarray) -> float:
    """Return the K of the Ising model whose tensor has the same entry T[1, 1, 0, 0] = tanh K."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.arctanh(even[0]))


def _both_ways(tensor: np.ndarray, tangents: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    return (tensor, tangents), (tensor.transpose(2, 3, 0, 1), tangents.transpose(0, 3, 4, 1, 2))


def _pair(tensor: np.ndarray, tangents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return joined_pair(tensor, tensor), joined_pair(tangents, tensor) + joined_pair(tensor, tangents)


def _squared(legs: str, values: np.ndarray, tangents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a sum of products of values with themselves, and its derivative."""
    changed = np.einsum(legs, tangents, values) + np.einsum(legs, values, tangents)
    return np.einsum(legs, values, values), changed
