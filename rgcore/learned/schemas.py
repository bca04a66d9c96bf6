"""Tables of trained networks: receptive fields, block sizes, thermodynamics, likelihood."""

from rgcore.rbm.schemas import LAYER, N_HIDDEN, REPLICA, SIDE, TEMPERATURE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = [
    "BLOCK_SIZE",
    "DBM_TRAINING",
    "RBM_LIKELIHOOD",
    "RBM_THERMODYNAMICS",
    "RECEPTIVE_FIELDS",
    "RECEPTIVE_FIELD_IMAGES",
]

UNIT = Column("unit", "int64", "1", "hidden unit of the layer, from 0")
_LENGTH_OR_AREA = "lattice spacing; site for participation_ratio"


def _beside_zero(name: str) -> Column:
    """Return the column with the sign of another."""
    words = "above, below or within 2 standard errors of 0; empty where it is NaN"
    return Column(f"{name}_beside_zero", "string", "1", words)


RECEPTIVE_FIELDS = Schema(
    name="receptive_fields",
    version=1,
    keys=("temperature", "replica", "layer", "unit"),
    columns=(
        TEMPERATURE,
        REPLICA,
        LAYER,
        UNIT,
        N_HIDDEN,
        Column("participation_ratio", "float64", "site", "(sum w^2)^2 / sum w^4, an area"),
        Column("fwhm", "float64", "lattice spacing", "full width at half maximum of |w| about the centre"),
        Column(
            "rms_radius", "float64", "lattice spacing", "root mean square distance from the centre under w^2"
        ),
        Column("decay_length", "float64", "lattice spacing", "length over which |w| falls by a factor e"),
        Column("peak", "float64", "1", "weight of largest modulus, with its sign"),
        Column(
            "center_row",
            "float64",
            "lattice spacing",
            "row of the circular centre of w^2, background left out",
        ),
        Column(
            "center_column",
            "float64",
            "lattice spacing",
            "column of the circular centre of w^2, background left out",
        ),
        Column("localized", "bool", "1", "1/4 of sum w^2 above the background, 3/4 of that within side/4"),
    ),
)

RECEPTIVE_FIELD_IMAGES = Schema(
    name="receptive_field_images",
    version=1,
    keys=("temperature", "replica", "layer", "unit"),
    columns=(
        TEMPERATURE,
        REPLICA,
        LAYER,
        UNIT,
        SIDE,
        Column("weights", "list<float32>", "1", "effective receptive field, row by row"),
    ),
)

BLOCK_SIZE = Schema(
    name="block_size",
    version=2,
    keys=("temperature", "layer", "n_hidden", "measure"),
    columns=(
        TEMPERATURE,
        LAYER,
        N_HIDDEN,
        Column(
            "measure",
            "string",
            "1",
            "fwhm, rms_radius or decay_length (lengths), or participation_ratio (an area)",
        ),
        Column("block_size", "float64", _LENGTH_OR_AREA, "median over the localized units of all replicas"),
        Column(
            "block_size_low",
            "float64",
            _LENGTH_OR_AREA,
            "lower end of its 95 % bootstrap interval over networks and their units; NaN with one network",
        ),
        Column("block_size_high", "float64", _LENGTH_OR_AREA, "upper end"),
        Column("block_size_lower_quartile", "float64", _LENGTH_OR_AREA, "a quarter of the units are smaller"),
        Column("block_size_upper_quartile", "float64", _LENGTH_OR_AREA, "a quarter of the units are larger"),
        Column("n_units", "int64", "1", "localized units that the median is over"),
        Column("localized_fraction", "float64", "1", "localized units over all units of the layer"),
        Column("n_replicas", "int64", "1", "training runs that the units are of"),
        Column(
            "correlation_length_exact", "float64", "lattice spacing", "exact, infinite lattice, along an axis"
        ),
    ),
)

RBM_THERMODYNAMICS = Schema(
    name="rbm_thermodynamics",
    version=1,
    keys=("temperature", "replica", "layer"),
    columns=(
        TEMPERATURE,
        REPLICA,
        Column(
            "layer",
            "int64",
            "1",
            "RBM of the stack that is sampled; its states are passed down to the lattice",
        ),
        SIDE,
        Column("n_samples", "int64", "1", "configurations drawn from the model"),
        Column("n_effective", "float64", "1", "independent configurations that they count as"),
        Column("n_chains", "int64", "1", "independent ensembles of tempered replicas"),
        Column(
            "burn_in_rounds", "int64", "round", "exchanges and Gibbs rounds before the first configuration"
        ),
        Column("rounds_per_sample", "int64", "round", "from one configuration of a chain to its next"),
        Column(
            "least_swap_acceptance",
            "float64",
            "1",
            "of neighbouring inverse temperatures, the least accepted",
        ),
        Column("round_trips", "float64", "1", "mean number per replica, from beta = 1 to 0 and back"),
        *quantity_and_error("energy", "J", "mean energy per site of the model's configurations"),
        Column(
            "energy_exact", "float64", "J", "exact for this torus at the temperature trained on (Kaufman)"
        ),
        *quantity_and_error("abs_magnetization", "1", "mean |m| per site"),
        *quantity_and_error(
            "specific_heat", "k_B", "energy fluctuations in units of the temperature trained on"
        ),
        Column("specific_heat_exact", "float64", "k_B", "exact for this torus (Kaufman)"),
        *quantity_and_error("susceptibility", "1/J", "K N (<m^2> - <|m|>^2)"),
        *quantity_and_error("binder", "1", "1 - <m^4> / (3 <m^2>^2)"),
        *quantity_and_error("correlation_length", "lattice spacing", "second moment, smallest momentum"),
        Column(
            "correlation_length_exact", "float64", "lattice spacing", "exact, infinite lattice, along an axis"
        ),
        Column(
            "energy_temperature", "float64", "J/k_B", "where the exact energy of the torus is the model's"
        ),
        Column("energy_temperature_low", "float64", "J/k_B", "lower end of its 95 % interval"),
        Column("energy_temperature_high", "float64", "J/k_B", "upper end of its 95 % interval"),
        Column("energy_temperature_least", "float64", "J/k_B", "lowest temperature tried; below: NaN"),
        Column("n_effective_needed", "float64", "1", "n_effective of a reliable row, at least"),
        Column("round_trips_needed", "float64", "1", "round_trips of a reliable row, at least"),
        Column("reliable", "bool", "1", "n_effective and round_trips are as large as needed"),
    ),
)

RBM_LIKELIHOOD = Schema(
    name="rbm_likelihood",
    version=2,
    keys=("temperature", "replica", "model", "n_layers"),
    columns=(
        TEMPERATURE,
        REPLICA,
        Column(
            "model", "string", "1", "dbn: the lowest layers of the stack, an RBM if one; dbm: trained jointly"
        ),
        Column("n_layers", "int64", "1", "hidden layers"),
        SIDE,
        Column("n_samples", "int64", "1", "held-out configurations"),
        *quantity_and_error("log_partition", "nat", "ln Z of the RBM on top, or of all layers of a DBM"),
        Column("log_partition_method", "string", "1", "exact, or annealed_importance_sampling"),
        Column("n_effective", "float64", "1", "annealing runs that their weights count as; NaN where exact"),
        *quantity_and_error("log_likelihood", "nat", "mean ln P(v) of a configuration, or its lower bound"),
        Column("is_bound", "bool", "1", "whether log_likelihood is a lower bound"),
        *quantity_and_error(
            "gain_over_rbm", "nat", "log_likelihood less that of layer 1 alone; NaN for itself"
        ),
        _beside_zero("gain_over_rbm"),
        *quantity_and_error(
            "gain_over_dbn", "nat", "log_likelihood of a dbm less that of its whole stack; NaN for others"
        ),
        _beside_zero("gain_over_dbn"),
        *quantity_and_error(
            "divergence_per_site",
            "nat",
            "KL(Ising || model) per site, or an upper bound: mean of ln p - ln P",
        ),
        Column("n_effective_needed", "float64", "1", "n_effective of a reliable ln Z, at least"),
        Column("reliable", "bool", "1", "ln Z is exact, or n_effective is as large as needed"),
        Column("gain_over_rbm_reliable", "bool", "1", "reliable, and so is ln Z of layer 1"),
        Column("gain_over_dbn_reliable", "bool", "1", "reliable, and so is ln Z of the whole stack"),
    ),
)

DBM_TRAINING = Schema(
    name="dbm_training",
    version=1,
    keys=("temperature", "replica", "epoch"),
    columns=(
        TEMPERATURE,
        REPLICA,
        Column("epoch", "int64", "1", "pass over the samples, at whose end the row is taken, from 1"),
        Column(
            "reconstruction_error", "float64", "1", "mean square error of held-out mean spins, up and down"
        ),
        *quantity_and_error("unnormalized_bound", "nat", "mean bound of ln P(v) plus ln Z, held-out samples"),
        *quantity_and_error("bound_gap", "nat", "that of training minus that of held-out samples"),
        _beside_zero("bound_gap"),
        Column(
            "weight_norms", "list<float32>", "1", "root mean square of the weights below each hidden layer"
        ),
        Column("mean_field_steps", "float64", "1", "mean number of mean-field updates per batch"),
    ),
)
