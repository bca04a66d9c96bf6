"""Estimate the thermodynamics of stored configurations."""

from rgcore.ising import thermodynamics
from rgcore.tables.configurations import read_parameters, read_pieces
from rgcore.tables.frames import write_table
from rgcore.tables.schemas.ising import ISING_THERMODYNAMICS
from rgcore.workflow.job import job

with job(snakemake) as run:
    configurations = snakemake.input[0]
    table = thermodynamics(read_pieces(configurations), read_parameters(configurations))
    write_table(table, snakemake.output[0], schema=ISING_THERMODYNAMICS, stamp=run.stamp())
