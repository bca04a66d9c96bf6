"""Monte Carlo renormalization group: block spins by majority rule and the exponents of the transformation."""

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
