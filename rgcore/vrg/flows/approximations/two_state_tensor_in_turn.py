"""Tensors of two states per bond, kept by squared weight, first of x, then of y (``two_state_blockings.py``)."""

from rgcore.vrg.flows.two_state_blockings import in_turn, tensor_card

__all__ = ["CARD"]

CARD = tensor_card(
    "tensors of two states per bond, kept by the squared weight of 2 x 2 sites, first of x, then of y",
    in_turn,
)
