"""Tensors of two states per bond, kept by the transfer matrix of pairs of sites (``two_state_blockings.py``)."""

from rgcore.vrg.flows.two_state_blockings import by_trace, tensor_card

__all__ = ["CARD"]

CARD = tensor_card(
    "tensors of two states per bond, kept by the transfer matrix of pairs of sites",
    by_trace,
)
