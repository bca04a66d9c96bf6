"""Tables of codes: errors of reconstruction from a layer, and of codes of equal bits."""

from rgcore.rbm.schemas import LAYER, N_HIDDEN, REPLICA, TEMPERATURE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["DBN_RECONSTRUCTION", "RECONSTRUCTION_CODES"]


DBN_RECONSTRUCTION = Schema(
    name="dbn_reconstruction",
    version=1,
    keys=("temperature", "replica", "layer"),
    columns=(
        TEMPERATURE,
        REPLICA,
        LAYER,
        N_HIDDEN,
        Column("n_samples", "int64", "1", "held-out configurations"),
        *quantity_and_error(
            "reconstruction_error", "1", "(s - s')^2 per site, means passed up to the layer and down"
        ),
        *quantity_and_error(
            "binary_error", "1", "the same with the layer's units rounded to their likelier value"
        ),
        Column(
            "block_side",
            "float64",
            "lattice spacing",
            "side of square blocks, one per unit of the layer; NaN if none fit",
        ),
        *quantity_and_error(
            "block_error", "1", "(s - s')^2 per site, s' from the majority of each block alone"
        ),
        Column(
            "binary_beside_blocks",
            "string",
            "1",
            "binary_error above, below or within 2 standard errors of block_error; empty without blocks",
        ),
    ),
)

RECONSTRUCTION_CODES = Schema(
    name="reconstruction_codes",
    version=1,
    keys=("temperature", "replica", "layer", "code", "decoder"),
    columns=(
        TEMPERATURE,
        REPLICA,
        LAYER,
        Column(
            "code",
            "string",
            "1",
            "network: units rounded to bits; blocks: majorities of the same number of blocks",
        ),
        Column(
            "decoder",
            "string",
            "1",
            "own: that of the code; linear: least squares from all bits to all spins",
        ),
        Column("n_bits", "int64", "bit", "bits that a configuration is kept in"),
        Column(
            "entropy_of_bits",
            "float64",
            "bit",
            "sum of the entropies of single bits, held-out configurations",
        ),
        Column("n_training", "int64", "1", "configurations that network and decoders are fitted on"),
        Column("n_held_out", "int64", "1", "other configurations"),
        *quantity_and_error("training_error", "1", "(s - s')^2 per site of the training configurations"),
        *quantity_and_error("held_out_error", "1", "(s - s')^2 per site of the held-out configurations"),
        *quantity_and_error(
            "less_blocks", "1", "held_out_error less that of blocks with the same decoder, sample by sample"
        ),
        Column(
            "beside_blocks",
            "string",
            "1",
            "less_blocks above, below or within 2 standard errors of 0; empty for blocks, and without them",
        ),
    ),
)
