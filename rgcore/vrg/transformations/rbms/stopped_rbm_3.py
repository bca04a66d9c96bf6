"""An RBM of three hidden spins on a ring of eight, whose training was stopped after twelve steps."""

from rgcore.vrg.examples.trained_rbm import trained_card

__all__ = ["CARD"]

CARD = trained_card(3, n_iterations=12)
