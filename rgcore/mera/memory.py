"""How much memory a bond dimension of a MERA takes, and how large it may be."""

from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = ["LARGEST_BOND_DIMENSION", "check_bond_dimension", "megabytes_of"]

LARGEST_BOND_DIMENSION = 8
"""Of larger ones the tensors of a contraction take more than 2,000 MB."""

_ARRAYS = 6  # of bond_dimension^8 entries that are held at once


def megabytes_of(bond_dimension: int) -> float:
    """Return the MB of the arrays that a contraction holds at once."""
    return 8e-6 * _ARRAYS * bond_dimension**8


def check_bond_dimension(bond_dimension: object) -> None:
    """Raise InputError unless a bond dimension is a whole number from 2 whose tensors fit into memory."""
    number = whole_number("bond_dimension", bond_dimension, least=2)
    if number > LARGEST_BOND_DIMENSION:
        raise InputError(
            f"bond_dimension must be at most {LARGEST_BOND_DIMENSION} for a MERA, got {number}, whose tensors take "
            f"{megabytes_of(number):,.0f} MB"
        )
