"""The table of the study of the kurtosis switch."""

from rgcore.rbm.schemas import N_HIDDEN, SIDE
from rgcore.tables.schema import Column, Schema

__all__ = ["KURTOSIS_SWITCH"]

_SPACING = "lattice spacing"

KURTOSIS_SWITCH = Schema(
    name="kurtosis_switch",
    version=1,
    keys=(
        "design",
        "source",
        "excess_kurtosis",
        "n_samples",
        "correlation_length",
        "n_hidden",
        "l1",
        "algorithm",
        "replica",
    ),
    columns=(
        Column("design", "string", "1", "name of the design in the config"),
        Column("source", "string", "1", "family of fields that the network was trained on"),
        Column(
            "excess_kurtosis",
            "float64",
            "1",
            "<x^4>/<x^2>^2 - 3 of a site, exact; of phase_randomized that of the fields whose phases were replaced",
        ),
        Column("n_samples", "int64", "1", "fields that the network was trained on"),
        Column("correlation_length", "float64", _SPACING, "of the exponential correlation of all fields"),
        N_HIDDEN,
        Column("l1", "float64", "1", "strength of the pull of each weight towards zero"),
        Column("algorithm", "string", "1", "how the gradient was estimated, as of dbn.training"),
        Column("replica", "int64", "1", "number of the training run, each on its own fields, from 0"),
        SIDE,
        Column("n_epochs", "int64", "1", "epochs of training"),
        Column(
            "covariance_residual",
            "float64",
            "1",
            "largest difference of the exact correlation of the fields from the one that all families are to have",
        ),
        Column(
            "covariance_difference",
            "float64",
            "1",
            "root mean square over pairs of sites of the difference of the sample covariance from it",
        ),
        Column("excess_kurtosis_data", "float64", "1", "that of the samples, over all sites"),
        Column(
            "fwhm", "float64", _SPACING, "median full width at half maximum of the localized receptive fields"
        ),
        Column("fwhm_lower_quartile", "float64", _SPACING, "a quarter of the localized fields are narrower"),
        Column("fwhm_upper_quartile", "float64", _SPACING, "a quarter of the localized fields are wider"),
        Column("participation_ratio", "float64", "site", "median over the localized fields"),
        Column("n_localized", "int64", "1", "hidden units with a localized field"),
        Column("localized_fraction", "float64", "1", "of all hidden units"),
        Column("localized_fraction_half", "float64", "1", "the same after half of the epochs"),
        Column(
            "duplicate_fraction",
            "float64",
            "1",
            "localized fields with another one nearer than 0.7 side / sqrt(n_hidden), of all localized ones",
        ),
        Column(
            "one_sign_fraction",
            "float64",
            "1",
            "localized fields whose weights beyond half the peak have one sign, of all localized ones",
        ),
        Column(
            "sinusoid_share",
            "float64",
            "1",
            "share of sum w^2 in the strongest Fourier mode, median over hidden units; 1 for a plane wave",
        ),
        Column(
            "excess_kurtosis_inputs",
            "float64",
            "1",
            "excess kurtosis of the input of a hidden unit over held-out fields, mean over units",
        ),
        Column("weight_norm", "float64", "1", "root mean square of the weights"),
    ),
)
