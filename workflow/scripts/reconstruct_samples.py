"""Reconstruct held-out configurations from the top layer of a network."""

from rgcore.rbm import from_arrays, reconstruction_table
from rgcore.tables.arrays import read_arrays
from rgcore.tables.configurations import read_configurations
from rgcore.tables.frames import write_table
from rgcore.tables.schemas.rbm import RECONSTRUCTIONS
from rgcore.workflow.job import job

with job(snakemake) as run:
    network = from_arrays(read_arrays(snakemake.input.model))
    configurations, _ = read_configurations(snakemake.input.configurations)
    last = configurations.spins[-run.params.n_reconstructions :]
    held_out = last.reshape(len(last), -1)
    place = {
        "temperature": float(snakemake.wildcards.temperature),
        "replica": int(snakemake.wildcards.replica),
    }
    table = reconstruction_table(network, held_out, **place)
    write_table(table, snakemake.output[0], schema=RECONSTRUCTIONS, stamp=run.stamp())
