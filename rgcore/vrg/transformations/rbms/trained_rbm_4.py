"""An RBM of four hidden spins, trained on a ring of eight."""

from rgcore.vrg.examples.trained_rbm import trained_card

__all__ = ["CARD"]

CARD = trained_card(4)
