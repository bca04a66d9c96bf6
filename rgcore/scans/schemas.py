"""Tables of the scans."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["BIN_WIDTH_SCAN", "N_DEPENDENCE", "OF_ONE_SET", "WINDOW_SCAN"]

_DATASET = Column("dataset", "string", "1", "name of the data set")
_EXPONENTS = (
    "exponent variance, silence, eigenvalue, dynamic or relaxation; alpha of the spectrum; kurtosis_median"
)
_N_KEPT = Column("n_kept", "int64", "1", "modes kept, for the kurtosis; 0 for what needs no cutoff")
_KEPT_FRACTION = Column(
    "kept_fraction", "float64", "1", "n_kept over the number of variables; NaN without a cutoff"
)
_NOTE = Column("note", "string", "1", "why there is no value; empty if there is one")
_BESIDE = "change is above, below or within 2 standard errors of 0; empty without a change"

BIN_WIDTH_SCAN = Schema(
    name="bin_width_scan",
    version=1,
    keys=("dataset", "arrangement", "n_bins", "measure", "n_kept"),
    columns=(
        _DATASET,
        Column(
            "arrangement",
            "string",
            "1",
            "merged: successive bins are summed; stacked: they are the variables of one vector",
        ),
        Column("n_bins", "int64", "1", "bins of the data that are merged or stacked"),
        Column(
            "asked_for", "string", "1", "bins, or intervals, that were asked for: these are rounded to n_bins"
        ),
        Column(
            "mean_interval",
            "float64",
            "bins",
            "mean interspike interval of a cell: bins times cells over the number of spikes; NaN: no counts",
        ),
        Column("n_samples", "int64", "1", "samples that are left"),
        Column("n_variables", "int64", "1", "variables that vary"),
        Column("measure", "string", "1", _EXPONENTS),
        _N_KEPT,
        _KEPT_FRACTION,
        *quantity_and_error(
            "value",
            "1",
            "exponent, or median over the variables of <phi^4>/<phi^2>^2; NaN: see note",
            "standard error, jackknife over time",
        ),
        Column("change", "float64", "1", "value minus that of the bins of the data"),
        Column(
            "change_err", "float64", "1", "standard error, jackknife over time with the same blocks in both"
        ),
        Column("beside_original", "string", "1", _BESIDE),
        *quantity_and_error(
            "shuffled",
            "1",
            "the same of variables made independent by shifts in time, mean over the draws; alpha: NaN",
            "standard deviation over the draws",
        ),
        _NOTE,
    ),
)

N_DEPENDENCE = Schema(
    name="n_dependence",
    version=1,
    keys=("dataset", "n_variables", "measure", "n_kept"),
    columns=(
        _DATASET,
        Column("n_variables", "int64", "1", "N, variables of a subset"),
        Column("n_subsets", "int64", "1", "random subsets of this size; 1 for all variables"),
        Column(
            "measure",
            "string",
            "1",
            f"{_EXPONENTS}; jensen_shannon: distance in bits^(1/2), of the distribution at N/16 modes, from all "
            "variables; collapse_deviation, collapse_score: of ln kurtosis_median from that of all variables, root "
            "mean square over the fractions kept, and in standard errors",
        ),
        _N_KEPT,
        _KEPT_FRACTION,
        *quantity_and_error(
            "value",
            "1",
            "mean over the subsets; NaN: see note",
            "standard error of the mean: jackknife over time, and scatter of the subsets over root n_subsets",
        ),
        Column("subset_std", "float64", "1", "standard deviation over the subsets; NaN of all variables"),
        *quantity_and_error(
            "change",
            "1",
            "value minus that of all variables",
            "standard error, jackknife with the same blocks in both, and subsets",
        ),
        Column("beside_all", "string", "1", _BESIDE),
        _NOTE,
    ),
)

WINDOW_SCAN = Schema(
    name="window_scan",
    version=1,
    keys=("dataset", "scaling", "start"),
    columns=(
        _DATASET,
        Column(
            "scaling", "string", "1", "covariance, or correlation (variables in units of their deviation)"
        ),
        Column("start", "int64", "samples", "number of the first sample of the window, from 0"),
        Column("end", "int64", "samples", "number of the first sample after it"),
        Column("first_date", "string", "1", "date of its first sample; empty of data without dates"),
        Column("last_date", "string", "1", "date of its last sample"),
        Column("n_variables", "int64", "1", "N, variables that vary in the window"),
        Column("n_kept", "int64", "1", "modes kept: N/16, at least 1"),
        *quantity_and_error(
            "kurtosis",
            "1",
            "of all projected variables together, each in units of its deviation: mean over them of <phi^4>/<phi^2>^2",
            "standard error, jackknife over time",
        ),
        Column("kurtosis_median", "float64", "1", "median over the variables, as in pca_flow"),
        Column("kurtosis_median_err", "float64", "1", "standard error, jackknife over time"),
        *quantity_and_error(
            "jensen_shannon",
            "bits^(1/2)",
            "Jensen-Shannon distance of their distribution from the Gaussian of unit variance",
            "standard error, jackknife over time",
        ),
        Column(
            "jensen_shannon_gaussian",
            "float64",
            "bits^(1/2)",
            "mean over draws of a Gaussian process with the covariances of the kept modes at every lag: the bias",
        ),
        Column("jensen_shannon_gaussian_high", "float64", "bits^(1/2)", "largest of these draws"),
        Column("n_draws", "int64", "1", "Gaussian draws"),
        Column("largest_share", "float64", "1", "variance of the largest mode over that of all modes"),
        Column("largest_share_err", "float64", "1", "standard error, jackknife over time, modes found anew"),
        Column(
            "correlation_time", "float64", "samples", "longest integrated autocorrelation time in the window"
        ),
        Column("n_blocks", "int64", "1", "blocks of time of the jackknife"),
    ),
)

OF_ONE_SET = {  # by name of the file, which is the name of the table
    schema.name: schema for schema in (BIN_WIDTH_SCAN, N_DEPENDENCE, WINDOW_SCAN)
}
