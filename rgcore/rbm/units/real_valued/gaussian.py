"""Real-valued visible units of unit variance given the hidden ones."""

from rgcore.rbm.units.real_unit_type import RealUnitType

CARD = RealUnitType(description="real numbers, Gaussian of variance 1 given the hidden units")
