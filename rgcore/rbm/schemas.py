"""Tables of training: histories of the layers, and reconstructions of held-out samples."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["DBN_TRAINING", "RECONSTRUCTIONS"]

TEMPERATURE = Column("temperature", "float64", "J/k_B", "temperature of the Ising samples trained on")
REPLICA = Column("replica", "int64", "1", "number of the independently trained network, from 0")
LAYER = Column("layer", "int64", "1", "hidden layer, 1 is the lowest")
N_HIDDEN = Column("n_hidden", "int64", "1", "hidden units of the layer")
SIDE = Column("side", "int64", "lattice spacing", "side of the lattice")

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
        *quantity_and_error(
            "pseudo_log_likelihood",
            "nat",
            "mean of ln P(v_i | other units) over visible units and held-out samples",
            "its standard error, of independent samples",
        ),
        Column("weight_norm", "float64", "1", "root mean square of the weights"),
        Column("active_fraction", "float64", "1", "mean probability that a hidden unit is up"),
        Column("dead_fraction", "float64", "1", "hidden units up as often whatever the sample, within 0.01"),
        Column("localized_fraction", "float64", "1", "hidden units with a localized receptive field"),
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
