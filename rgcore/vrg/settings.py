"""Settings of the exact mapping between networks and variational RG."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.settings import Distinct, DistinctIfAny, OneOf, Settings
from rgcore.vrg.known_transformations import require_transformation, transformation_names
from rgcore.vrg.networks.network_settings import NetworkFile

__all__ = ["VrgSettings"]

Transformation = Annotated[
    str,
    AfterValidator(require_transformation),
    OneOf(transformation_names),
]
NetworkName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40, examples=["my_network"])]


class VrgSettings(Settings):
    """The spin models whose transformations are enumerated."""

    couplings: Distinct[Annotated[float, Field(gt=0, le=2)]] = Field(
        description="couplings K = J/(k_B T) at which the transformations are enumerated"
    )
    transformations: DistinctIfAny[Transformation] = Field(
        description="which are enumerated, in this order: names of files of rgcore/vrg/transformations; [] for "
        "networks alone"
    )
    networks: dict[NetworkName, NetworkFile] = Field(
        description="networks in files that are enumerated too, by the name that they have in the table; {} for none"
    )

    @model_validator(mode="after")
    def _names_of_their_own(self) -> Self:
        if not self.transformations and not self.networks:
            raise ValueError(
                "transformations must name at least one, such as decimation, because networks names none either"
            )
        for name in self.networks:
            if name in transformation_names():
                raise ValueError(
                    f"networks must have names of their own, but {name} is a transformation of "
                    "rgcore/vrg/transformations: rename it"
                )
        return self
