"""Settings of coarse-graining in real space."""

from pydantic import Field

from rgcore.settings import Settings

__all__ = ["CoarseGrainingSettings", "ReferenceSettings"]


class ReferenceSettings(Settings):
    """Generated cells of the published model, put through the same analysis."""

    n_variables: int = Field(ge=8, le=2500, description="cells that are kept of twice as many")
    n_samples: int = Field(ge=100, le=5_000_000, description="time steps; published 10000")
    n_realizations: int = Field(
        ge=2,
        le=100,
        description="independent sets, with couplings of their own, for the scatter of the exponents",
    )


class CoarseGrainingSettings(Settings):
    """What the coarse-grained data sets are compared with."""

    n_null_draws: int = Field(
        ge=2,
        le=1000,
        description="sets of independent variables drawn from each data set by shifts in time, for the null's band",
    )
    n_realizations: int = Field(
        ge=1,
        le=100,
        description="independent sets of every generated data set, its own included, for the scatter of the exponents; "
        "1 leaves the scatter out",
    )
    reference: ReferenceSettings | None = Field(
        description="generated cells of the published model, a set of its own named reference_cells; null leaves it out"
    )
