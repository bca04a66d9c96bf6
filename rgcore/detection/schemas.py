"""Tables of the running canonical dimension and of the power of tests for a signal."""

from rgcore.pcarg.columns import DATASET, SCALING
from rgcore.tables.schema import Column, Schema

__all__ = ["CANONICAL_DIMENSION", "DETECTION_POWER"]

_BANDWIDTH = Column("bandwidth", "float64", "1", "standard deviation of the kernel in ln k^2")
_N_VARIABLES = Column("n_variables", "int64", "1", "N, number of variables")

CANONICAL_DIMENSION = Schema(
    name="canonical_dimension",
    version=1,
    keys=("dataset", "scaling", "shift", "kept_fraction"),
    columns=(
        DATASET,
        SCALING,
        Column(
            "shift",
            "string",
            "1",
            "s_0 of k^2 = 1/s - 1/s_0: largest eigenvalue, edge of the noise, or none (infinite)",
        ),
        Column(
            "kept_fraction",
            "float64",
            "1",
            "fraction of the modes below s_0 with a momentum below k",
        ),
        Column("momentum", "float64", "1/variable^2", "k^2; correlation: dimensionless"),
        Column("momentum_err", "float64", "1/variable^2", "standard error, from those of the eigenvalues"),
        Column("alpha", "float64", "1", "d ln L/d ln k^2, L number of modes below k, smoothed"),
        Column("alpha_err", "float64", "1", "standard error, from those of the eigenvalues"),
        Column("quartic", "float64", "1", "canonical dimension of the coupling of phi^4, per unit of ln L"),
        Column("quartic_err", "float64", "1", "standard error, from those of the eigenvalues"),
        Column("sextic", "float64", "1", "canonical dimension of the coupling of phi^6, per unit of ln L"),
        Column("sextic_err", "float64", "1", "standard error, from those of the eigenvalues"),
        Column("quartic_noise", "float64", "1", "quartic of the noise fitted to the bulk, smoothed alike"),
        Column("sextic_noise", "float64", "1", "sextic of the noise fitted to the bulk, smoothed alike"),
        Column("quartic_noise_exact", "float64", "1", "quartic of that noise, not smoothed, N and T large"),
        Column("sextic_noise_exact", "float64", "1", "sextic of that noise, not smoothed, N and T large"),
        Column(
            "quartic_beside_noise",
            "string",
            "1",
            "above or below quartic_noise by 2 standard errors, else within",
        ),
        _N_VARIABLES,
        _BANDWIDTH,
    ),
)


def _share(name: str, description: str) -> tuple[Column, ...]:
    return (
        Column(name, "float64", "1", description),
        Column(f"{name}_low", "float64", "1", "lower end of its 95 % interval"),
        Column(f"{name}_high", "float64", "1", "upper end of its 95 % interval"),
    )


DETECTION_POWER = Schema(
    name="detection_power",
    version=1,
    keys=("noise", "n_samples", "signal", "relative_strength", "test"),
    columns=(
        Column("noise", "string", "1", "gaussian, student, volatility or autocorrelated"),
        _N_VARIABLES,
        Column("n_samples", "int64", "1", "T, number of samples"),
        Column("signal", "string", "1", "name of the signal"),
        Column("n_directions", "int64", "1", "number of its directions"),
        Column(
            "relative_strength",
            "float64",
            "1",
            "excess variance along the strongest direction over sqrt(N/T), the threshold for one",
        ),
        Column("test", "string", "1", "name of the test"),
        *_share("power", "share of the data sets with this signal that the test finds"),
        *_share("false_alarm_rate", "share of draws of the noise that it finds, threshold from this noise"),
        *_share("false_alarm_rate_white", "share of draws of the noise, threshold from Gaussian white noise"),
        *_share("gain_over_largest", "power minus that of largest_eigenvalue, in the same draws"),
        *_share("gain_over_best", "power minus that of likelihood_ratio, in the same draws"),
        Column(
            "envelope",
            "float64",
            "1",
            "power of the best test, N and T large (Gaussian noise, few directions)",
        ),
        Column("level", "float64", "1", "rate of false alarms for which thresholds are set"),
        Column("n_draws", "int64", "1", "data sets with this signal"),
        Column("n_null_draws", "int64", "1", "draws of noise for thresholds, and again for false alarms"),
        _BANDWIDTH,
    ),
)
