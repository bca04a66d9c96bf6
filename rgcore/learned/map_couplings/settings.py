"""Settings of the couplings and the information of maps."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rgcore.ising.settings import Temperatures
from rgcore.learned.maps.settings import Untrained
from rgcore.settings import Distinct, Settings

__all__ = ["InformationSettings", "MapCouplingsSettings"]

SMALLEST_SIDE = 8  # after the last step; the operators reach two sites far
POINTS = 4  # of the grid, to which parabolas are fitted for a fixed point


class InformationSettings(Settings):
    """Where the information of coarse spins on their surroundings is computed."""

    temperatures: Temperatures = Field(description="in J/k_B, in quotes")
    buffers: Distinct[Annotated[int, Field(ge=1, le=1000)]] = Field(
        description="rows of spins between the block of 2 x 2 spins and its far surroundings"
    )


class MapCouplingsSettings(Settings):
    """Couplings before and after maps from spins to coarse spins."""

    side: int = Field(ge=16, le=1024, description="lattice spacings per side of the configurations")
    couplings: Distinct[Annotated[float, Field(ge=0.05, le=1)]] = Field(
        description="K = J/(k_B T) of the configurations, ascending"
    )
    n_samples: int = Field(ge=100, le=10_000_000, description="configurations of each coupling and replica")
    n_steps: int = Field(ge=1, le=6, description="times each map is applied; each halves the side")
    untrained: Distinct[Untrained] = Field(description="maps that are not trained")
    trained_at: Temperatures = Field(
        description="temperatures at which filters are trained, in J/k_B, in quotes: to the exact maximum of the "
        "likelihood on the torus of 6 x 6 sites, and on samples, as learned_maps states"
    )
    hidden: Distinct[Literal["deterministic", "sampled"]] = Field(
        description="whether the coupling of coarse spins of RBMs is that of their signs or of sampled ones"
    )
    n_replicas: int = Field(
        ge=2,
        le=1000,
        description="training runs of each filter and draws of random ones, each with its configurations",
    )
    information: InformationSettings

    @model_validator(mode="after")
    def _grid_and_lattices(self) -> Self:
        if len(self.couplings) < POINTS or any(second <= first for first, second in pairwise(self.couplings)):
            raise ValueError(
                f"couplings must be at least {POINTS} in ascending order, but they are {list(self.couplings)}"
            )
        if self.side % 2**self.n_steps or self.side // 2**self.n_steps < SMALLEST_SIDE:
            raise ValueError(
                f"side must be a multiple of 2**n_steps = {2**self.n_steps} and leave at least {SMALLEST_SIDE} coarse "
                f"spins per side, but it is {self.side}"
            )
        return self
