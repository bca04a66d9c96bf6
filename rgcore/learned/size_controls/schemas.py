"""Tables of the controls of block size."""

from rgcore.rbm.schemas import N_HIDDEN, REPLICA, SIDE, TEMPERATURE
from rgcore.tables.schema import Column, Schema

__all__ = ["BLOCK_SIZE_CONTROLS", "CONTROL_SIZES", "RING_BLOCK_SIZE"]

_SPACING = "lattice spacing"
_PLACE = (
    Column("design", "string", "1", "design of block_size_study whose networks are compared with"),
    Column(
        "control",
        "string",
        "1",
        "what has the fields; trained_network and trained_filter are those of the study",
    ),
    SIDE,
    TEMPERATURE,
    N_HIDDEN,
    Column("l1", "float64", "1", "strength of the pull of each weight towards zero, of the networks"),
    Column("fields", "string", "1", "zero or free, of the networks"),
    Column("algorithm", "string", "1", "how the gradient of the networks was found"),
    Column(
        "start",
        "string",
        "1",
        "how training of the networks started; that of controls is the first of the design",
    ),
)
_KEYS = tuple(column.name for column in _PLACE)
_N_FIELDS = Column("n_fields", "int64", "1", "fields whose size is measured")
_CONVERGED = Column(
    "converged", "float64", "1", "fraction of replicas whose independent components converged; NaN for others"
)
_FWHM = Column("fwhm", "float64", _SPACING, "median full width at half maximum of the localized fields")
_OF_ALL = Column(
    "fwhm_of_all", "float64", _SPACING, "median over all fields that have a width, localized or not"
)
_RATIO = Column("participation_ratio", "float64", "site", "median over the localized fields")
_LOCALIZED = Column("localized_fraction", "float64", "1", "of all fields")
_LENGTH = Column(
    "correlation_length", "float64", _SPACING, "second-moment correlation length of the configurations"
)
_CONNECTED = Column(
    "correlation_length_connected",
    "float64",
    _SPACING,
    "of the same, from nonzero momenta alone: without the mean spin",
)

CONTROL_SIZES = Schema(
    name="control_sizes",
    version=2,
    keys=(*_KEYS, "replica"),
    columns=(
        *_PLACE,
        REPLICA,
        _N_FIELDS,
        _CONVERGED,
        _FWHM,
        _OF_ALL,
        _RATIO,
        _LOCALIZED,
        _LENGTH,
        _CONNECTED,
    ),
)
"""Sizes of one replica, before means are taken; not a table of a run."""


def _over_replicas(column: Column) -> tuple[Column, Column]:
    """Return the column and that of its standard error."""
    words = "its standard error, over replicas"
    return column, Column(f"{column.name}_err", "float64", column.unit, words)


def _interval(name: str, words: str) -> tuple[Column, ...]:
    return (
        Column(name, "float64", "1", words),
        Column(f"{name}_low", "float64", "1", "lower end of its 95 % interval, over replicas"),
        Column(f"{name}_high", "float64", "1", "upper end"),
    )


def _p_values(name: str, words: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_p_value", "float64", "1", words),
        Column(f"{name}_p_corrected", "float64", "1", "corrected for all such tests of the table (Holm)"),
    )


BLOCK_SIZE_CONTROLS = Schema(
    name="block_size_controls",
    version=2,
    keys=_KEYS,
    columns=(
        *_PLACE,
        Column(
            "role",
            "string",
            "1",
            "reference: the networks that others are compared with; network: other ones trained on Ising "
            "configurations; control",
        ),
        Column("n_replicas", "int64", "1", "replicas, each with its own configurations"),
        _N_FIELDS,
        _CONVERGED,
        *_over_replicas(_FWHM),
        _OF_ALL,
        *_over_replicas(_RATIO),
        *_over_replicas(_LOCALIZED),
        *_over_replicas(_LENGTH),
        _CONNECTED,
        *_interval(
            "ratio", "fwhm over that of the networks trained on Ising configurations, paired by replica"
        ),
        *_p_values("ratio", "of a ratio of 1, by Student's t over replicas"),
        Column(
            "beside_network", "string", "1", "above, below or within at a corrected p of 0.05; empty: no test"
        ),
        Column("n_temperatures", "int64", "1", "temperatures at which every replica has a width"),
        Column("growth", "float64", "1", "largest over smallest mean width of these temperatures"),
        *_interval("exponent", "slope of ln fwhm over ln correlation_length_connected, per replica"),
        *_p_values("temperature", "of no dependence of fwhm on temperature, by analysis of variance"),
        Column("follows_temperature", "string", "1", "yes or no at a corrected p of 0.05; empty: no test"),
    ),
)

RING_BLOCK_SIZE = Schema(
    name="ring_block_size",
    version=1,
    keys=("design", "temperature", "n_hidden", "n_samples", "replica"),
    columns=(
        Column("design", "string", "1", "name of the design in the config"),
        Column("temperature", "float64", "J/k_B", "temperature of the ring"),
        N_HIDDEN,
        Column("n_samples", "int64", "1", "independent configurations trained on"),
        REPLICA,
        Column("n_sites", "int64", "1", "sites of the ring"),
        Column("n_epochs", "int64", "1", "epochs of training"),
        Column("algorithm", "string", "1", "how the gradient was found, as dbn.training.algorithm"),
        Column("sites_per_unit", "float64", "site", "n_sites / n_hidden"),
        Column(
            "correlation_length_exact", "float64", _SPACING, "-1 / ln tanh(J / k_B T), of the infinite chain"
        ),
        _FWHM,
        Column("fwhm_halfway", "float64", _SPACING, "fwhm after half of the epochs"),
        _OF_ALL,
        _RATIO,
        Column("localized_fraction", "float64", "1", "of all hidden units"),
        Column(
            "drift",
            "float64",
            _SPACING,
            "root mean square move of the centres in the second half of training",
        ),
        Column(
            "gap_variation",
            "float64",
            "1",
            "standard deviation over mean of the gaps between localized centres; 0 for an even tiling",
        ),
        Column(
            "duplicate_fraction",
            "float64",
            "1",
            "localized fields with another one nearer than 0.7 sites_per_unit, of all localized ones",
        ),
    ),
)
