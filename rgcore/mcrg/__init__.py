"""Monte Carlo renormalization group: block spins by majority rule and the exponents of the transformation."""

from rgcore.mcrg.blocking import SMALLEST_SIDE, blocked, blocked_sides
from rgcore.mcrg.exponents import EXACT_EXPONENTS, renormalization_exponents
from rgcore.mcrg.operators import OPERATORS, operators

__all__ = [
    "EXACT_EXPONENTS",
    "OPERATORS",
    "SMALLEST_SIDE",
    "blocked",
    "blocked_sides",
    "operators",
    "renormalization_exponents",
]
