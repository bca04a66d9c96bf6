"""The block ``jobs`` of the config: which points of a fan-out share a job."""

import json
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from rgcore.settings import Settings

__all__ = ["JobSettings"]


def _number_in(value: object) -> object:
    """Return the number that a text holds, for what --config of Snakemake hands over is text."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _auto_or_count(value: object, check: ValidatorFunctionWrapHandler) -> object:
    try:
        return check(_number_in(value))
    except ValidationError:
        raise ValueError(f"must be auto or an integer of at least 1, but it is {value!r}") from None


class JobSettings(Settings):
    """Which points of a fan-out, such as temperatures and replicas, share a job. Results do not depend on it."""

    points_per_job: Annotated[
        Literal["auto"] | Annotated[int, Field(ge=1, le=1_000_000)], WrapValidator(_auto_or_count)
    ] = Field(
        description="how many; auto puts points together until a job is expected to take about the seconds below"
    )
    target_seconds: Annotated[float, BeforeValidator(_number_in)] = Field(
        gt=0,
        le=1_000_000,
        description="seconds on one core that a job on this computer is to take, where points_per_job is auto",
    )
    target_seconds_on_cluster: Annotated[float, BeforeValidator(_number_in)] = Field(
        gt=0,
        le=1_000_000,
        description="the same of a job on a cluster, which costs more beside its work",
    )
