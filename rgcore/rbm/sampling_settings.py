"""Settings of how a network is sampled, and of how its partition function is estimated."""

from typing import Self

from pydantic import Field, model_validator

from rgcore.settings import Settings

__all__ = ["AnnealingSettings", "GenerationSettings"]


class GenerationSettings(Settings):
    """How many configurations are drawn from a network, and how: by parallel tempering."""

    n_samples: int = Field(
        ge=20, le=10_000_000, description="configurations drawn from each layer, at least twice n_chains"
    )
    n_chains: int = Field(
        ge=10,
        le=100_000,
        description="independent ensembles of tempered replicas, whose scatter gives the errors",
    )
    n_temperatures: int = Field(
        ge=2, le=10_000, description="inverse temperatures from 0 to 1, evenly spaced"
    )
    burn_in_rounds: int = Field(
        ge=1,
        le=10_000_000,
        description="rounds of exchanges and Gibbs sampling before the first configuration",
    )
    rounds_per_sample: int = Field(
        ge=1, le=1_000_000, description="rounds from one configuration of a chain to its next"
    )

    @model_validator(mode="after")
    def _every_chain_gives_two(self) -> Self:
        if self.n_samples < 2 * self.n_chains:
            raise ValueError(
                f"n_samples must be at least twice n_chains = {self.n_chains}, but it is {self.n_samples}"
            )
        return self


class AnnealingSettings(Settings):
    """How long annealed importance sampling anneals."""

    n_chains: int = Field(
        ge=2, le=100_000, description="independent runs of annealed importance sampling, advanced together"
    )
    n_temperatures: int = Field(
        ge=2, le=10_000_000, description="distributions from independent units to the network, both counted"
    )
