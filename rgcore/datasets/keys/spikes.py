"""How spike times are found, in which unit they are, and how they are counted."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, Strict, model_validator

from rgcore.settings import Settings

__all__ = ["SpikeKeys", "SpikeTimeKeys"]


def _as_tuple(labels: str | tuple[str, ...]) -> tuple[str, ...]:
    labels = (labels,) if isinstance(labels, str) else labels
    if not labels or not all(labels) or len(set(labels)) < len(labels):
        raise ValueError(f"must be a name, or a list of different names, but it is {list(labels)}")
    return labels


Labels = Annotated[str | Annotated[tuple[str, ...], Strict(False)], AfterValidator(_as_tuple)]
"""One name or several, as a tuple."""


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
    labels: Labels | None = Field(
        default=None,
        description="name of the array, or of the column of a table, that holds the cell of every spike; several, such "
        "as [probe, unit_id], where one alone names cells of several probes alike",
    )
    repeat: str | None = Field(
        default=None,
        min_length=1,
        description="name of the array, or of the column of a table, that holds the trial of every spike, where times "
        "count from the start of each trial; or of a table of trials in an .nwb file, such as trials; trials follow "
        "one another",
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
