"""Settings of restricted and deep Boltzmann machines, and of how they are trained."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rgcore.arguments.scalars import real_number, whole_number
from rgcore.cards import card_names
from rgcore.rbm.sampling_settings import AnnealingSettings, GenerationSettings
from rgcore.settings import OneOf, Settings, Several

__all__ = [
    "MOST_ENUMERATED_UNITS",
    "AscentSettings",
    "JointTrainingSettings",
    "LayerTrainingSettings",
    "NetworkSettings",
    "RealUnits",
    "TrainingSettings",
    "Units",
]

Units = Annotated[str, OneOf(lambda: card_names("rgcore.rbm.units"))]
RealUnits = Annotated[str, OneOf(lambda: card_names("rgcore.rbm.units.real_valued"))]
Rate = Annotated[float, Field(gt=0, le=10)]
MOST_ENUMERATED_UNITS = 20
"""Units of the smaller layer of an RBM, up to which its states are summed one by one."""

Steps = Annotated[int, Field(ge=1, le=10_000)]


class AscentSettings(Settings):
    """What the training of one layer and that of all layers together have in common.

    Settings of spin units that train the same network as those of binary units, v01 = (1 + v)/2, because a weight of
    0/1 units is 4 times, and its gradient a quarter of, that of -1/+1 units:

    =====================  ================
    setting                spin over binary
    =====================  ================
    ``learning_rate``      1/16
    ``l1``, if "inside"    4
    ``l1``, if "outside"   1/4
    ``l2``                 16
    ``weight_scale``       1/4
    =====================  ================

    "inside" and "outside" are values of ``l1_placement``.
    """

    n_epochs: int = Field(ge=1, le=1_000_000, description="passes over the training set")
    batch_size: int = Field(
        ge=1,
        le=1_000_000,
        description="samples per update of the weights; those that fill no batch are left out of an epoch",
    )
    learning_rate: Rate = Field(
        description="step along the gradient of the mean log-likelihood, in the first epoch"
    )
    momentum: float = Field(ge=0, lt=1, description="share of the last step that is kept")
    l1: float = Field(ge=0, le=1, description="strength of the pull of each weight towards zero")
    gibbs_steps: Steps = Field(description="updates of all layers of the model's chains per batch")
    fields: Literal["free", "zero"] = Field(
        description="zero keeps the symmetry of the Ising model: no field on any unit"
    )


class LayerTrainingSettings(AscentSettings):
    """Settings of contrastive divergence; one set for all layers of a stack."""

    final_learning_rate: Rate | None = Field(
        description="learning rate of the last epoch; null for a constant one (persistent chains need one that falls)"
    )
    schedule: Literal["linear", "exponential", "repeated"] = Field(
        description="how the learning rate goes from the first epoch's to the last's; repeated: exponentially, in the "
        "first quarter of the epochs, again in the second, and again in the second half"
    )
    l1_placement: Literal["inside", "outside"] = Field(
        description="whether the pull of l1 is multiplied by the learning rate"
    )
    l2: float = Field(ge=0, le=1, description="strength of the pull in proportion to each weight")
    algorithm: Literal["contrastive_divergence", "persistent_contrastive_divergence", "enumeration"] = Field(
        description="whether the chains of the network start at the samples or go on (Tieleman, ICML 2008), "
        f"or its averages are exact sums over all states (at most {MOST_ENUMERATED_UNITS} hidden units)"
    )
    gradient: Literal["plain", "centered"] = Field(
        description="whether units are centred by their running means (Melchior et al., JMLR 17, 99 (2016))"
    )
    layer_inputs: Literal["means", "samples"] = Field(
        description="what the next layer of the stack is trained on: means of hidden units, or states drawn from them"
    )
    weight_scale: Rate = Field(description="standard deviation of the first weights")

    def rate(self, epoch: int) -> float:
        """Return the learning rate of an epoch, counted from 0; InputError if there is no such epoch."""
        epoch = whole_number("epoch", epoch, least=0, most=self.n_epochs - 1)
        last = self.learning_rate if self.final_learning_rate is None else self.final_learning_rate
        begin, end = self._fall(epoch)
        share = (epoch - begin) / max(end - begin - 1, 1)
        if self.schedule == "linear":
            return self.learning_rate + share * (last - self.learning_rate)
        return self.learning_rate * (last / self.learning_rate) ** share

    def _fall(self, epoch: int) -> tuple[int, int]:
        """Return the first epoch of the fall of the learning rate that an epoch is in, and the first one after it."""
        if self.schedule != "repeated":
            return 0, self.n_epochs
        ends = (self.n_epochs // 4, self.n_epochs // 2, self.n_epochs)
        end = next(each for each in ends if epoch < each)
        return max((each for each in ends if each <= epoch), default=0), end

    @property
    def is_centered(self) -> bool:
        """Whether the gradient is centred by offsets, without which fields would not stay zero."""
        return self.gradient == "centered" or self.fields == "zero"

    def penalties(self, rate: float) -> tuple[float, float]:
        """Return what L1 takes from the modulus of a weight, and L2's share of it, per update at a learning rate.

        InputError unless the rate is positive and finite.
        """
        rate = real_number("rate", rate, above=0)
        return self.l1 * (rate if self.l1_placement == "inside" else 1.0), rate * self.l2


class TrainingSettings(LayerTrainingSettings):
    """Settings of contrastive divergence, and the units of the network (factors between unit types: AscentSettings)."""

    units: Units = Field(description="0/1 units as in the published recipe, or -1/+1 units")
    visible_units: RealUnits | None = Field(
        default=None, description="type of real-valued visible units; null for those of units"
    )


class JointTrainingSettings(AscentSettings):
    """Settings of the training of all layers together, as a deep Boltzmann machine.

    The learning rate must fall, or the chains, which follow the network with a delay, keep it from settling.
    """

    final_learning_rate: Rate = Field(
        description="learning rate of the last epoch, at most the first, linear between them"
    )
    n_chains: int = Field(ge=1, le=1_000_000, description="persistent chains of the model phase")
    n_mean_field_steps: Steps = Field(description="mean-field updates of all layers per batch, at most")
    mean_field_tolerance: float = Field(ge=0, le=1, description="change of a mean at which they stop")
    upper_scale: float = Field(
        gt=0,
        le=1,
        description="factor on the upper layers of the stack at the start; 0 would be a stationary point",
    )

    @model_validator(mode="after")
    def _rate_falls(self) -> Self:
        if self.final_learning_rate > self.learning_rate:
            raise ValueError(
                f"final_learning_rate must be at most learning_rate = {self.learning_rate}, "
                f"but it is {self.final_learning_rate}"
            )
        return self

    def rate(self, epoch: int) -> float:
        """Return the learning rate of an epoch, counted from 0; InputError if there is no such epoch."""
        epoch = whole_number("epoch", epoch, least=0, most=self.n_epochs - 1)
        share = epoch / max(self.n_epochs - 1, 1)
        return self.learning_rate + share * (self.final_learning_rate - self.learning_rate)

    @property
    def is_centered(self) -> bool:
        """Whether the gradient is centred by offsets: always."""
        return True

    def penalties(self, rate: float) -> tuple[float, float]:
        """Return what L1 takes from the modulus of a weight, and L2's share of it, per update at a learning rate.

        InputError unless the rate is positive and finite.
        """
        rate = real_number("rate", rate, above=0)
        return rate * self.l1, 0.0


class NetworkSettings(Settings):
    """The deep networks: how large they are, how they are trained, sampled and judged."""

    units: Units = Field(description="0/1 units as in the published recipe, or -1/+1 units")
    layers: Annotated[Several[Annotated[int, Field(ge=1, le=1_000_000)]], Field(min_length=2)] = Field(
        description="units per layer, visible layer first"
    )
    n_replicas: int = Field(ge=1, le=1000, description="independent training runs per temperature")
    n_held_out: int = Field(ge=10, le=10_000_000, description="configurations kept out of training")
    n_reconstructions: int = Field(
        ge=1, le=10_000, description="held-out configurations whose reconstruction is stored"
    )
    training: LayerTrainingSettings
    joint_training: JointTrainingSettings
    generation: GenerationSettings
    annealing: AnnealingSettings

    @model_validator(mode="after")
    def _layers_fall(self) -> Self:
        for below, above in pairwise(self.layers):
            if above >= below:
                raise ValueError(f"layers must fall from each layer to the next, but {above} follows {below}")
        return self

    @model_validator(mode="after")
    def _enumerated_layers_are_small(self) -> Self:
        if self.training.algorithm == "enumeration" and self.layers[1] > MOST_ENUMERATED_UNITS:
            raise ValueError(
                f"layers must have at most {MOST_ENUMERATED_UNITS} hidden units for dbn.training.algorithm = "
                f"enumeration, but they have {self.layers[1]}: write contrastive_divergence"
            )
        return self

    @model_validator(mode="after")
    def _held_out_suffice(self) -> Self:
        if self.n_reconstructions > self.n_held_out:
            raise ValueError(
                f"n_reconstructions must be at most dbn.n_held_out = {self.n_held_out}, "
                f"but it is {self.n_reconstructions}"
            )
        return self
