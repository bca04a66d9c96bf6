"""Products of the signs of two Gaussian fields, with the two-point function of the configurations."""

from functools import partial

from rgcore.learned.block_study.copies import copied
from rgcore.learned.block_study.source_card import SourceCard

CARD = SourceCard(
    label="products of two signs",
    sentence="Products of the signs of two Gaussian fields with the two-point function of the Ising configurations; "
    "higher moments are not those of one field.",
    draw=partial(copied, n_fields=2),
)
