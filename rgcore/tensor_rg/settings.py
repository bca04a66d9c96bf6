"""Settings of the tensor renormalization."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rgcore.errors import InputError
from rgcore.settings import Distinct, Settings
from rgcore.tensor_rg.memory import check_bond_dimension

__all__ = ["TensorSettings"]

Method = Literal["levin_nave", "bond_weighted", "hotrg"]
BondDimension = Annotated[int, Field(ge=2)]


class TensorSettings(Settings):
    """Coarse-graining of the Ising model on the square lattice as a network of tensors."""

    n_levels: int = Field(ge=8, le=40, description="steps, each of which doubles the sites of a tensor")
    relative_temperatures: Distinct[Annotated[float, Field(ge=0.5, le=2)]] = Field(
        description="T/T_c; c and scaling dimensions are read at 1.0"
    )
    bond_dimensions: dict[Method, Distinct[BondDimension] | None] = Field(
        description="largest number of states of a bond, by method; null switches a method off"
    )
    spectra: dict[Method, BondDimension | None] = Field(
        description="bond dimension at which the spectrum is followed over the levels, by method; null for none"
    )

    @model_validator(mode="after")
    def _into_memory(self) -> Self:
        for key, method, number in self._all():
            try:
                check_bond_dimension(method, number)
            except InputError as mistake:
                raise ValueError(f"{key}.{method}: {mistake}") from None
        if not any(self.bond_dimensions.values()) or not any(self.spectra.values()):
            raise ValueError("bond_dimensions and spectra must each name a method, but all are switched off")
        return self

    def _all(self) -> list[tuple[str, str, int]]:
        lists = [
            (method, number) for method, numbers in self.bond_dimensions.items() for number in numbers or ()
        ]
        single = [(method, number) for method, number in self.spectra.items() if number]
        return [("bond_dimensions", *pair) for pair in lists] + [("spectra", *pair) for pair in single]
