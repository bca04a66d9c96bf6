"""Settings of the Ising model: which configurations are drawn and how, and what is measured on them."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.cards import card_names
from rgcore.errors import InputError
from rgcore.ising.own_configurations.settings import ConfigurationFiles
from rgcore.settings import DecimalText, Distinct, OneOf, Settings, Several

__all__ = ["AUTOMATIC", "FiniteSizeScalingSettings", "IsingSettings", "McrgSettings", "SamplingSettings"]

AUTOMATIC = "automatic"
FROZEN_BELOW = Decimal(
    "0.3"
)  # a spin turns against four equal neighbours with probability exp(-8 / T) = 3e-12


def _positive(text: str) -> str:
    if Decimal(text) <= 0:
        raise ValueError(f"must be positive, but it is {text!r}")
    return text


def _not_frozen(text: str) -> str:
    if Decimal(text) < FROZEN_BELOW:
        raise ValueError(
            f"must be at least {FROZEN_BELOW} J/k_B, but it is {text!r}: colder than that no spin turns while the "
            "autocorrelation time is measured"
        )
    return text


def _near_critical(temperatures: tuple[str, ...]) -> tuple[str, ...]:
    if not any(Decimal("1.7") <= Decimal(text) <= Decimal("2.85") for text in temperatures):
        raise ValueError(
            "must hold one within 25 % of the critical temperature 2.269185, from 1.7 to 2.85, because that is what "
            f"these configurations measure, but it is {list(temperatures)}"
        )
    return temperatures


def _different(temperatures: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[Decimal, str] = {}
    for text in temperatures:
        if (same := seen.setdefault(Decimal(text), text)) is not text:
            raise ValueError(f"must differ, but {same!r} and {text!r} are the same number")
    return temperatures


Side = Annotated[int, Field(ge=2, le=1024)]
Temperature = Annotated[DecimalText, AfterValidator(_positive), AfterValidator(_not_frozen)]
Temperatures = Annotated[Several[Temperature], AfterValidator(_different)]


class SamplingSettings(Settings):
    """How configurations are drawn at one side and temperature."""

    n_samples: int = Field(
        ge=100,
        le=100_000_000,
        description="configurations per temperature, those of training and the held-out ones together",
    )
    algorithm: Annotated[str, OneOf(lambda: (AUTOMATIC, *card_names("rgcore.ising.samplers")))] = Field(
        description="how configurations are drawn; automatic takes for each side and temperature what is expected to "
        "be fastest"
    )
    effective_fraction: float = Field(
        gt=0,
        le=0.999,
        description="wanted effective sample size divided by the number of configurations; sets their spacing",
    )
    burn_in_multiple: float = Field(
        ge=5,
        le=10_000,
        description="updates of each chain before its first configuration, in integrated autocorrelation times",
    )
    max_pilot_updates: int = Field(
        ge=1000,
        le=1_000_000_000,
        description="updates of each chain that may be spent on measuring the autocorrelation time",
    )


class IsingSettings(SamplingSettings):
    """The configurations that networks are trained on."""

    side: Side = Field(description="lattice spacings per side of the periodic square lattice")
    temperatures: Temperatures = Field(description="temperatures in units of J/k_B")
    configurations: ConfigurationFiles | None = Field(
        description="files of configurations to read in place of drawing them, for any side and temperature of the "
        "config; null draws all"
    )


class FiniteSizeScalingSettings(Settings):
    """Sides and temperatures at which the critical point and its exponents are measured."""

    sides: Annotated[Distinct[Side], Field(min_length=3)] = Field(
        description="lattice spacings per side; successive ones are compared where their Binder ratios cross"
    )
    temperatures: Annotated[Temperatures, AfterValidator(_near_critical)] = Field(
        description="temperatures near the critical one, one within 25 % of it, in units of J/k_B, at which "
        "every side is sampled"
    )


class McrgSettings(Settings):
    """Monte Carlo renormalization: exponents from blocked configurations."""

    side: int = Field(
        ge=16, le=1024, description="lattice spacings per side of the configurations that are blocked"
    )
    temperature: Temperature = Field(
        description="a decimal number in quotes, in units of J/k_B; the exact exponents hold at the critical one"
    )
    n_blockings: int = Field(ge=1, le=7, description="times the side is halved")

    @model_validator(mode="after")
    def _can_be_blocked(self) -> Self:
        from rgcore.ising.mcrg.majority_rule import blocked_sides  # noqa: PLC0415 - loads numpy

        try:
            blocked_sides(self.side, self.n_blockings)
        except InputError as mistake:
            raise ValueError(str(mistake).removeprefix("mcrg.")) from None
        return self
