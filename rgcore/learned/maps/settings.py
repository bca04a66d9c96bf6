"""Settings of the learned maps: on which lattices they are trained and tested, and under which conditions."""

from typing import Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from rgcore.cards import card_names
from rgcore.errors import InputError
from rgcore.ising.settings import Temperature, Temperatures
from rgcore.learned.block_study.settings import Source
from rgcore.rbm.settings import LayerTrainingSettings
from rgcore.settings import Distinct, OneOf, Settings

__all__ = ["LearnedMapsSettings", "Untrained"]

Untrained = Annotated[str, OneOf(lambda: card_names("rgcore.learned.maps.untrained"))]


SMALLEST_COARSE_SIDE = 8  # as of rgcore.ising.mcrg.majority_rule


_OF_A_CONDITION = ("l1", "fields")
MapTrainingSettings = create_model(
    "MapTrainingSettings",
    __base__=Settings,
    __doc__="How maps are trained, beside what their conditions state.",
    **{
        name: (field.annotation, field)
        for name, field in LayerTrainingSettings.model_fields.items()
        if name not in _OF_A_CONDITION
    },
)


class MapConditionsSettings(Settings):
    """A map is trained for every combination of the lists, in every replica; the first one is the reference."""

    sharing: Distinct[Literal["translations", "none"]] = Field(
        description="whether all hidden units have one filter, moved by two sites; with free filters a map works on "
        "its training side alone, for one step"
    )
    sources: Distinct[Source] = Field(description="what the maps are trained on")
    temperatures: Temperatures = Field(description="of the configurations trained on, in J/k_B, in quotes")
    l1: Distinct[Annotated[float, Field(ge=0, le=1)]] = Field(
        description="strength of the pull of each weight towards zero"
    )
    units: Distinct[Literal["spin", "binary"]] = Field(description="-1/+1 or 0/1 units")


class LearnedMapsSettings(Settings):
    """Learned maps in place of the majority rule, and their exponents."""

    side: int = Field(
        ge=16, le=1024, description="lattice spacings per side of the configurations that are blocked"
    )
    temperature: Temperature = Field(
        description="of these configurations, in J/k_B, in quotes: the critical one"
    )
    n_samples: int = Field(
        ge=100, le=10_000_000, description="configurations that are blocked, in every replica"
    )
    n_blockings: int = Field(ge=1, le=7, description="times the side is halved, with the same filter")
    n_replicas: int = Field(
        ge=2, le=1000, description="training runs of each condition, each with configurations of its own"
    )
    training_side: int = Field(
        ge=8, le=128, description="lattice spacings per side of the configurations trained on"
    )
    n_training_samples: int = Field(
        ge=100, le=10_000_000, description="configurations that a filter is trained on"
    )
    window: int = Field(
        ge=2, le=128, description="lattice spacings per side to which a trained filter is cut; even"
    )
    training: MapTrainingSettings
    conditions: MapConditionsSettings
    untrained: Distinct[Untrained] = Field(description="maps that are not learned, as controls")

    @model_validator(mode="after")
    def _lattices_fit(self) -> Self:
        from rgcore.ising.mcrg.majority_rule import blocked_sides  # noqa: PLC0415 - loads numpy

        try:
            smallest = 2 * blocked_sides(self.side, self.n_blockings)[-1]
        except InputError as mistake:
            raise ValueError(str(mistake).replace("mcrg.", "")) from None
        if self.training_side % 2 or self.window % 2 or self.window > min(self.training_side, smallest):
            raise ValueError(
                f"training_side and window must be even, and window at most training_side = {self.training_side} and "
                f"the smallest side that is blocked, {smallest}, but window is {self.window}"
            )
        return self

    @model_validator(mode="after")
    def _free_filters_can_be_tested(self) -> Self:
        least, sharing = 2 * SMALLEST_COARSE_SIDE, self.conditions.sharing
        if sharing[0] != "translations":
            raise ValueError(f"conditions.sharing must begin with translations, but it is {list(sharing)}")
        if "none" in sharing and not least <= self.training_side < self.side:
            raise ValueError(
                f"training_side must be from {least} to below side = {self.side} where conditions.sharing has none, "
                f"but it is {self.training_side}"
            )
        return self

    @model_validator(mode="after")
    def _fill_a_minibatch(self) -> Self:
        if self.n_training_samples < self.training.batch_size:
            raise ValueError(
                f"n_training_samples must be at least training.batch_size = {self.training.batch_size}, "
                f"but it is {self.n_training_samples}"
            )
        return self
