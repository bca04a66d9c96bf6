"""Settings of networks that multiply."""

from typing import Annotated

from pydantic import Field

from rgcore.settings import Distinct, Settings

__all__ = ["CheapLearningSettings"]


class CheapLearningSettings(Settings):
    """Networks that multiply: with weights written down, and trained."""

    constructed: Distinct[Annotated[int, Field(ge=2, le=8)]] = Field(
        description="numbers of factors of the networks with known weights"
    )
    scales: Distinct[Annotated[float, Field(ge=0.05, le=1)]] = Field(
        description="scales lambda of their weights; the error falls as the square"
    )
    trained: Distinct[Annotated[int, Field(ge=2, le=5)]] = Field(
        description="numbers of factors of the networks that are trained"
    )
    n_points: int = Field(
        ge=50, le=10_000, description="random inputs in [-1, 1]^n that a network is trained on"
    )
    n_starts: int = Field(ge=1, le=1_000, description="random starts of a network of each width")
    n_iterations: int = Field(ge=1, le=100_000, description="iterations of Levenberg and Marquardt, at most")
    tolerance: float = Field(
        gt=1e-4,
        lt=1,
        description="relative root-mean-square error at which a trained network counts as a product",
    )
