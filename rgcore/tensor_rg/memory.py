"""How much memory a bond dimension takes, and how large it may be."""

from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = ["ARRAYS", "MOST_MEGABYTES", "check_bond_dimension", "largest_bond_dimension", "megabytes_of"]

MOST_MEGABYTES = 2000.0
"""Of the tensors of a step that are held at once."""

ARRAYS = {"levin_nave": 12, "bond_weighted": 12, "hotrg": 12}
"""Arrays of bond_dimension^4 entries that a step holds at once, by method."""


def megabytes_of(method: str, bond_dimension: int) -> float:
    """Return the MB of the arrays that a step holds at once."""
    largest = 2 * bond_dimension**5 if method == "hotrg" else 0
    return 8e-6 * (ARRAYS[method] * bond_dimension**4 + largest)


def check_bond_dimension(method: str, bond_dimension: object) -> None:
    """Raise InputError unless a bond dimension is a whole number from 2 whose tensors fit into memory."""
    number = whole_number("bond_dimension", bond_dimension, least=2)
    needed = megabytes_of(method, number)
    if needed > MOST_MEGABYTES:
        raise InputError(
            f"bond_dimension must be at most {largest_bond_dimension(method)} for {method}, got {number}, whose "
            f"tensors take {needed:,.0f} MB ({MOST_MEGABYTES:,.0f} MB at most)"
        )


def largest_bond_dimension(method: str) -> int:
    """Return the largest bond dimension whose tensors fit into memory."""
    number = 2
    while megabytes_of(method, number + 1) <= MOST_MEGABYTES:
        number += 1
    return number
