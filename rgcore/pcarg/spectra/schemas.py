"""Tables of the spectrum of a data set and of what sampling noise makes of it."""

from rgcore.pcarg.columns import DATASET, DROPPED_TOP, KEPT_FRACTION, N_KEPT, SCALING
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["PCA_FLOW_CLEANED", "PCA_SPECTRUM", "PCA_SPECTRUM_SUMMARY"]

_N_VARIABLES = Column("n_variables", "int64", "1", "N, number of variables")
_N_SAMPLES = Column("n_samples", "int64", "1", "T, number of samples")
_N_BLOCKS = Column("n_blocks", "int64", "1", "blocks of time of jackknife and cross-validation")
_MP_VARIANCE = Column("mp_variance", "float64", "variable^2", "sigma^2 of the noise, fitted to the bulk")

PCA_SPECTRUM = Schema(
    name="pca_spectrum",
    version=2,
    keys=("dataset", "scaling", "rank"),
    columns=(
        DATASET,
        SCALING,
        Column("rank", "int64", "1", "place of the eigenvalue, 1 for the largest"),
        Column(
            "eigenvalue", "float64", "variable^2", "variance of the mode (1/T); correlation: dimensionless"
        ),
        Column("eigenvalue_err", "float64", "variable^2", "standard error, jackknife over blocks of time"),
        *quantity_and_error(
            "eigenvalue_cleaned",
            "variable^2",
            "cross-validated: variance in left-out blocks, same trace",
            "standard error over blocks of time, modes kept",
        ),
        Column("mp_edge", "float64", "variable^2", "upper Marchenko-Pastur edge of the noise of the bulk"),
        Column("above_edge", "bool", "1", "eigenvalue above mp_edge"),
        _MP_VARIANCE,
        Column(
            "mp_quantile",
            "float64",
            "variable^2",
            "typical eigenvalue of that noise at this rank (above_edge: NaN)",
        ),
        _N_VARIABLES,
        _N_SAMPLES,
    ),
)

PCA_SPECTRUM_SUMMARY = Schema(
    name="pca_spectrum_summary",
    version=1,
    keys=("dataset", "scaling"),
    columns=(
        DATASET,
        SCALING,
        _N_VARIABLES,
        _N_SAMPLES,
        Column(
            "effective_samples",
            "int64",
            "1",
            "number of independent samples of equally noisy covariances, at most T",
        ),
        _N_BLOCKS,
        _MP_VARIANCE,
        Column("mp_variance_err", "float64", "variable^2", "standard error, jackknife over blocks of time"),
        Column("mp_lower", "float64", "variable^2", "lower Marchenko-Pastur edge"),
        Column("mp_upper", "float64", "variable^2", "upper Marchenko-Pastur edge"),
        Column("mp_variables", "int64", "1", "N of the noise: modes not above the edge, or the lower half"),
        Column("mp_samples", "int64", "1", "T of the noise: effective_samples - 1 - modes outside"),
        Column(
            "mp_misfit",
            "float64",
            "1",
            "Kolmogorov-Smirnov distance of the bulk from noise; noise has 1/N to 3.5/N",
        ),
        Column("n_above_edge", "int64", "1", "modes above the upper edge"),
        Column(
            "n_above_edge_expected", "float64", "1", "of independent noise of equal variances, on average"
        ),
        Column("n_above_naive_edge", "int64", "1", "modes above (1 + sqrt(N/T))^2 times the mean variance"),
        Column("n_reproduced", "int64", "1", "modes, from the first on, that reproduce in left-out blocks"),
        Column("share_above_edge", "float64", "1", "part of the variance in the modes above the edge"),
        Column("largest_p_value", "float64", "1", "chance of the largest in that noise (Tracy-Widom)"),
        *quantity_and_error(
            "alpha",
            "1",
            "modes with 1/variance < lambda ~ lambda^alpha (NaN: has_exponent is false)",
            "standard error, jackknife over blocks of time, of scatter alone",
        ),
        Column("alpha_cleaned", "float64", "1", "alpha of the cleaned eigenvalues of the same ranks"),
        Column("alpha_cleaned_err", "float64", "1", "standard error over blocks of time, modes kept"),
        Column("alpha_least", "float64", "1", "least alpha of all ranges of ranks that count as power laws"),
        Column("alpha_largest", "float64", "1", "largest alpha of those ranges (NaN: there is none)"),
        Column("alpha_noise", "float64", "1", "alpha of white noise at these ranks (Marchenko-Pastur)"),
        Column("alpha_first_rank", "int64", "1", "first rank of the fit, 0 without one"),
        Column("alpha_last_rank", "int64", "1", "last rank of the fit, 0 without one"),
        Column(
            "alpha_distance", "float64", "1", "Kolmogorov-Smirnov distance of these ranks from a power law"
        ),
        Column("has_exponent", "bool", "1", "these ranks count as a power law: alpha_distance <= 0.05"),
        Column("mp_fits", "bool", "1", "mp_misfit <= 5 / mp_variables: the bulk is like noise"),
        Column(
            "few_samples", "bool", "1", "n_samples < 10 n_variables: much of the spectrum is sampling noise"
        ),
        Column("correlated_samples", "bool", "1", "effective_samples < n_samples / 2"),
    ),
)

PCA_FLOW_CLEANED = Schema(
    name="pca_flow_cleaned",
    version=1,
    keys=("dataset", "scaling", "dropped_top", "n_kept"),
    columns=(
        DATASET,
        SCALING,
        DROPPED_TOP,
        N_KEPT,
        KEPT_FRACTION,
        Column("kurtosis_q25", "float64", "1", "lower quartile over the variables, cleaned eigenvalues"),
        Column("kurtosis_median", "float64", "1", "median over the variables, cleaned eigenvalues"),
        Column("kurtosis_q75", "float64", "1", "upper quartile over the variables, cleaned eigenvalues"),
        Column("kurtosis_median_err", "float64", "1", "standard error of the median, jackknife over time"),
        Column("kurtosis_median_sample", "float64", "1", "median with the eigenvalues of the samples"),
        Column("kurtosis_median_sample_err", "float64", "1", "standard error of that, jackknife over time"),
        Column(
            "kurtosis_shift",
            "float64",
            "1",
            "(kurtosis_median - kurtosis_median_sample) / kurtosis_median_err",
        ),
        Column("shift_within_error", "bool", "1", "kurtosis_shift is below 1 in size"),
        _N_BLOCKS,
    ),
)
