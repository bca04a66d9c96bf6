"""Settings of the momentum-shell RG."""

from typing import Annotated

from pydantic import Field

from rgcore.settings import Distinct, Settings

__all__ = ["LandauSettings"]


class LandauSettings(Settings):
    """Where the flow of Landau's theory is integrated."""

    dimensions: Distinct[Annotated[float, Field(ge=2, le=5)]] = Field(
        description="dimensions of space in which the flow is integrated"
    )
    components: Distinct[Annotated[int, Field(ge=1, le=100)]] = Field(
        description="numbers of components of the field, for fixed points and exponents; the flow is drawn for one"
    )
