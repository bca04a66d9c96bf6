"""Settings of the bench of models."""

from typing import Annotated

from pydantic import Field

from rgcore.model_bench.models.cards import model_names
from rgcore.settings import Distinct, OneOf, Settings

__all__ = ["BenchSettings", "RealizationSettings"]


class RealizationSettings(Settings):
    """Size of a realization of a model, and of its analysis."""

    n_variables: int = Field(ge=16, le=1000, description="cells of each model")
    n_samples: int = Field(ge=200, le=1_000_000, description="time bins of each analysis, fine or coarse")
    coarse_bin: int = Field(
        ge=2,
        le=100,
        description="time steps of a coarse bin, whose activity is summed; a fine bin is one step",
    )
    n_null_draws: int = Field(
        ge=3, le=999, description="draws of each null per analysis; verdicts on nulls need 19 at least"
    )


class BenchSettings(RealizationSettings):
    """Models whose answer is known, put through the analysis of data sets."""

    models: Distinct[Annotated[str, OneOf(model_names)]] | None = Field(
        description="names of the models; null for all. A question of which all have the same answer has no area"
    )
    n_replicas: int = Field(ge=2, le=1000, description="independent realizations of each model")
    n_resamples: int = Field(
        ge=100,
        le=100_000,
        description="resamples of models and replicas for intervals, and relabelings for p-values",
    )
