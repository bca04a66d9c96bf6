"""Settings of the scans: which data sets are analysed again, and how."""

from typing import Annotated

from pydantic import Field, Strict

from rgcore.scans.price_levels.settings import PriceLevelSettings
from rgcore.settings import CountOrFraction, Distinct, Settings

__all__ = [
    "BinWidthSettings",
    "DatasetScans",
    "ScanSettings",
    "SubsetSettings",
    "WindowSettings",
]

Bins = Annotated[int, Field(ge=1, le=1_000_000)]
Several = Annotated[int, Field(ge=2, le=1000)]
Multiple = Annotated[float, Field(ge=1e-6, le=1e6)]
Fraction = Annotated[float, Field(gt=0, le=1)]
Share = Annotated[float, Field(gt=0, lt=1)]
Perhaps = Annotated[tuple[Multiple, ...], Strict(False)]
PerhapsBins = Annotated[tuple[Several, ...], Strict(False)]


class BinWidthSettings(Settings):
    """Bins of one data set."""

    factors: Distinct[Bins] = Field((1, 2, 4, 8, 16), description="successive bins that are summed")
    interval_multiples: Perhaps = Field(
        (0.1, 0.5),
        description="widths in units of the mean interspike interval of a cell, rounded to whole bins; [] of data that "
        "are no counts",
    )
    stacked: PerhapsBins = Field(
        (2,), description="successive bins that are made one vector, such as 8: N variables become 8 N"
    )

    n_null_draws: int = Field(
        2,
        ge=2,
        le=1000,
        description="sets of independent variables, drawn by shifts in time, that are rebinned and analysed as well",
    )


class SubsetSettings(Settings):
    """Random subsets of the variables of one data set."""

    fractions: Distinct[Share] = Field(
        (0.5, 0.25, 0.125), description="of the variables, at least four; all of them are analysed as well"
    )
    n_subsets: int = Field(4, ge=2, le=1000, description="random subsets of each size")


class WindowSettings(Settings):
    """Windows in time of one data set."""

    length: Annotated[float, CountOrFraction(least=1)] = Field(
        0.1,
        description="of a window; an integer is a number of samples, a float a fraction of them, but at least 50",
    )
    step: Annotated[float, CountOrFraction(least=1)] = Field(
        1.0,
        description="from one window to the next; an integer is a number of samples, a float a fraction of the length",
    )


class SharedSettings(Settings):
    """What the scans of all data sets have in common."""

    kept_fractions: Distinct[Fraction] = Field(
        description="fractions of the modes that are kept, for the kurtosis at each bin width and number of variables"
    )
    n_gaussian_draws: int = Field(
        ge=2,
        le=1000,
        description="Gaussian sets with which the distance of each window from a Gaussian is compared",
    )


class ScanSettings(SharedSettings):
    """Data sets that are analysed again and again, each by name; null switches one off."""

    bin_widths: dict[str, BinWidthSettings | None] = Field(description="bins merged or stacked, by data set")
    n_dependence: dict[str, SubsetSettings | None] = Field(description="subsets of variables, by data set")
    windows: dict[str, WindowSettings | None] = Field(description="windows in time, by data set")
    price_levels: dict[str, PriceLevelSettings | None] = Field(
        description="prices as returns and as levels, by data set: of kind prices or stock_like"
    )


class DatasetScans(SharedSettings):
    """The scans of one data set; None is none."""

    bin_widths: BinWidthSettings | None
    n_dependence: SubsetSettings | None
    windows: WindowSettings | None
