"""Tables of the principal-component renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["PCA_COUPLING", "PCA_FLOW", "PCA_GAUSSIAN"]

_DATASET = Column("dataset", "string", "1", "name of the data set")
_SCALING = Column(
    "scaling", "string", "1", "covariance, or correlation (variables in units of their deviation)"
)

PCA_FLOW = Schema(
    name="pca_flow",
    version=2,
    keys=("dataset", "source", "scaling", "dropped_top", "n_kept"),
    columns=(
        _DATASET,
        Column("source", "string", "1", "data, or the null shuffled, gaussian or elliptical"),
        _SCALING,
        Column(
            "dropped_top", "float64", "1", "largest modes removed as asked: fraction if < 1, number from 1 on"
        ),
        Column("n_kept", "int64", "1", "number of modes kept, those of largest variance"),
        Column("kept_fraction", "float64", "1", "n_kept over the number of modes left after dropped_top"),
        Column("kurtosis_q25", "float64", "1", "lower quartile over the variables of <phi^4>/<phi^2>^2"),
        Column("kurtosis_median", "float64", "1", "median over the variables; 3 for a Gaussian"),
        Column("kurtosis_q75", "float64", "1", "upper quartile over the variables"),
        Column("kurtosis_median_err", "float64", "1", "standard error of the median, jackknife over time"),
        Column("n_blocks", "int64", "1", "blocks of time of the jackknife"),
        Column("correlation_time", "float64", "samples", "longest integrated autocorrelation time found"),
    ),
)

PCA_COUPLING = Schema(
    name="pca_coupling",
    version=1,
    keys=("dataset", "scaling", "n_kept"),
    columns=(
        _DATASET,
        _SCALING,
        Column("n_kept", "int64", "1", "number of modes kept, those of largest variance"),
        Column("kept_fraction", "float64", "1", "n_kept over the number of variables"),
        Column("cutoff", "float64", "1/variable^2", "Lambda, 1/variance of the last mode kept"),
        Column(
            "alpha", "float64", "1", "modes with 1/variance < lambda ~ lambda^alpha, just below the cutoff"
        ),
        Column("alpha_err", "float64", "1", "standard error of alpha, jackknife over time"),
        Column("alpha_noise", "float64", "1", "alpha of white noise of the same N and T (Marchenko-Pastur)"),
        Column("alpha_first_rank", "int64", "1", "first rank of the fit of alpha, which ends at n_kept"),
        Column("g", "float64", "1", "g rho(Lambda)/Lambda of phi K phi + g sum phi^4, median over variables"),
        Column("g_err", "float64", "1", "standard error of g, jackknife over time"),
        Column("g_fixed_point", "float64", "1", "(2 - alpha)/9, the fixed point to leading order"),
        Column("perturbative", "bool", "1", "6 |g| < 1: the coupling of the flow is small"),
    ),
)

PCA_GAUSSIAN = Schema(
    name="pca_gaussian",
    version=1,
    keys=("kind", "index"),
    columns=(
        Column("kind", "string", "1", "sample or component"),
        Column("index", "int64", "1", "number of the sample, or 0 and 1 for the longer and the shorter axis"),
        Column("x", "float64", "1", "position, or first entry of the unit eigenvector"),
        Column("y", "float64", "1", "position, or second entry of the unit eigenvector"),
        Column("variance", "float64", "1", "variance of the component (samples: NaN)"),
        Column("variance_err", "float64", "1", "standard error of the variance (samples: NaN)"),
        Column("variance_exact", "float64", "1", "eigenvalue of the law's covariance (samples: NaN)"),
    ),
)
