"""Settings of the running dimension and of the power of tests for a signal."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.settings import CountOrFraction, Distinct, Settings, Several

__all__ = ["DetectionCase", "DetectionSettings", "PowerSettings", "SignalSettings"]


Fraction = Annotated[float, Field(gt=0, lt=1)]
Fractions = Distinct[Fraction]


class DetectionCase(Settings):
    """Noise, and how many samples there are of it."""

    noise: Literal["gaussian", "student", "volatility", "autocorrelated"] = Field(
        description="distribution of the noise"
    )
    n_samples: int = Field(ge=10, le=100_000, description="samples of each data set drawn")


class SignalSettings(Settings):
    """A signal: how many directions of the variables it has, and how strong each is."""

    name: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$", max_length=30, examples=["cells"], description="name in the tables"
    )
    n_directions: Annotated[float, CountOrFraction(least=1)] = Field(
        description="directions: an integer is a number, a float a fraction of the variables"
    )
    profile: Literal["equal", "falling"] = Field(
        description="all of one strength, or falling linearly from the strongest to 0"
    )

    def number(self, n_variables: int) -> int:
        """Return the number of directions, at least 1."""
        return (
            self.n_directions
            if isinstance(self.n_directions, int)
            else max(1, round(self.n_directions * n_variables))
        )


def _named_once(signals: tuple[SignalSettings, ...]) -> tuple[SignalSettings, ...]:
    names = [signal.name for signal in signals]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"must have different names, but {min(twice)} comes twice")
    return signals


class PowerSettings(Settings):
    """Synthetic data sets by which the power of tests for a signal is measured."""

    n_variables: int = Field(ge=10, le=2000, description="variables of each data set drawn")
    cases: Distinct[DetectionCase] = Field(description="noise and number of samples")
    signals: Annotated[Several[SignalSettings], AfterValidator(_named_once)] = Field(description="signals")
    relative_strengths: Distinct[Annotated[float, Field(gt=0, le=100)]] = Field(
        description="excess variance along the strongest direction, in units of the threshold sqrt(N/T) times the "
        "variance of the noise"
    )
    kept_fractions: Fractions = Field(
        description="fractions of the modes below the scales over which dimensions are averaged"
    )
    level: float = Field(gt=0, le=0.5, description="rate of false alarms for which the thresholds are set")
    n_null_draws: int = Field(
        ge=20,
        le=1_000_000,
        description="draws of noise that set thresholds, and number of others that test them",
    )
    n_draws: int = Field(ge=10, le=1_000_000, description="data sets drawn with each signal")

    @model_validator(mode="after")
    def _no_more_directions_than_variables(self) -> Self:
        most = max(signal.number(self.n_variables) for signal in self.signals)
        if most > self.n_variables:
            raise ValueError(
                f"signals must have at most n_variables = {self.n_variables} directions, but one has {most}"
            )
        return self


class DetectionSettings(Settings):
    """The running canonical dimension of spectra, and tests for a signal."""

    bandwidth: float = Field(
        ge=0.01,
        le=5,
        description="standard deviation of the kernel that smooths the number of modes, in ln k^2",
    )
    kept_fractions: Fractions = Field(
        description="fractions of the modes of a data set below the scales at which the dimensions are taken"
    )
    power: PowerSettings
