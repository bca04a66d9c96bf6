"""Table of prices taken as returns and as levels, beside random walks."""

from rgcore.pcarg.columns import DATASET, KEPT_FRACTION, N_KEPT, QUARTILES
from rgcore.scans.price_levels.names import TRANSFORM_NAMES, WALK_NAMES
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["PRICE_LEVELS"]

_RANGE = "nulls: {} of the draws; one more draw is outside of both ends with p = 2/(n_draws + 1)"

PRICE_LEVELS = Schema(
    name="price_levels",
    version=1,
    keys=("dataset", "transform", "source", "n_kept"),
    columns=(
        DATASET,
        Column("transform", "string", "1", f"how prices were taken: {', '.join(TRANSFORM_NAMES)}"),
        Column("source", "string", "1", f"data, or the null: {', '.join(WALK_NAMES)}"),
        N_KEPT,
        KEPT_FRACTION,
        *QUARTILES,
        Column(
            "kurtosis_median_err",
            "float64",
            "1",
            "standard error of the median: returns of data, jackknife over time; levels of data, scatter of histories "
            "resampled in stretches of 20 days; nulls, scatter of the draws",
        ),
        Column("kurtosis_mean", "float64", "1", "mean over the variables"),
        Column(
            "kurtosis_mean_err", "float64", "1", "data: scatter of resampled histories; nulls: of the draws"
        ),
        Column(
            "kurtosis_mean_expected",
            "float64",
            "1",
            "the same of many independent random walks without drift, in closed form",
        ),
        Column("null_low", "float64", "1", _RANGE.format("smallest median")),
        Column("null_high", "float64", "1", _RANGE.format("largest median")),
        Column(
            "data_beside_draws", "string", "1", "nulls: median of the data below, within or above the range"
        ),
        Column("largest_share", "float64", "1", "share of the variance in the largest mode"),
        Column(
            "largest_share_err", "float64", "1", "data: scatter of resampled histories; nulls: of the draws"
        ),
        Column(
            "largest_share_expected",
            "float64",
            "1",
            "the same of many independent random walks without drift, in closed form",
        ),
        Column("share_null_low", "float64", "1", _RANGE.format("smallest share")),
        Column("share_null_high", "float64", "1", _RANGE.format("largest share")),
        Column(
            "share_beside_draws", "string", "1", "nulls: share of the data below, within or above the range"
        ),
        *quantity_and_error(
            "effective_modes",
            "1",
            "(sum of eigenvalues)^2 / sum of squares; 5/2 for many independent random walks without drift",
            "data: scatter of resampled histories; nulls: of the draws",
        ),
        Column(
            "n_draws",
            "int64",
            "1",
            "draws of the null; numbers are means over them, geometric ones of the kurtosis",
        ),
    ),
)
