"""The table of the study of block size."""

from rgcore.rbm.schemas import N_HIDDEN, REPLICA, SIDE, TEMPERATURE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["BLOCK_SIZE_PAIRS", "BLOCK_SIZE_STUDY"]

_SPACING = "lattice spacing"


def _likelihood(name: str, of: str) -> tuple[Column, Column]:
    words = f"mean of ln P(a spin | the others) over held-out {of}, per spin"
    return quantity_and_error(name, "nat", words)


def _exact_likelihood(name: str, words: str) -> tuple[Column, Column]:
    words = f"{words}, per spin; NaN before the last epoch"
    return quantity_and_error(name, "nat", words, "its standard error, with that of ln Z")


_LIKELIHOODS = (
    *_exact_likelihood("log_likelihood", "mean of ln P(configuration) over held-out samples of the source"),
    *_exact_likelihood("log_likelihood_of_ising", "the same over held-out Ising configurations"),
    *_exact_likelihood(
        "divergence_from_ising", "Kullback-Leibler divergence of the network from the Boltzmann distribution"
    ),
    Column(
        "log_partition_method",
        "string",
        "1",
        "exact: ln Z by enumeration of the smaller layer, or annealed_importance_sampling",
    ),
    Column("n_effective", "float64", "1", "annealing runs that ln Z counts as; NaN where it is exact"),
    Column("likelihood_reliable", "bool", "1", "ln Z is exact, or n_effective is at least 10"),
)

_CONDITION = (
    Column("source", "string", "1", "what the network was trained on"),
    Column("sharing", "string", "1", "translations: all hidden units have one filter; none: each its own"),
    SIDE,
    TEMPERATURE,
    N_HIDDEN,
    Column("l1", "float64", "1", "strength of the pull of each weight towards zero"),
    Column("fields", "string", "1", "zero or free, as of dbn.training"),
    Column("algorithm", "string", "1", "how the gradient is found, as algorithm of dbn.training"),
    Column(
        "start",
        "string",
        "1",
        "random weights, or added to them a narrow or a wide positive peak at the tile of each unit",
    ),
)

_TRAINING = (
    Column("n_epochs", "int64", "1", "epochs of the whole training run"),
    Column("n_samples", "int64", "1", "configurations that it was trained on"),
    Column("learning_rate", "float64", "1", "of its first epoch"),
)

_LENGTHS = (
    Column("sites_per_unit", "float64", "site", "side^2 / n_hidden"),
    Column(
        "correlation_length_exact",
        "float64",
        _SPACING,
        "of the infinite lattice along an axis; inf at the critical point",
    ),
    Column(
        "correlation_length",
        "float64",
        _SPACING,
        "second-moment correlation length of these configurations on their lattice",
    ),
    Column(
        "correlation_length_connected",
        "float64",
        _SPACING,
        "of the same configurations, from nonzero momenta alone: without the mean spin, which makes the second-moment "
        "length exceed the side below T_c",
    ),
)

BLOCK_SIZE_STUDY = Schema(
    name="block_size_study",
    version=3,
    keys=(
        "design",
        "source",
        "sharing",
        "side",
        "temperature",
        "n_hidden",
        "l1",
        "fields",
        "algorithm",
        "start",
        "replica",
        "epoch",
    ),
    columns=(
        Column("design", "string", "1", "name of the design in the config"),
        *_CONDITION,
        REPLICA,
        Column("epoch", "int64", "1", "epochs of training before the fields were measured"),
        *_TRAINING,
        *_LENGTHS,
        Column("fwhm", "float64", _SPACING, "median full width at half maximum of the localized fields"),
        Column("fwhm_lower_quartile", "float64", _SPACING, "a quarter of the localized fields are narrower"),
        Column("fwhm_upper_quartile", "float64", _SPACING, "a quarter of the localized fields are wider"),
        Column("participation_ratio", "float64", "site", "median over the localized fields"),
        Column("n_localized", "int64", "1", "hidden units with a localized field"),
        Column("localized_fraction", "float64", "1", "of all hidden units"),
        Column(
            "duplicate_fraction",
            "float64",
            "1",
            "localized fields with another one nearer than 0.7 sqrt(sites_per_unit), of all localized ones",
        ),
        Column(
            "one_sign_fraction",
            "float64",
            "1",
            "localized fields whose weights beyond half the peak have one sign, of all localized ones",
        ),
        *_likelihood("pseudo_log_likelihood", "samples of the source"),
        *_likelihood("pseudo_log_likelihood_of_ising", "Ising configurations"),
        Column(
            "fwhm_change",
            "float64",
            "1",
            "relative change of fwhm since half as many epochs; NaN without a width at both times",
        ),
        Column("localized_fraction_change", "float64", "1", "change since half as many epochs"),
        Column(
            "pseudo_log_likelihood_change",
            "float64",
            "nat",
            "change per spin since half as many epochs, at the same sites of the same held-out samples of the source",
        ),
        Column(
            "converged",
            "bool",
            "1",
            "whether the three changes are within block_size_study.convergence; false in the first row of a run",
        ),
        *_LIKELIHOODS,
        Column(
            "two_point_residual",
            "float64",
            "1",
            "largest difference of the exact two-point function of the source from that of the configurations it "
            "copies; NaN where it is not made to have it",
        ),
    ),
)

BLOCK_SIZE_PAIRS = Schema(
    name="block_size_pairs",
    version=1,
    keys=(
        "factor",
        *(column.name for column in _CONDITION),
        *(column.name for column in _TRAINING),
    ),
    columns=(
        Column("factor", "string", "1", "in what the networks of a pair differ: source or start"),
        Column("base", "string", "1", "what it is of the other network: ising or random"),
        *_CONDITION,
        *_TRAINING,
        *_LENGTHS,
        *quantity_and_error(
            "width_ratio",
            "1",
            "fwhm over that of the other network, geometric mean over pairs; NaN if in fewer than 80 % of them at "
            "least half the fields of both networks are localized",
            "its standard error; NaN of one pair",
        ),
        *quantity_and_error(
            "log_likelihood_change",
            "nat",
            "log_likelihood_of_ising less that of the other network, mean over pairs in which both are reliable",
            "its standard error; NaN of one pair",
        ),
        Column("n_replicas", "int64", "1", "pairs, one per replica"),
        Column("n_with_width", "int64", "1", "of them, pairs with a ratio of widths"),
        Column("n_reliable", "int64", "1", "of them, pairs whose likelihoods are both reliable"),
        Column(
            "n_meeting",
            "int64",
            "1",
            "of them, pairs whose widths, or the lack of both, and likelihoods agree within the tolerances",
        ),
        Column("n_converged", "int64", "1", "of them, pairs of which both have converged"),
        Column("width_tolerance", "float64", "1", "of |ln ratio of widths| of a pair that meets, at most"),
        Column(
            "likelihood_tolerance", "float64", "nat", "of |log_likelihood_change| of such a pair, at most"
        ),
        Column("least_localized", "float64", "1", "localized_fraction of a network with a width, at least"),
    ),
)
