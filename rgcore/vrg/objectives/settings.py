"""Settings of the networks that are trained for different objectives."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from rgcore.settings import Distinct, Settings

__all__ = ["VrgObjectivesSettings"]


class VrgObjectivesSettings(Settings):
    """The ring and the RBMs that are trained for every objective."""

    couplings: Distinct[Annotated[float, Field(ge=0.05, le=1.5)]] = Field(
        description="couplings K = J/(k_B T) of the ring"
    )
    n_sites: Annotated[int, Field(ge=4, le=12)] = Field(description="sites of the ring, the visible spins")
    n_hidden: Distinct[Annotated[int, Field(ge=3, le=12)]] = Field(
        description="hidden spins; with half the sites decimation is among the RBMs, with fewer none is exact"
    )
    n_iterations: Annotated[int, Field(ge=1, le=100_000)] = Field(description="iterations of L-BFGS, at most")

    @model_validator(mode="after")
    def _no_more_hidden_than_visible(self) -> Self:
        if max(self.n_hidden) > self.n_sites:
            raise ValueError(
                f"n_hidden must be at most n_sites = {self.n_sites}, but it has {max(self.n_hidden)}"
            )
        return self
