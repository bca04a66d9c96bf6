"""Tables of the draws of nulls, and of the tests of data against them."""

from rgcore.cards import card_names
from rgcore.pcarg.columns import (
    CORRELATION_TIME,
    DATASET,
    DROPPED_TOP,
    KEPT_FRACTION,
    N_KEPT,
    QUARTILES,
    SCALING,
)
from rgcore.tables.schema import Column, Schema

__all__ = ["PCA_EXCLUSION", "PCA_NULLS", "PCA_POWER"]

_NULL = Column("source", "string", "1", f"the null: {', '.join(card_names('rgcore.pcarg.nulls'))}")
_FITTED = (
    Column(
        "degrees_of_freedom", "float64", "1", "fitted nu of a Student t, of several the median (else NaN)"
    ),
    Column("degrees_of_freedom_err", "float64", "1", "standard error of nu (NaN: not estimated)"),
    Column("n_factors", "int64", "1", "fitted common factors (else 0)"),
    Column("clipped_pairs", "int64", "1", "pairs whose covariance no null of this kind has (else 0)"),
    Column(
        "pair_residual",
        "float64",
        "1",
        "root mean square over pairs of the covariance of the null minus that of the data, over the latter (else NaN)",
    ),
    Column(
        "residual_time",
        "float64",
        "sample",
        "autocorrelation time of what the drive of a shared-drive null leaves of the data (other nulls: NaN)",
    ),
    Column(
        "null_residual_time", "float64", "sample", "the same of the draw (pca_exclusion: mean over the draws)"
    ),
)

PCA_NULLS = Schema(
    name="pca_nulls",
    version=1,
    keys=("dataset", "source", "draw", "scaling", "dropped_top", "n_kept"),
    columns=(
        DATASET,
        _NULL,
        Column("draw", "int64", "1", "number of the draw, from 1"),
        SCALING,
        DROPPED_TOP,
        N_KEPT,
        KEPT_FRACTION,
        *QUARTILES,
        CORRELATION_TIME,
        *_FITTED,
    ),
)

PCA_EXCLUSION = Schema(
    name="pca_exclusion",
    version=1,
    keys=("dataset", "source", "scaling", "dropped_top"),
    columns=(
        DATASET,
        _NULL,
        SCALING,
        DROPPED_TOP,
        Column(
            "deviation",
            "float64",
            "1",
            "largest (log median - mean of draws) / their deviation, over cutoffs; descriptive: no probability",
        ),
        Column("n_kept", "int64", "1", "number of modes kept where the deviation is largest"),
        Column("kept_fraction", "float64", "1", "fraction of modes kept where the deviation is largest"),
        Column("source_label", "string", "1", "the null, as in legends"),
        Column("source_sentence", "string", "1", "what data of this null are like"),
        Column("p_value", "float64", "1", "rank among the draws, corrected for the cutoffs"),
        Column("p_corrected", "float64", "1", "corrected for the other flows and nulls of the data set too"),
        Column("p_smallest", "float64", "1", "least that p_corrected can be with so many draws"),
        Column("level", "float64", "1", "chance of excluding any true null of a data set, at most"),
        Column("excluded", "bool", "1", "p_corrected <= level, of a null with both reproduces_ columns true"),
        Column("draws_needed", "int64", "1", "draws of each null with which one can be excluded, at least"),
        Column(
            "reproduces_kurtosis",
            "bool",
            "1",
            "draws with all modes kept bracket the kurtosis that the null is fitted to, if it is",
        ),
        Column(
            "reproduces_autocorrelation",
            "bool",
            "1",
            "residual_time at most the largest of the draws, or 1.25 times their mean; otherwise p is too small",
        ),
        Column(
            "null_residual_time_high",
            "float64",
            "sample",
            "largest null_residual_time of the draws (else NaN)",
        ),
        Column("n_draws", "int64", "1", "draws of the null"),
        *_FITTED,
    ),
)

PCA_POWER = Schema(
    name="pca_power",
    version=1,
    keys=("dataset", "source", "alternative", "scaling", "dropped_top"),
    columns=(
        DATASET,
        _NULL,
        Column("source_label", "string", "1", "the null, as in legends"),
        Column("alternative", "string", "1", "the null whose draws are taken as data"),
        Column("alternative_label", "string", "1", "the alternative, as in legends"),
        SCALING,
        DROPPED_TOP,
        Column("power", "float64", "1", "share of draws of the alternative that would exclude the null"),
        Column("power_low", "float64", "1", "lower end of the 95 % interval of the power"),
        Column("power_high", "float64", "1", "upper end of the 95 % interval of the power"),
        Column("n_sets", "int64", "1", "draws of the alternative that are taken as data"),
        Column("level", "float64", "1", "as in pca_exclusion"),
    ),
)
