"""Settings of the Fisher metric of networks."""

from typing import Annotated

from pydantic import Field

from rgcore.ising.settings import Temperatures
from rgcore.settings import Settings

__all__ = ["ExactNetworkSettings", "RbmFisherSettings", "SampledNetworkSettings"]


class ExactNetworkSettings(Settings):
    """Small networks, trained on the exact distribution and measured by enumeration."""

    side: Annotated[int, Field(ge=2, le=4)] = Field(description="spins per side of the torus")
    n_hidden: int = Field(ge=1, le=12, description="hidden units")
    temperatures: Temperatures = Field(description="of the Ising model, in J/k_B, in quotes")
    n_replicas: int = Field(
        ge=2, le=100, description="training runs per temperature, from starts of their own"
    )
    n_iterations: int = Field(ge=1, le=10_000, description="iterations of L-BFGS, at most")


class SampledNetworkSettings(Settings):
    """The first layer of every stack of the run."""

    n_samples: int = Field(
        ge=10,
        le=4_000,
        description="states of each half, at most half of dbn.n_held_out: four pairs of halves are drawn",
    )
    n_steps: int = Field(ge=1, le=100_000, description="steps of Gibbs sampling from held-out configurations")


class RbmFisherSettings(Settings):
    """Fisher metric of trained networks: how many directions are stiff, and whether these are K and h."""

    stiff_share: float = Field(
        gt=0, lt=1, description="a direction is stiff if its eigenvalue is above this share of the largest"
    )
    n_directions: int = Field(
        ge=1,
        le=100,
        description="stiffest directions, in which the shares of d ln P/dK and d ln P/dh are taken",
    )
    exact: ExactNetworkSettings = Field(description="networks that are enumerated")
    sampled: SampledNetworkSettings = Field(description="first layers of the stacks of dbn")
