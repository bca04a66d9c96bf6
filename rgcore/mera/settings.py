"""Settings of the entanglement renormalization."""

from typing import Annotated

from pydantic import AfterValidator, Field

from rgcore.errors import InputError
from rgcore.mera.memory import check_bond_dimension
from rgcore.settings import Distinct, Settings

__all__ = ["MeraSettings"]


def _into_memory(number: int) -> int:
    try:
        check_bond_dimension(number)
    except InputError as mistake:
        raise ValueError(str(mistake).removeprefix("bond_dimension ")) from None
    return number


class MeraSettings(Settings):
    """A scale-invariant binary MERA of the critical transverse-field Ising chain."""

    bond_dimensions: Distinct[Annotated[int, AfterValidator(_into_memory)]] = Field(
        description="states of a coarse site, from 2 to 8"
    )
    n_transitional: int = Field(ge=1, le=10, description="layers of their own below the equal ones")
    n_sweeps: int = Field(ge=1, le=1_000_000, description="updates of all tensors")
