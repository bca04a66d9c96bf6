"""Tables of the quartic coupling of data, of its recursion and of the fixed points."""

from rgcore.pcarg.columns import DATASET, SCALING
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["PCA_COUPLING", "PCA_FIXED_POINTS", "PCA_RECURSION", "PCA_RELEVANCE"]

_ALPHA = Column("alpha", "float64", "1", "exponent of the number of modes, n ~ lambda^alpha; d/2 for a field")

PCA_COUPLING = Schema(
    name="pca_coupling",
    version=1,
    keys=("dataset", "scaling", "n_kept"),
    columns=(
        DATASET,
        SCALING,
        Column("n_kept", "int64", "1", "number of modes kept, those of largest variance"),
        Column("kept_fraction", "float64", "1", "n_kept over the number of variables"),
        Column("cutoff", "float64", "1/variable^2", "Lambda, 1/variance of the last mode kept"),
        *quantity_and_error(
            "alpha",
            "1",
            "modes with 1/variance < lambda ~ lambda^alpha, just below the cutoff (NaN: has_exponent is false)",
            "standard error of alpha, jackknife over time",
        ),
        Column("alpha_noise", "float64", "1", "alpha of white noise of the same N and T (Marchenko-Pastur)"),
        Column("alpha_first_rank", "int64", "1", "first rank of the fit of alpha, which ends at n_kept"),
        *quantity_and_error(
            "u",
            "1/variable^4",
            "weight exp(-(u/4!) sum phi^4), to first order; phi -> -phi symmetry assumed; median over variables",
            "standard error of u, jackknife over time",
        ),
        Column("u_q25", "float64", "1/variable^4", "lower quartile over the variables of u"),
        Column("u_q75", "float64", "1/variable^4", "upper quartile over the variables of u"),
        Column("u_single_err", "float64", "1/variable^4", "median standard error of the u of one variable"),
        Column("g", "float64", "1", "(u/6) rho(Lambda)/Lambda: of phi K phi + g sum phi^4, all loops in it"),
        Column("g_err", "float64", "1", "standard error of g, jackknife over time"),
        Column("g_predicted", "float64", "1", "g by the recursion from the u of the largest cutoff"),
        Column("g_predicted_err", "float64", "1", "standard error of g_predicted, jackknife over time"),
        *quantity_and_error(
            "g_running",
            "1",
            "g at the cutoff: loops of kept modes removed; NaN if they are not small",
            "standard error of g_running, jackknife over time",
        ),
        *quantity_and_error(
            "g_running_predicted",
            "1",
            "g_running of the largest cutoff taken down by the recursion",
            "standard error of g_running_predicted, jackknife",
        ),
        Column(
            "recursion_deviation",
            "float64",
            "1",
            "(u - u of the largest cutoff) / its standard error",
        ),
        Column(
            "g_fixed_point",
            "float64",
            "1",
            "(2 - alpha)/9, the fixed point to leading order (NaN: has_exponent is false)",
        ),
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
            "criteria that fail: skewness, size, sign (u < 0), spread, second order; or none",
        ),
        Column(
            "perturbative",
            "bool",
            "1",
            "no skewness, 6|g| < 1 within 2 standard errors, second order < half the first, one u for all",
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
            "alpha_resolved, from 8 ranks or more, n_kept in the range of ranks that is a power law",
        ),
        Column(
            "agrees_with_fixed_point",
            "bool",
            "1",
            "has_exponent, and g within 2 standard errors of g_fixed_point; means something if perturbative",
        ),
        Column("agrees_with_recursion", "bool", "1", "recursion_deviation is below 2 in size"),
    ),
)

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

PCA_RELEVANCE = Schema(
    name="pca_relevance",
    version=1,
    keys=("power", "alpha"),
    columns=(
        Column("power", "int64", "1", "p of the coupling of phi^p"),
        _ALPHA,
        Column("growth", "float64", "1", "p/2 - (p/2 - 1) alpha, growth of the coupling per unit of l"),
        Column("relevant", "bool", "1", "growth > 0"),
        Column("faster_than_quartic", "bool", "1", "growth above that of phi^4 at this alpha"),
        Column("alpha_marginal", "float64", "1", "p/(p - 2), from which on the coupling is not relevant"),
    ),
)
