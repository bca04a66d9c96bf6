"""Tables of the principal-component renormalization group."""

from rgcore.cards import card_names
from rgcore.tables.schema import Column, Schema

__all__ = [
    "PCA_COUPLING",
    "PCA_EXCLUSION",
    "PCA_FIXED_POINTS",
    "PCA_FLOW",
    "PCA_GAUSSIAN",
    "PCA_NULLS",
    "PCA_RECURSION",
]

_DATASET = Column("dataset", "string", "1", "name of the data set")
_SCALING = Column(
    "scaling", "string", "1", "covariance, or correlation (variables in units of their deviation)"
)

_NULLS = ", ".join(card_names("rgcore.pcarg.nulls"))
_NULL = Column("source", "string", "1", f"the null: {_NULLS}")
_DROPPED = Column(
    "dropped_top", "float64", "1", "largest modes removed as asked: fraction if < 1, number from 1 on"
)
_N_KEPT = Column("n_kept", "int64", "1", "number of modes kept, those of largest variance")
_KEPT_FRACTION = Column(
    "kept_fraction", "float64", "1", "n_kept over the number of modes left after dropped_top"
)
_QUARTILES = (
    Column("kurtosis_q25", "float64", "1", "lower quartile over the variables of <phi^4>/<phi^2>^2"),
    Column("kurtosis_median", "float64", "1", "median over the variables; 3 for a Gaussian"),
    Column("kurtosis_q75", "float64", "1", "upper quartile over the variables"),
)
_CORRELATION_TIME = Column(
    "correlation_time", "float64", "samples", "longest integrated autocorrelation time found"
)
_FITTED = (
    Column(
        "degrees_of_freedom",
        "float64",
        "1",
        "fitted nu: elliptical, median innovation of factor_garch (else NaN)",
    ),
    Column("degrees_of_freedom_err", "float64", "1", "standard error of nu of elliptical (else NaN)"),
    Column("n_factors", "int64", "1", "common factors of factor_garch (else 0)"),
)

PCA_FLOW = Schema(
    name="pca_flow",
    version=3,
    keys=("dataset", "source", "scaling", "dropped_top", "n_kept"),
    columns=(
        _DATASET,
        Column("source", "string", "1", f"data, or the null: {_NULLS}"),
        _SCALING,
        _DROPPED,
        _N_KEPT,
        _KEPT_FRACTION,
        *_QUARTILES,
        Column(
            "kurtosis_median_err",
            "float64",
            "1",
            "standard error of the median, jackknife over time; nulls: scatter of the draws",
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
        _CORRELATION_TIME,
    ),
)

PCA_NULLS = Schema(
    name="pca_nulls",
    version=1,
    keys=("dataset", "source", "draw", "scaling", "dropped_top", "n_kept"),
    columns=(
        _DATASET,
        _NULL,
        Column("draw", "int64", "1", "number of the draw, from 1"),
        _SCALING,
        _DROPPED,
        _N_KEPT,
        _KEPT_FRACTION,
        *_QUARTILES,
        _CORRELATION_TIME,
        *_FITTED,
    ),
)

PCA_EXCLUSION = Schema(
    name="pca_exclusion",
    version=1,
    keys=("dataset", "source", "scaling", "dropped_top"),
    columns=(
        _DATASET,
        _NULL,
        _SCALING,
        _DROPPED,
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
        Column("excluded", "bool", "1", "p_corrected <= level"),
        Column("draws_needed", "int64", "1", "draws of each null with which one can be excluded, at least"),
        Column(
            "reproduces_kurtosis",
            "bool",
            "1",
            "draws with all modes kept bracket the kurtosis that the null is fitted to, if it is",
        ),
        Column("n_draws", "int64", "1", "draws of the null"),
        *_FITTED,
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
        Column(
            "u",
            "float64",
            "1/variable^4",
            "weight exp(-(u/4!) sum phi^4), to first order; phi -> -phi symmetry assumed; median over variables",
        ),
        Column("u_err", "float64", "1/variable^4", "standard error of u, jackknife over time"),
        Column("u_q25", "float64", "1/variable^4", "lower quartile over the variables of u"),
        Column("u_q75", "float64", "1/variable^4", "upper quartile over the variables of u"),
        Column("u_single_err", "float64", "1/variable^4", "median standard error of the u of one variable"),
        Column("g", "float64", "1", "(u/6) rho(Lambda)/Lambda: of phi K phi + g sum phi^4, all loops in it"),
        Column("g_err", "float64", "1", "standard error of g, jackknife over time"),
        Column("g_predicted", "float64", "1", "g by the recursion from the u of the largest cutoff"),
        Column("g_predicted_err", "float64", "1", "standard error of g_predicted, jackknife over time"),
        Column(
            "g_running",
            "float64",
            "1",
            "g at the cutoff: loops of kept modes removed; NaN if they are not small",
        ),
        Column("g_running_err", "float64", "1", "standard error of g_running, jackknife over time"),
        Column(
            "g_running_predicted",
            "float64",
            "1",
            "g_running of the largest cutoff taken down by the recursion",
        ),
        Column("g_running_predicted_err", "float64", "1", "standard error of g_running_predicted, jackknife"),
        Column(
            "recursion_deviation",
            "float64",
            "1",
            "(u - u of the largest cutoff) / its standard error",
        ),
        Column("g_fixed_point", "float64", "1", "(2 - alpha)/9, the fixed point to leading order"),
        Column(
            "second_order",
            "float64",
            "1",
            "size of the second order in u beside the first; median over variables",
        ),
        Column(
            "objections",
            "string",
            "1",
            "criteria that fail: size, sign (u < 0), spread, second order; or none",
        ),
        Column(
            "perturbative",
            "bool",
            "1",
            "6|g| < 1 within 2 standard errors, second order < half the first, one u for all; no cubic vertex",
        ),
        Column("failed_criteria", "string", "1", "those that perturbative asks for and that fail; or none"),
        Column("g_limit", "float64", "1", "size of g at which 6|g| = 1"),
        Column("alpha_marginal", "float64", "1", "alpha from which on the Gaussian fixed point is stable"),
        Column(
            "alpha_resolved", "bool", "1", "alpha differs from alpha_noise by more than 2 standard errors"
        ),
        Column(
            "has_exponent",
            "bool",
            "1",
            "alpha_resolved, and n_kept is in the range of ranks that is a power law (pca_spectrum_summary)",
        ),
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
        Column("variance_exact", "float64", "1", "eigenvalue of the exact covariance (samples: NaN)"),
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
