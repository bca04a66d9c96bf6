"""Settings of the study of the kurtosis switch: designs, each the product of its lists."""

from typing import Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from rgcore.learned.kurtosis_switch.sources import SOURCES
from rgcore.rbm.settings import LayerTrainingSettings, Units
from rgcore.settings import Distinct, OneOf, Settings

__all__ = ["KurtosisSwitchSettings", "SwitchDesignSettings"]

OF_A_DESIGN = ("n_epochs", "l1", "algorithm")
Family = Annotated[str, OneOf(lambda: list(SOURCES))]
Algorithm = Literal["contrastive_divergence", "persistent_contrastive_divergence"]
SwitchTrainingSettings = create_model(
    "SwitchTrainingSettings",
    __base__=Settings,
    __doc__="Settings of training that all conditions share.",
    **{
        name: (field.annotation, field)
        for name, field in LayerTrainingSettings.model_fields.items()
        if name not in OF_A_DESIGN
    },
)


class SwitchDesignSettings(Settings):
    """A design: one training run for every combination of its lists and every replica."""

    sources: dict[Family, Distinct[float] | None] = Field(
        description="excess kurtosis of a site, by family of fields; null switches a family off"
    )
    n_samples: Distinct[Annotated[int, Field(ge=100, le=10_000_000)]] = Field(
        description="fields that a network is trained on"
    )
    correlation_lengths: Distinct[Annotated[float, Field(ge=0.1, le=100)]] = Field(
        description="lattice spacings; all fields of one length have one covariance"
    )
    n_hidden: Distinct[Annotated[int, Field(ge=1, le=100_000)]] = Field(description="hidden units")
    l1: Distinct[Annotated[float, Field(ge=0, le=1)]] = Field(
        description="strength of the pull of each weight towards zero"
    )
    algorithms: Distinct[Algorithm] = Field(description="as of dbn.training")
    n_epochs: int = Field(ge=2, le=1_000_000, description="passes over the training set")
    n_replicas: int = Field(
        ge=2, le=1000, description="training runs of each combination, each on fields of its own"
    )

    @model_validator(mode="after")
    def _kurtosis_in_range(self) -> Self:
        for source, values in self.sources.items():
            family = SOURCES[source]
            for value in values or ():
                if not family.least <= value <= family.most:
                    raise ValueError(
                        f"sources must have an excess kurtosis from {family.least:g} to {family.most:g} for {source}, "
                        f"but it is {value:g}"
                    )
        return self


class KurtosisSwitchSettings(Settings):
    """Networks of Gaussian visible units on fields that share their covariance and differ in kurtosis."""

    units: Units = Field(description="hidden units: 0/1 or -1/+1")
    side: int = Field(ge=4, le=128, description="lattice spacings per side of the torus")
    noise: float = Field(
        ge=0.02,
        le=1,
        description="standard deviation of a visible unit given the hidden ones over that of the data",
    )
    n_held_out: int = Field(
        ge=20, le=10_000_000, description="further fields, for the kurtosis of the inputs of hidden units"
    )
    training: SwitchTrainingSettings = Field(description="of every network, beside what its design states")
    designs: dict[str, SwitchDesignSettings | None] = Field(description="by name; null switches one off")
