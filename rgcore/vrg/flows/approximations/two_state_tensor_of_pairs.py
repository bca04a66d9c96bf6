"""Tensors of two states per bond, kept by the squared weight of pairs of sites (``two_state_blockings.py``)."""

from rgcore.vrg.flows.two_state_blockings import of_pairs, tensor_card

__all__ = ["CARD"]

CARD = tensor_card("tensors of two states per bond, kept by the squared weight of pairs of sites", of_pairs)
