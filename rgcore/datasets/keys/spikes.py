"""How spike times are found, in which unit they are, and how they are counted."""

from typing import Literal, Self

from pydantic import Field, model_validator

from rgcore.settings import Settings

__all__ = ["SpikeKeys", "SpikeTimeKeys"]


class SpikeKeys(Settings):
    """What a bin of spikes holds."""

    value: Literal["counts", "binary"] = Field(
        default="counts", description="what a bin of spikes holds, their number or whether there was any"
    )


class SpikeTimeKeys(Settings):
    """How spike times are found, and in which unit they are."""

    times: str | None = Field(
        default=None,
        min_length=1,
        description="name of the array, or of the column of a table, that holds the times of all spikes of all cells; "
        "labels names the one that holds their cells",
    )
    labels: str | None = Field(
        default=None,
        min_length=1,
        description="name of the array, or of the column of a table, that holds the cell of every spike",
    )
    time_unit: Literal["s", "ms", "us", "samples"] | None = Field(
        default=None,
        description="unit of spike times; samples need the key sampling_rate, unless a folder holds it; null is what "
        "the file itself states, or s",
    )
    sampling_rate: float | None = Field(
        default=None, gt=0, le=1e9, description="samples per second, of spike times in samples"
    )

    @model_validator(mode="after")
    def _keys_go_together(self) -> Self:
        if (self.times is None) != (self.labels is None):
            given, other = ("labels", "times") if self.times is None else ("times", "labels")
            raise ValueError(
                f"{other} must be given where {given} is, but there is none: they name two arrays"
            )
        if self.sampling_rate is not None and self.time_unit in ("s", "ms", "us"):
            raise ValueError(
                f"sampling_rate has a meaning for time_unit: samples alone, but time_unit is {self.time_unit}: "
                "leave it out"
            )
        return self
