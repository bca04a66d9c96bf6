"""Settings of the learned flow."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from rgcore.settings import Distinct, Settings

__all__ = ["LearnedFlowSettings"]

FEWEST_COUPLINGS = 3  # between which a fixed point is interpolated


class LearnedFlowSettings(Settings):
    """RBMs of small tori whose hidden spins share one filter, and the couplings of these spins."""

    couplings: Distinct[Annotated[float, Field(ge=0.05, le=1)]] = Field(
        description="K = J/(k_B T) of the visible spins, ascending"
    )
    n_starts: int = Field(
        ge=1,
        le=100,
        description="random filters that training starts from, beside that of the next larger coupling; the best is "
        "kept",
    )

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        couplings = list(self.couplings)
        if len(couplings) < FEWEST_COUPLINGS or any(b <= a for a, b in pairwise(couplings)):
            raise ValueError(
                f"couplings must be at least {FEWEST_COUPLINGS} in ascending order, but they are {couplings}"
            )
        return self
