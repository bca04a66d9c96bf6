"""Monte Carlo renormalization group: block spins by majority rule and the exponents of the transformation."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.mcrg.majority_rule import SMALLEST_SIDE, blocked, blocked_sides
    from rgcore.ising.mcrg.operators import OPERATORS, operators
    from rgcore.ising.mcrg.renormalization_exponents import EXACT_EXPONENTS, renormalization_exponents

__all__ = [
    "EXACT_EXPONENTS",
    "OPERATORS",
    "SMALLEST_SIDE",
    "blocked",
    "blocked_sides",
    "operators",
    "renormalization_exponents",
]

import_when_used(__name__)
