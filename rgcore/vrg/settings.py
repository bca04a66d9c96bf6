"""Settings of the exact mapping between networks and variational RG."""

from typing import Annotated

from pydantic import Field

from rgcore.settings import Distinct, Settings

__all__ = ["VrgSettings"]


class VrgSettings(Settings):
    """The spin models whose transformations are enumerated."""

    couplings: Distinct[Annotated[float, Field(gt=0, le=2)]] = Field(
        description="couplings K = J/(k_B T) at which the transformations are enumerated"
    )
