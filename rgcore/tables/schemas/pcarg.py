"""Tables of the principal-component renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = [
    "PCA_COUPLING",
    "PCA_FIXED_POINTS",
    "PCA_FLOW",
    "PCA_GAUSSIAN",
    "PCA_RECURSION",
    "PCA_SPECTRUM",
]

_DATASET = Column("dataset", "string", "1", "name of the data set")
_SCALING = Column(
    "scaling", "string", "1", "covariance, or correlation (variables in units of their deviation)"
)

PCA_SPECTRUM = Schema(
    name="pca_spectrum",
    version=1,
    keys=("dataset", "scaling", "rank"),
    columns=(
        _DATASET,
        _SCALING,
        Column("rank", "int64", "1", "place of the eigenvalue, 1 for the largest"),
        Column(
            "eigenvalue", "float64", "variable^2", "variance of the mode (1/T); correlation: dimensionless"
        ),
        Column("mp_edge", "float64", "variable^2", "Marchenko-Pastur edge (1 + sqrt(N/T))^2 x mean variance"),
        Column("above_edge", "bool", "1", "eigenvalue above mp_edge"),
        Column("n_variables", "int64", "1", "N, number of variables"),
        Column("n_samples", "int64", "1", "T, number of samples"),
    ),
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

_ALPHA = Column("alpha", "float64", "1", "exponent of the number of modes, n ~ lambda^alpha; d/2 for a field")

PCA_RECURSION = Schema(
    name="pca_recursion",
    version=1,
    keys=("alpha", "start", "flow_time"),
    columns=(
        _ALPHA,
        Column("start", "int64", "1", "number of the trajectory, critical lines first"),
        Column("flow_time", "float64", "1", "l = ln(Lambda_0 / Lambda) since its first point"),
        Column("r", "float64", "1", "mass r / Lambda"),
        Column("u", "float64", "1", "coupling u rho(Lambda) / Lambda, weight exp(-(u/4!) sum phi^4)"),
        Column("g", "float64", "1", "u / 6, the coupling of phi K phi + g sum phi^4"),
        Column("fate", "string", "1", "where it goes: critical, disordered, ordered or runaway"),
    ),
)

PCA_FIXED_POINTS = Schema(
    name="pca_fixed_points",
    version=1,
    keys=("alpha", "kind"),
    columns=(
        _ALPHA,
        Column("kind", "string", "1", "gaussian or wilson_fisher (at alpha = 2 they are one: gaussian)"),
        Column("r", "float64", "1", "mass r / Lambda, of the truncated flow without a further expansion"),
        Column("u", "float64", "1", "coupling u rho(Lambda) / Lambda, likewise"),
        Column("g", "float64", "1", "u / 6, the coupling of phi K phi + g sum phi^4"),
        Column(
            "g_leading", "float64", "1", "g to leading order in 2 - alpha: (2 - alpha)/9, or 0 if gaussian"
        ),
        Column("eigenvalue_larger", "float64", "1", "larger eigenvalue of the flow, per unit of l"),
        Column("eigenvalue_smaller", "float64", "1", "smaller eigenvalue of the flow, per unit of l"),
        Column("n_relevant", "int64", "1", "number of positive eigenvalues"),
        Column("stable", "bool", "1", "the mass is the only relevant direction"),
        Column("bounded", "bool", "1", "u >= 0: the weight can be normalized"),
    ),
)
