"""How the samples follow one another in time, and which stretches of time they are from."""

from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    Strict,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from rgcore.datasets.keys.selection import Wanted
from rgcore.errors import InputError
from rgcore.settings import Settings

__all__ = ["During", "ObservationKeys", "SamplingKeys", "StretchKeys"]


def _one_of_these(given: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    try:
        during = handler(given)
    except (ValidationError, InputError):
        during = None
    if isinstance(during, dict) and len(during) != 1:
        during = None
    if isinstance(during, tuple) and any(start >= stop for start, stop in during):
        during = None
    if during is None:
        raise ValueError(
            "must be a table of intervals, such as trials or {trials: {condition: left}}, or a list of [start, stop] "
            f"in seconds, such as [[0, 600]], but it is {given!r}"
        )
    return during


Interval = Annotated[tuple[float, float], Strict(False)]
During = Annotated[
    str | dict[str, dict[str, Wanted]] | Annotated[tuple[Interval, ...], Strict(False), Field(min_length=1)],
    WrapValidator(_one_of_these),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "minProperties": 1, "maxProperties": 1},
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}},
                },
            ]
        }
    ),
]
"""A table of intervals, rows of it, or intervals in seconds."""


class SamplingKeys(Settings):
    """How the samples follow one another in time."""

    bin_width: float | None = Field(
        default=None,
        ge=1e-9,
        le=1e9,
        description="positive width of the time bins in seconds; spike_times need it, for binned spikes it is logged",
    )


class StretchKeys(Settings):
    """Which stretches of time are read."""

    during: During | None = Field(
        default=None,
        description="stretches of time that are read: a table of intervals of an .nwb file, such as trials, rows of "
        "it, such as {trials: {condition: left}}, or [start, stop] in seconds, such as [[0, 600], [1200, 1800]]; bins "
        "lie whole within one of them, samples of a series at its start or later and before its end",
    )


class ObservationKeys(Settings):
    """What observation intervals of units do."""

    obs_intervals: Literal["apply", "ignore"] = Field(
        default="apply",
        description="what the observation intervals of the units of an .nwb file do: bins lie whole within the "
        "intervals that all selected units share, or the intervals are ignored",
    )
