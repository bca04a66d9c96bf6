"""Settings of the intensive embedding."""

from typing import Annotated

from pydantic import Field

from rgcore.settings import Distinct, Settings

__all__ = ["EmbeddingSettings"]


class EmbeddingSettings(Settings):
    """Ising models on a torus of 3 x 3 spins, and RBMs trained on them exactly, placed by their divergences."""

    temperatures: Distinct[Annotated[float, Field(ge=0.5, le=100)]] = Field(
        min_length=2, description="temperatures of the models that RBMs are trained on, in J/k_B"
    )
    fields: Distinct[Annotated[float, Field(gt=0, le=2)]] = Field(
        description="fields of the Ising models beside 0, in k_B T"
    )
    n_hidden: Distinct[Annotated[int, Field(ge=1, le=18)]] = Field(description="hidden units of the RBMs")
    n_replicas: int = Field(
        ge=1, le=100, description="training runs of each, from random weights of their own"
    )
    n_iterations: int = Field(ge=1, le=100_000, description="iterations of L-BFGS at most")
