"""Settings of the RBM flow: what networks are trained on, which networks, and what is done with them."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from rgcore.ising.settings import Temperatures
from rgcore.rbm.sampling_settings import AnnealingSettings, GenerationSettings
from rgcore.rbm.settings import LayerTrainingSettings, Units
from rgcore.settings import Distinct, Settings, Several

__all__ = ["FlowDesignSettings", "FlowRunSettings", "RbmFlowSettings"]


class FlowDesignSettings(Settings):
    """A design: one training run for every combination of its lists and every replica."""

    training_sets: Distinct[str] = Field(description="names of training sets")
    n_hidden: Distinct[Annotated[int, Field(ge=1, le=100_000)]] = Field(description="hidden units")
    fields: Distinct[Literal["free", "zero"]] = Field(description="as of dbn.training")
    n_epochs: int = Field(ge=8, le=1_000_000, description="passes over the training set")
    n_replicas: int = Field(
        ge=2, le=1000, description="training runs of each combination, each with configurations of its own"
    )


FlowTrainingSettings = create_model(
    "FlowTrainingSettings",
    __base__=Settings,
    __doc__="Settings of training that all networks share.",
    **{
        name: (field.annotation, field)
        for name, field in LayerTrainingSettings.model_fields.items()
        if name not in ("n_epochs", "fields")
    },
)


class FlowRunSettings(Settings):
    """What every network is given, how it is trained, and what is measured on it."""

    units: Units = Field(description="0/1 or -1/+1 units")
    n_samples: int = Field(
        ge=100,
        le=10_000_000,
        description="configurations that a network is trained on, evenly from the temperatures of its training set",
    )
    n_held_out: int = Field(ge=20, le=10_000_000, description="further ones, for the likelihood")
    training: FlowTrainingSettings = Field(description="of every network, beside what its design states")
    start_temperatures: Temperatures = Field(
        description="of the configurations that are passed up and down, in J/k_B, in quotes"
    )
    n_configurations: int = Field(ge=20, le=1_000_000, description="of each start, independent ones")
    steps: Annotated[Several[Annotated[int, Field(ge=0, le=1_000_000)]], Field(min_length=2)] = Field(
        description="passes up and down after which configurations are measured, ascending"
    )
    passing: Distinct[Literal["samples", "means"]] = Field(
        description="whether hidden units are drawn or pass on their means; visible ones are drawn"
    )
    generation: GenerationSettings = Field(description="of the networks' own configurations")
    annealing: AnnealingSettings = Field(description="of the partition function, for the likelihood")

    @model_validator(mode="after")
    def _steps_ascend(self) -> Self:
        if any(after <= before for before, after in pairwise(self.steps)):
            raise ValueError(f"steps must ascend, but they are {list(self.steps)}")
        return self


class RbmFlowSettings(FlowRunSettings):
    """Networks with one hidden layer, the flow of configurations passed up and down, and their own thermodynamics."""

    side: int = Field(ge=4, le=64, description="lattice spacings per side; from 11 on there is no exact |m|")
    training_sets: dict[str, Temperatures | None] = Field(
        description="temperatures by name of the set, in J/k_B, in quotes; null takes one away"
    )
    designs: dict[str, FlowDesignSettings | None] = Field(description="by name; null switches one off")
    bond_networks: Temperatures = Field(
        description="temperatures, in J/k_B, in quotes, of networks with one hidden unit per bond, which are exactly "
        "Ising models"
    )

    @model_validator(mode="after")
    def _sets_exist(self) -> Self:
        there = [name for name, temperatures in self.training_sets.items() if temperatures is not None]
        for name, design in self.designs.items():
            missing = [] if design is None else [each for each in design.training_sets if each not in there]
            if missing:
                raise ValueError(
                    f"designs.{name}.training_sets must name sets of rbm_flow.training_sets ({', '.join(there)}), "
                    f"but {missing[0]!r} is none"
                )
        return self

    @model_validator(mode="after")
    def _every_temperature_has_samples(self) -> Self:
        for name, temperatures in self.training_sets.items():
            n = len(temperatures or ())
            if min(self.n_samples, self.n_held_out) < 2 * n:
                raise ValueError(
                    f"n_samples and n_held_out must be at least {2 * n}, two of each temperature of the set {name!r}, "
                    f"but they are {self.n_samples} and {self.n_held_out}"
                )
        return self
