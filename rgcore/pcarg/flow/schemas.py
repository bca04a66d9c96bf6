"""Table of the kurtosis of a data set, and of its nulls, as modes are removed."""

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
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["PCA_FLOW"]

_NULLS = ", ".join(card_names("rgcore.pcarg.nulls"))

PCA_FLOW = Schema(
    name="pca_flow",
    version=4,
    keys=("dataset", "source", "scaling", "dropped_top", "n_kept"),
    columns=(
        DATASET,
        Column("source", "string", "1", f"data, or the null: {_NULLS}"),
        SCALING,
        DROPPED_TOP,
        N_KEPT,
        KEPT_FRACTION,
        *QUARTILES,
        Column(
            "kurtosis_median_err",
            "float64",
            "1",
            "standard error of the median, jackknife over time; nulls: scatter of the draws",
        ),
        Column(
            "kurtosis_beside_gaussian",
            "string",
            "1",
            "median above, below or within 2 standard errors of 3; empty without a standard error",
        ),
        Column("null_low", "float64", "1", "nulls: smallest median of the draws"),
        Column(
            "null_high", "float64", "1", "nulls: largest; one more draw is outside with p = 2/(n_draws + 1)"
        ),
        Column(
            "n_draws", "int64", "1", "draws of the null; quartiles and median are geometric means over them"
        ),
        Column("n_blocks", "int64", "1", "blocks of time of the jackknife, 0 for nulls"),
        Column(
            "few_blocks",
            "bool",
            "1",
            "data: n_blocks < 20, so that standard errors are uncertain by 16 % or more",
        ),
        Column(
            "n_influential",
            "int64",
            "sample",
            "data: samples that contribute most to the fourth moments, 0.5 % of all, at least one; 0 for nulls",
        ),
        Column(
            "influential_share",
            "float64",
            "1",
            "data: their part of the fourth central moment of a variable, mean over the variables",
        ),
        *quantity_and_error(
            "kurtosis_without",
            "1",
            "data: median over the variables with these samples left out and the modes found anew",
            "standard error of it, jackknife over time",
        ),
        CORRELATION_TIME,
    ),
)
