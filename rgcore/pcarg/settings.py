"""Settings of the principal-component RG."""

from typing import Annotated

from pydantic import AfterValidator, Field, Strict

from rgcore.cards import card_names
from rgcore.settings import CountOrFraction, Cutoffs, Distinct, OneOf, Settings

__all__ = ["CloudSettings", "NullChoice", "PcargSettings"]

Nulls = Distinct[Annotated[str, OneOf(lambda: card_names("rgcore.pcarg.nulls"))]]
Row = Annotated[tuple[float, float], Strict(False)]


def _positive_definite(covariance: tuple[Row, Row]) -> tuple[Row, Row]:
    (a, b), (c, d) = covariance
    if b != c or not (a > 0 and a * d > b * c):
        raise ValueError(
            f"must be symmetric and positive definite, but it is {[list(row) for row in covariance]}"
        )
    return covariance


class CovariateSettings(Settings):
    """A covariate that was recorded with a data set: one value per sample."""

    path: str = Field(min_length=1, description="table or array with one value per sample")
    column: str | None = Field(
        default=None,
        min_length=1,
        description="column of the table, or array of the file; may be left out where there is one only",
    )
    n_bins: int = Field(
        default=20,
        ge=2,
        le=10_000,
        description="bins of equal numbers of samples; of few distinct values one each",
    )


class NullChoice(Settings):
    """Which nulls each data set is compared with, and what these need to be given."""

    of_returns: Nulls = Field(description="nulls of data sets whose samples are returns, such as prices")
    of_others: Nulls = Field(description="nulls of data sets of all other kinds")
    of_dataset: dict[str, Nulls] = Field(
        description="nulls of single data sets by name, instead of those of their kind"
    )
    trial_length: dict[str, Annotated[int, Field(ge=1, le=10**9)]] = Field(
        description="samples of a trial, by name of the data set: its samples are trials of equal length one after the "
        "other (null trial_shuffled); trials that are read with the key or the axis repeat need no entry"
    )
    covariate: dict[str, CovariateSettings] = Field(
        description="covariate, such as position or stimulus, by name of the data set (null given_covariate)"
    )


class CloudSettings(Settings):
    """The two-dimensional example of principal components."""

    covariance: Annotated[tuple[Row, Row], Strict(False), AfterValidator(_positive_definite)] = Field(
        description="covariance matrix of the two-dimensional example"
    )
    n_samples: int = Field(ge=10, le=1_000_000, description="points of the cloud")


class PcargSettings(Settings):
    """Principal components as a momentum shell."""

    kept_fractions: Cutoffs = Field(
        description="modes that are kept, each a cutoff; a float is a fraction (1.0 all), an integer a number (1 one)"
    )
    dropped_top: Distinct[Annotated[float, CountOrFraction(least=0)]] = Field(
        description="modes, largest variance first, that are removed before the flow; a float is a fraction, an "
        "integer a number"
    )
    flow_exponents: Distinct[Annotated[float, Field(ge=0.1, le=4)]] = Field(
        description="exponents alpha of the density of modes for which the flow of the coupling is followed"
    )
    n_null_draws: int = Field(
        ge=2,
        le=10_000,
        description="draws of each null; no corrected p-value is below the number of nulls / (n_null_draws + 1)",
    )
    nulls: NullChoice
    gaussian_cloud: CloudSettings
