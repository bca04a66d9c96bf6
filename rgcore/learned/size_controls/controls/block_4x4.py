"""Ideal blocks of 4 x 4 spins."""

from functools import partial

from rgcore.learned.size_controls.control_card import ControlCard
from rgcore.learned.size_controls.ideal_blocks import ideal_block

CARD = ControlCard(
    sentence="Equal weights on a block of 4 x 4 spins, as in a block-spin transformation.",
    fields=partial(ideal_block, block_side=4),
)
