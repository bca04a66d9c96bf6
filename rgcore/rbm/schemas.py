"""Tables of trained networks: their histories, receptive fields, reconstructions and block sizes."""

from rgcore.tables.schema import Column, Schema

__all__ = ["BLOCK_SIZE", "DBN_TRAINING", "RECEPTIVE_FIELDS", "RECEPTIVE_FIELD_IMAGES", "RECONSTRUCTIONS"]

TEMPERATURE = Column("temperature", "float64", "J/k_B", "temperature of the Ising samples trained on")
REPLICA = Column("replica", "int64", "1", "number of the independently trained network, from 0")
LAYER = Column("layer", "int64", "1", "hidden layer, 1 is the lowest")
UNIT = Column("unit", "int64", "1", "hidden unit of the layer, from 0")
N_HIDDEN = Column("n_hidden", "int64", "1", "hidden units of the layer")
_LENGTH_OR_AREA = "lattice spacing; site for participation_ratio"
SIDE = Column("side", "int64", "site", "side of the lattice")

DBN_TRAINING = Schema(
    name="dbn_training",
    version=2,
    keys=("temperature", "replica", "layer", "epoch"),
    columns=(
        TEMPERATURE,
        REPLICA,
        LAYER,
        Column("epoch", "int64", "1", "pass over the samples, at whose end the row is taken, from 1"),
        Column("n_visible", "int64", "1", "visible units of the layer's RBM"),
        N_HIDDEN,
        Column(
            "reconstruction_error", "float64", "1", "mean square error of held-out mean spins, up and down"
        ),
        Column("free_energy_gap", "float64", "nat", "mean free energy, held-out minus training samples"),
        Column("free_energy_gap_err", "float64", "nat", "its standard error, of independent samples"),
        Column(
            "pseudo_log_likelihood",
            "float64",
            "nat",
            "mean of ln P(v_i | other units) over visible units and held-out samples",
        ),
        Column("pseudo_log_likelihood_err", "float64", "nat", "its standard error, of independent samples"),
        Column("weight_norm", "float64", "1", "root mean square of the weights"),
        Column("active_fraction", "float64", "1", "mean probability that a hidden unit is up"),
        Column("dead_fraction", "float64", "1", "hidden units up as often whatever the sample, within 0.01"),
        Column("localized_fraction", "float64", "1", "hidden units with a localized receptive field"),
    ),
)

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

RECONSTRUCTIONS = Schema(
    name="reconstructions",
    version=1,
    keys=("temperature", "replica", "sample"),
    columns=(
        TEMPERATURE,
        REPLICA,
        Column("sample", "int64", "1", "number of the held-out sample, from 0"),
        SIDE,
        Column("original", "list<float32>", "1", "spins of the sample, row by row"),
        Column("reconstruction", "list<float32>", "1", "mean spins from the top layer, row by row"),
        Column("overlap", "float64", "1", "mean over sites of spin times reconstructed mean spin"),
    ),
)

BLOCK_SIZE = Schema(
    name="block_size",
    version=1,
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
        Column("block_size_low", "float64", _LENGTH_OR_AREA, "lower end of its 95 % bootstrap interval"),
        Column("block_size_high", "float64", _LENGTH_OR_AREA, "upper end of its 95 % bootstrap interval"),
        Column("n_units", "int64", "1", "localized units that the median is over"),
        Column("localized_fraction", "float64", "1", "localized units over all units of the layer"),
        Column("n_replicas", "int64", "1", "training runs that the units are of"),
        Column(
            "correlation_length_exact", "float64", "lattice spacing", "exact, infinite lattice, along an axis"
        ),
    ),
)
