"""Signs of a Gaussian field with the two-point function of the configurations."""

from functools import partial

from rgcore.learned.block_study.copies import copied
from rgcore.learned.block_study.source_card import SourceCard

CARD = SourceCard(
    label="signs of a Gaussian field",
    sentence="Signs of a Gaussian field with the two-point function of the Ising configurations, and nothing else of "
    "them.",
    draw=partial(copied, n_fields=1),
)
