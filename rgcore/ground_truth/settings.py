"""Settings of the fields and spins of known truth."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.ground_truth.cases import kind_of, name_of, sites_of
from rgcore.ising.settings import FROZEN_BELOW
from rgcore.phi4.lattice_limits import HIGHEST_DIMENSION
from rgcore.settings import Cutoffs, Distinct, Settings, Several

__all__ = ["FieldCase", "FieldSettings", "GroundTruthSettings", "SpinCase", "SpinSettings", "case_of"]


Coupling = Annotated[float, Field(ge=0, le=10_000)]


class LatticeSettings(Settings):
    """What fields on one lattice have in common."""

    dimension: int = Field(ge=1, le=HIGHEST_DIMENSION, description="dimension of the periodic lattice")
    side: int = Field(ge=2, le=2048, description="lattice spacings per side")
    mass: float = Field(
        gt=0,
        le=100,
        description="inverse variance of the softest mode, to one loop, per lattice spacing squared",
    )
    eigenvectors: Literal["fourier", "haar"] = Field(
        description="the lattice's, or drawn uniformly among orthogonal matrices (then no coupling may be 0)"
    )
    n_samples: int = Field(
        ge=200, le=10_000_000, description="configurations of each coupling, more than sites"
    )

    @property
    def n_sites(self) -> int:
        """Number of variables, side ** dimension."""
        return sites_of(dict(self))

    @model_validator(mode="after")
    def _more_samples_than_sites(self) -> Self:
        if self.n_samples <= self.n_sites:
            raise ValueError(
                f"n_samples must be more than side ** dimension = {self.n_sites}, the sites, but it is {self.n_samples}"
            )
        return self


class FieldSettings(LatticeSettings):
    """Phi^4 fields on one lattice, one case per coupling."""

    couplings: Distinct[Coupling] = Field(description="bare couplings u of (u/4!) phi^4; 0 is the free field")

    @model_validator(mode="after")
    def _free_fields_are_not_rotated(self) -> Self:
        if self.eigenvectors == "haar" and 0 in self.couplings:
            raise ValueError("couplings must be above 0 with eigenvectors haar, but one is 0")
        return self


class FieldCase(LatticeSettings):
    """One phi^4 field. With Haar eigenvectors the quartic term is local in the new variables."""

    u: Coupling = Field(description="bare coupling; 0 is the free field")

    @model_validator(mode="after")
    def _free_fields_are_not_rotated(self) -> Self:
        if self.eigenvectors == "haar" and self.u == 0:
            raise ValueError("u must be above 0 with eigenvectors haar, but it is 0")
        return self

    @property
    def kind(self) -> str:
        """FREE, ON_LATTICE or ROTATED of :mod:`rgcore.ground_truth.cases`."""
        return kind_of(dict(self))

    @property
    def name(self) -> str:
        """Kind, dimension, side and coupling, such as ``phi4_d2_side16_u0.5``."""
        return name_of(dict(self))


def _different(fields: tuple[FieldSettings, ...]) -> tuple[FieldSettings, ...]:
    seen: dict[str, int] = {}
    for position, field in enumerate(fields):
        for u in field.couplings:
            first = seen.setdefault(name_of({**dict(field), "u": u}), position)
            if first != position:
                raise ValueError(
                    f"[{first}] and [{position}] must differ in dimension, side, eigenvectors or couplings, "
                    f"but both have the coupling {u:g}"
                )
    return fields


Temperature = Annotated[float, Field(ge=float(FROZEN_BELOW), le=1000)]


class SquareLatticeSettings(Settings):
    """What configurations of the Ising model at all temperatures have in common."""

    side: int = Field(ge=2, le=64, description="lattice spacings per side of the square lattice")
    n_samples: int = Field(ge=200, le=10_000_000, description="configurations of each temperature")


class SpinSettings(SquareLatticeSettings):
    """Configurations of the square-lattice Ising model, one case per temperature."""

    temperatures: Distinct[Temperature] = Field(
        description="temperatures of the Ising model in units of J/k_B"
    )


class SpinCase(SquareLatticeSettings):
    """Configurations of the square-lattice Ising model at one temperature."""

    temperature: Temperature = Field(description="in units of J/k_B")

    @property
    def n_sites(self) -> int:
        """Number of variables."""
        return sites_of(dict(self))

    @property
    def kind(self) -> str:
        """ISING of :mod:`rgcore.ground_truth.cases`."""
        return kind_of(dict(self))

    @property
    def name(self) -> str:
        """Side and temperature, such as ``ising_side16_T2.26919``."""
        return name_of(dict(self))


def case_of(values: Mapping[str, object]) -> FieldCase | SpinCase:
    """Return the case with the given attributes: spins if a temperature is among them, else a field.

    Raises
    ------
    InputError
        If the case is impossible.
    """
    return SpinCase(**values) if "temperature" in values else FieldCase(**values)


class GroundTruthSettings(Settings):
    """Fields and spins of known truth, put through the analysis of data sets."""

    kept_fractions: Cutoffs = Field(
        description="modes that are kept; a float is a fraction (1.0 all), an integer a number (1 one); for fields "
        "the nearest shells of equal eigenvalues are taken"
    )
    fields: Annotated[Several[FieldSettings], AfterValidator(_different)] = Field(
        description="phi^4 fields of known truth"
    )
    spins: SpinSettings

    @model_validator(mode="after")
    def _no_more_modes_than_sites(self) -> Self:
        sites = min([self.spins.side**2, *(field.n_sites for field in self.fields)])
        largest = max([0, *(kept for kept in self.kept_fractions if isinstance(kept, int))])
        if largest > sites:
            raise ValueError(
                f"kept_fractions must be at most {sites} modes, the number of sites of the smallest lattice, but one "
                f"is {largest}"
            )
        return self
