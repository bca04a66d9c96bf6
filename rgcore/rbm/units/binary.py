"""Units that are 0 or 1."""

from rgcore.rbm.units.unit_type import UnitType

CARD = UnitType(description="0 and 1, as in most of the literature on machine learning", low=0)
