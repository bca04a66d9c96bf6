"""Columns of the table ``dataset_report``: what was found in a data set, variable by variable."""

from rgcore.tables.schema import Column, Schema

__all__ = ["DATASET_REPORT"]

DATASET_REPORT = Schema(
    name="dataset_report",
    version=5,
    keys=("dataset", "variable"),
    columns=(
        Column("dataset", "string", "1", "name of the data set in the config"),
        Column("variable", "string", "1", "name of the variable: column, file or ticker"),
        Column("kept", "bool", "1", "whether the variable is among the samples"),
        Column("reason", "string", "1", "why it is not; empty if it is"),
        Column("n_samples", "int64", "1", "samples kept, the same for all variables of a data set"),
        Column(
            "n_samples_dropped", "int64", "1", "samples left out, the same for all variables of a data set"
        ),
        Column("n_missing", "int64", "1", "missing entries in all samples"),
        Column(
            "n_clipped",
            "int64",
            "1",
            "bins of kept samples with more than one spike, taken as one under binary",
        ),
        Column("mean", "float64", "as in the data", "mean over the entries of kept samples that are present"),
        Column(
            "standard_deviation", "float64", "as in the data", "root mean square deviation from that mean"
        ),
        Column(
            "largest_deviation", "float64", "standard deviations", "largest absolute deviation from the mean"
        ),
        Column(
            "largest_share",
            "float64",
            "1",
            "part of that entry in the fourth moment about the mean; NaN unless it is beyond 15 standard deviations",
        ),
        Column(
            "split_ratio",
            "string",
            "1",
            "prices: ratio of a split of shares that such an entry is near, as 2-for-1; else empty",
        ),
        Column(
            "first_price",
            "float64",
            "as in the data",
            "of log returns from a file of prices: price at the beginning of the first sample kept; NaN of other data",
        ),
        Column(
            "trial_length",
            "int64",
            "sample",
            "samples of a trial, where trials of equal length follow one another and no sample is left out; else 0",
        ),
        Column(
            "reading",
            "string",
            "1",
            "how the files were read, and what in them is no variable; the same for all variables of a data set",
        ),
        Column("warning", "string", "1", "what deserves a closer look; no number was changed because of it"),
    ),
)
