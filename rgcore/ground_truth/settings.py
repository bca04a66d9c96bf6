"""Settings of the fields and spins of known truth."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.settings import Distinct, Fraction, Settings, Several

__all__ = ["FieldSettings", "GroundTruthSettings", "SpinSettings"]


class FieldSettings(Settings):
    """Phi^4 fields on one lattice, one field per coupling."""

    dimension: int = Field(ge=1, le=4, description="dimension of the periodic lattice")
    side: int = Field(ge=2, le=2048, description="lattice spacings per side")
    mass: float = Field(
        gt=0,
        le=100,
        description="inverse variance of the softest mode, to one loop, per lattice spacing squared",
    )
    couplings: Distinct[Annotated[float, Field(ge=0, le=10_000)]] = Field(
        description="bare couplings u of (u/4!) phi^4; 0 is the free field"
    )
    eigenvectors: Literal["fourier", "haar"] = Field(
        description="the lattice's, or drawn uniformly among orthogonal matrices (then no coupling may be 0)"
    )
    n_samples: int = Field(
        ge=200, le=10_000_000, description="configurations of each coupling, more than sites"
    )

    @property
    def n_sites(self) -> int:
        """Number of sites, side ** dimension."""
        return self.side**self.dimension

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.n_samples <= self.n_sites:
            raise ValueError(
                f"n_samples must be more than side ** dimension = {self.n_sites}, the sites, but it is {self.n_samples}"
            )
        if self.eigenvectors == "haar" and 0 in self.couplings:
            raise ValueError("couplings must be above 0 with eigenvectors haar, but one is 0")
        return self


def _different(fields: tuple[FieldSettings, ...]) -> tuple[FieldSettings, ...]:
    seen: dict[tuple, int] = {}
    for position, field in enumerate(fields):
        for u in field.couplings:
            first = seen.setdefault((field.dimension, field.side, field.eigenvectors, u), position)
            if first != position:
                raise ValueError(
                    f"[{first}] and [{position}] must differ in dimension, side, eigenvectors or couplings, "
                    f"but both have the coupling {u:g}"
                )
    return fields


class SpinSettings(Settings):
    """Configurations of the square-lattice Ising model, one set per temperature."""

    n_samples: int = Field(ge=200, le=10_000_000, description="configurations of each temperature")
    side: int = Field(ge=2, le=64, description="lattice spacings per side of the square lattice")
    temperatures: Distinct[Annotated[float, Field(gt=0, le=1000)]] = Field(
        description="temperatures of the Ising model in units of J/k_B"
    )


class GroundTruthSettings(Settings):
    """Fields and spins of known truth, put through the analysis of data sets."""

    kept_fractions: Distinct[Fraction] = Field(
        description="fractions of the modes that are kept; for fields the nearest shells of equal eigenvalues are taken"
    )
    fields: Annotated[Several[FieldSettings], AfterValidator(_different)] = Field(
        description="phi^4 fields of known truth"
    )
    spins: SpinSettings
