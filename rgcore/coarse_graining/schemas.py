"""Tables of coarse-graining in real space."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = [
    "COARSE_GRAINING",
    "COARSE_GRAINING_CLUSTERS",
    "COARSE_GRAINING_EXPONENTS",
    "COARSE_GRAINING_LOCAL",
    "COARSE_GRAINING_SPECTRUM",
    "OF_ONE_SET",
]

_DATASET = Column("dataset", "string", "1", "name of the data set")
_SOURCE = Column(
    "source",
    "string",
    "1",
    "data, or shuffled: independent variables, mean over draws, error their standard deviation",
)
_CLUSTER_SIZE = Column("cluster_size", "int64", "1", "K, variables that are summed in a cluster")

COARSE_GRAINING = Schema(
    name="coarse_graining",
    version=1,
    keys=("dataset", "source", "cluster_size"),
    columns=(
        _DATASET,
        _SOURCE,
        _CLUSTER_SIZE,
        Column("n_clusters", "int64", "1", "clusters of this size"),
        Column(
            "variance", "float64", "variable^2", "variance (1/T) of the summed activity, mean over clusters"
        ),
        Column(
            "variance_err", "float64", "variable^2", "standard error, jackknife over time with fixed clusters"
        ),
        Column(
            "silence_probability", "float64", "1", "P(all variables of a cluster are zero); NaN: no meaning"
        ),
        Column("silence_probability_err", "float64", "1", "standard error, jackknife over time"),
        Column("free_energy", "float64", "1", "-ln silence_probability; NaN if never silent"),
        Column("free_energy_err", "float64", "1", "standard error, jackknife over time"),
        *quantity_and_error(
            "correlation_time",
            "samples",
            "-1/ln of the autocorrelation at one step; NaN: unresolved",
            "standard error, jackknife over time",
        ),
        *quantity_and_error(
            "relaxation_time",
            "samples",
            "tau of C(lag) = (1 - white_noise_share) exp(-lag/tau), fitted at lags 1, 2, 4, 8; NaN: unresolved",
            "standard error, jackknife over time",
        ),
        Column("white_noise_share", "float64", "1", "of the variance, from the same fit"),
        Column("white_noise_share_err", "float64", "1", "standard error, jackknife over time"),
        Column("kurtosis", "float64", "1", "<z^4>/<z^2>^2, geometric mean over clusters; 3 for a Gaussian"),
        Column("kurtosis_err", "float64", "1", "standard error, jackknife over time"),
        Column(
            "kurtosis_limit",
            "float64",
            "1",
            "kurtosis of infinitely many cells of the generator, in closed form; NaN where none is known",
        ),
        Column(
            "kurtosis_beside_gaussian",
            "string",
            "1",
            "above, below or within 2 standard errors of 3; or empty",
        ),
    ),
)

COARSE_GRAINING_SPECTRUM = Schema(
    name="coarse_graining_spectrum",
    version=1,
    keys=("dataset", "source", "cluster_size", "rank"),
    columns=(
        _DATASET,
        _SOURCE,
        _CLUSTER_SIZE,
        Column("rank", "int64", "1", "place of the eigenvalue, 1 for the largest"),
        Column("rank_fraction", "float64", "1", "rank / cluster_size"),
        *quantity_and_error(
            "eigenvalue",
            "variable^2",
            "of the covariance (1/T) in a cluster, mean over clusters",
            "standard error, jackknife over time with fixed clusters",
        ),
    ),
)

COARSE_GRAINING_EXPONENTS = Schema(
    name="coarse_graining_exponents",
    version=1,
    keys=("dataset", "source", "exponent"),
    columns=(
        _DATASET,
        _SOURCE,
        Column("exponent", "string", "1", "variance, silence, eigenvalue, dynamic or relaxation"),
        Column(
            "value", "float64", "1", "least-squares slope of the logarithms over the range; NaN: see note"
        ),
        Column("value_err", "float64", "1", "standard error, jackknife over time with fixed clusters"),
        Column("n_realizations", "int64", "1", "independent sets of the generator; 1 for recorded data"),
        Column(
            "realization_err",
            "float64",
            "1",
            "standard deviation of value over these sets; NaN of a single one, and if a set has no value",
        ),
        Column("independent_value", "float64", "1", "exact, of independent variables that are all alike"),
        Column(
            "published_low", "float64", "1", "least of three mice, Meshulam et al., arXiv:1812.11904 (table)"
        ),
        Column("published_high", "float64", "1", "largest of the three"),
        Column("fit_low", "float64", "1", "least cluster size of the fit; eigenvalue: least rank / K"),
        Column("fit_high", "float64", "1", "largest cluster size of the fit; eigenvalue: largest rank / K"),
        Column(
            "slope_change", "float64", "1", "local exponent at fit_high minus that at fit_low, of a parabola"
        ),
        Column("slope_change_err", "float64", "1", "standard error, jackknife over time with fixed clusters"),
        Column(
            "power_law",
            "bool",
            "1",
            "slope_change within 3 standard errors of zero: a power law is not excluded",
        ),
        Column(
            "beside_shuffled",
            "string",
            "1",
            "data: above, below or not resolved from shuffled, 3 standard errors; or empty",
        ),
        Column("resolved_from", "float64", "1", "standard errors from which on both of these differ from 0"),
        Column("note", "string", "1", "why there is no value; empty if there is one"),
    ),
)

COARSE_GRAINING_LOCAL = Schema(
    name="coarse_graining_local",
    version=1,
    keys=("dataset", "source", "exponent", "low"),
    columns=(
        _DATASET,
        _SOURCE,
        Column("exponent", "string", "1", "variance, silence, eigenvalue, dynamic or relaxation"),
        Column("low", "float64", "1", "cluster size; eigenvalue: rank / K of the largest clusters"),
        Column("high", "float64", "1", "twice that"),
        Column("value", "float64", "1", "slope of the logarithms between low and high; NaN: not defined"),
        Column("value_err", "float64", "1", "standard error, jackknife over time with fixed clusters"),
        Column("in_fit", "bool", "1", "low and high are in the range of the fitted exponent"),
    ),
)

COARSE_GRAINING_CLUSTERS = Schema(
    name="coarse_graining_clusters",
    version=1,
    keys=("dataset", "cluster_size", "variable"),
    columns=(
        _DATASET,
        _CLUSTER_SIZE,
        Column("variable", "int64", "1", "number of the variable, its column in the samples, from 0"),
        Column(
            "cluster", "int64", "1", "number of its cluster, most correlated first; -1 if it is left over"
        ),
    ),
)

OF_ONE_SET = {  # by field of CoarseGraining, which is the name of the file, too
    "levels": COARSE_GRAINING,
    "spectrum": COARSE_GRAINING_SPECTRUM,
    "exponents": COARSE_GRAINING_EXPONENTS,
    "local": COARSE_GRAINING_LOCAL,
    "clusters": COARSE_GRAINING_CLUSTERS,
}
