"""Units that are -1 or +1."""

from rgcore.rbm.units.unit_type import UnitType

CARD = UnitType(description="-1 and +1, as the spins of the Ising model", low=-1)
