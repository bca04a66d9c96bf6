"""Settings of the Fisher spectra."""

from typing import Annotated

from pydantic import AfterValidator, Field

from rgcore.settings import Distinct, Settings

__all__ = ["FisherSettings"]


def _even(side: int) -> int:
    if side % 4:
        raise ValueError(f"must be a multiple of 4, so that the lattice can be decimated, but it is {side}")
    return side


class FisherSettings(Settings):
    """Fisher information of the Ising model under decimation, of hopping particles, and of sums of exponentials."""

    side: Annotated[int, AfterValidator(_even)] = Field(
        ge=8, le=512, description="lattice spacings per side of the torus that is sampled"
    )
    relative_temperatures: Distinct[Annotated[float, Field(gt=0.5, le=5)]] = Field(
        description="T/T_c, exact T_c, of the enumerated and the sampled lattice"
    )
    n_levels: int = Field(ge=1, le=8, description="decimations, each by half of the spins")
    n_replicas: int = Field(ge=8, le=1000, description="independent chains, over which the jackknife goes")
    n_configurations: int = Field(ge=1, le=100_000, description="configurations of each replica")
    n_resamples: int = Field(
        ge=2,
        le=1000,
        description="configurations with the same observed spins, drawn for each from level 2 on",
    )
    n_steps: Distinct[Annotated[int, Field(ge=1, le=10_000)]] = Field(
        description="steps after which the density of hopping particles is observed"
    )
    n_exponentials: int = Field(ge=2, le=64, description="terms of the sum of exponentials")
    every: Distinct[Annotated[int, Field(ge=1, le=100)]] = Field(
        description="times between observations of the sum of exponentials, in units of the first"
    )
