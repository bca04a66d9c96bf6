"""Settings of the controls of block size, and of the ring."""

from typing import Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from rgcore.ising.settings import Temperatures
from rgcore.rbm.settings import MOST_ENUMERATED_UNITS, LayerTrainingSettings, Units
from rgcore.settings import Distinct, Settings

__all__ = ["BlockSizeControlSettings", "RingBlockSizeSettings", "RingDesignSettings"]


class BlockSizeControlSettings(Settings):
    """Controls of the study of block size: fields that no network learned from Ising configurations."""

    designs: Distinct[str] = Field(
        description="of block_size_study: controls are made at its sides, temperatures and numbers of units"
    )
    n_trained_temperatures: int = Field(
        ge=0,
        le=1000,
        description="at so many temperatures of a design, the first ones, networks are trained on shuffled spins",
    )
    n_iterations: int = Field(ge=1, le=1_000_000, description="of independent components, at most")


class RingDesignSettings(Settings):
    """A design: one training run for every combination of its lists and every replica."""

    temperatures: Temperatures = Field(description="in J/k_B, in quotes")
    n_hidden: Distinct[Annotated[int, Field(ge=1, le=100_000)]] = Field(description="hidden units")
    n_samples: Distinct[Annotated[int, Field(ge=10, le=10_000_000)]] = Field(
        description="independent configurations that a network is trained on"
    )
    algorithm: Literal["contrastive_divergence", "persistent_contrastive_divergence", "enumeration"] = Field(
        description="as of dbn.training"
    )
    n_epochs: int = Field(ge=2, le=1_000_000, description="passes over the training set")
    n_replicas: int = Field(
        ge=2, le=1000, description="training runs of each combination, each with configurations of its own"
    )

    @model_validator(mode="after")
    def _enumerated_layers_are_small(self) -> Self:
        if self.algorithm == "enumeration" and max(self.n_hidden) > MOST_ENUMERATED_UNITS:
            raise ValueError(
                f"n_hidden must be at most {MOST_ENUMERATED_UNITS} for algorithm = enumeration, "
                f"but it has {max(self.n_hidden)}: write persistent_contrastive_divergence"
            )
        return self


OF_A_DESIGN = ("n_epochs", "algorithm")
RingTrainingSettings = create_model(
    "RingTrainingSettings",
    __base__=Settings,
    __doc__="Settings of training that all networks of the ring share.",
    **{
        name: (field.annotation, field)
        for name, field in LayerTrainingSettings.model_fields.items()
        if name not in OF_A_DESIGN
    },
)


class RingBlockSizeSettings(Settings):
    """The Ising ring: widths of receptive fields where the correlation length is known."""

    units: Units = Field(description="0/1 or -1/+1 units")
    n_sites: int = Field(ge=8, le=100_000, description="sites of the ring")
    training: RingTrainingSettings = Field(description="of every network, beside what its design states")
    designs: dict[str, RingDesignSettings | None] = Field(description="by name; null switches one off")

    @model_validator(mode="after")
    def _a_batch_is_no_larger_than_the_samples(self) -> Self:
        for name, design in self.designs.items():
            if design is not None and min(design.n_samples) < self.training.batch_size:
                raise ValueError(
                    f"designs.{name}.n_samples must be at least training.batch_size = {self.training.batch_size}, "
                    f"but it has {min(design.n_samples)}"
                )
        return self
