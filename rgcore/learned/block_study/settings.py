"""Settings of the study of block size: designs, each the product of its lists."""

from itertools import product
from math import isqrt
from typing import Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from rgcore.cards import card_names
from rgcore.ising.settings import Temperatures
from rgcore.rbm.sampling_settings import AnnealingSettings
from rgcore.rbm.settings import MOST_ENUMERATED_UNITS, LayerTrainingSettings, Units
from rgcore.settings import Distinct, OneOf, Settings

__all__ = ["BlockSizeStudySettings", "ConvergenceSettings", "DesignSettings", "Source"]

Source = Annotated[str, OneOf(lambda: card_names("rgcore.learned.block_study.sources"))]


OF_A_DESIGN = ("n_epochs", "l1", "fields", "algorithm")
_SHARED = {
    name: field for name, field in LayerTrainingSettings.model_fields.items() if name not in OF_A_DESIGN
}
StudyTrainingSettings = create_model(
    "StudyTrainingSettings",
    __base__=Settings,
    __doc__="Settings of training that all conditions share.",
    **{name: (field.annotation, field) for name, field in _SHARED.items()},
)
DesignTrainingSettings = create_model(
    "DesignTrainingSettings",
    __base__=Settings,
    __doc__="Settings of training that a design has for itself.",
    **{
        name: (field.annotation | None, Field(default=None, description=f"null: {field.description}"))
        for name, field in _SHARED.items()
    },
)


class ConvergenceSettings(Settings):
    """By how much a network may change between half and all of its epochs and still count as converged."""

    fwhm: float = Field(ge=0, le=1, description="of the median width, relative")
    localized_fraction: float = Field(ge=0, le=1, description="of the fraction of localized fields")
    pseudo_log_likelihood: float = Field(ge=0, le=1, description="per spin, in nats")


class DesignSettings(Settings):
    """A design: training runs for the combinations of its lists, each with several replicas."""

    sources: Distinct[Source] = Field(description="what the networks are trained on")
    sharing: Distinct[Literal["none", "translations"]] = Field(
        description="whether all hidden units have one filter, moved by the spacing of the units"
    )
    sides: Distinct[Annotated[int, Field(ge=4, le=256)]] = Field(description="lattice spacings per side")
    temperatures: Temperatures = Field(description="in J/k_B, in quotes")
    n_hidden: Distinct[Annotated[int, Field(ge=1, le=100_000)]] = Field(description="hidden units")
    l1: Distinct[Annotated[float, Field(ge=0, le=1)]] = Field(
        description="strength of the pull of each weight towards zero"
    )
    fields: Distinct[Literal["free", "zero"]] = Field(description="as of dbn.training")
    algorithms: Distinct[
        Literal["contrastive_divergence", "persistent_contrastive_divergence", "enumeration"]
    ] = Field(description="as algorithm of dbn.training")
    starts: Distinct[Literal["random", "narrow", "wide"]] = Field(
        default=("random",),
        description="random weights, or added to them a positive peak at the tile of each unit, of a standard "
        "deviation of half a lattice spacing (narrow) or of a sixth of the side (wide)",
    )
    fraction: int = Field(
        default=1,
        ge=1,
        le=100,
        description="each replica has one in so many of the combinations, the next one others, until all were had",
    )
    n_samples: int | None = Field(
        default=None, ge=100, le=10_000_000, description="null: that of block_size_study"
    )
    training: DesignTrainingSettings | None = Field(
        default=None, description="what this design has in place of block_size_study.training"
    )
    n_epochs: int = Field(ge=8, le=1_000_000, description="passes over the training set")
    n_replicas: int = Field(
        ge=2, le=1000, description="training runs of each combination, each with configurations of its own"
    )

    @model_validator(mode="after")
    def _filters_tile(self) -> Self:
        if "translations" in self.sharing:
            for side, units in product(self.sides, self.n_hidden):
                if isqrt(units) ** 2 != units or side % isqrt(units):
                    raise ValueError(
                        "n_hidden must be the square of a divisor of every side where sharing has translations, "
                        f"but {units} units do not tile a lattice of side {side}"
                    )
        return self

    @model_validator(mode="after")
    def _enumerated_layers_are_small(self) -> Self:
        if "enumeration" in self.algorithms and max(self.n_hidden) > MOST_ENUMERATED_UNITS:
            raise ValueError(
                f"n_hidden must be at most {MOST_ENUMERATED_UNITS} where algorithms has enumeration, "
                f"but it has {max(self.n_hidden)}"
            )
        return self


class BlockSizeStudySettings(Settings):
    """The study of block size."""

    units: Units = Field(description="0/1 or -1/+1 units")
    n_samples: int = Field(ge=100, le=10_000_000, description="configurations that a network is trained on")
    n_held_out: int = Field(ge=20, le=10_000_000, description="further ones for the likelihood")
    training: StudyTrainingSettings = Field(description="of every network, beside what its design states")
    annealing: AnnealingSettings = Field(
        description="of the likelihood where no layer is small enough to be enumerated"
    )
    convergence: ConvergenceSettings
    designs: dict[str, DesignSettings | None] = Field(description="by name; null switches one off")

    @model_validator(mode="after")
    def _enough_samples(self) -> Self:
        if self.n_held_out > self.n_samples:
            raise ValueError(
                f"n_held_out must be at most n_samples = {self.n_samples}, but it is {self.n_held_out}"
            )
        for name, design in self.designs.items():
            if design is not None and design.n_samples is not None and design.n_samples < self.n_held_out:
                raise ValueError(
                    f"designs.{name}.n_samples must be at least n_held_out = {self.n_held_out}, "
                    f"but it is {design.n_samples}"
                )
        return self
