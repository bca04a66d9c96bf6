"""The table of codes."""

from rgcore.rbm.schemas import LAYER, REPLICA, TEMPERATURE
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["RECONSTRUCTION_CODES"]


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
