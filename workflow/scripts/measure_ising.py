"""Estimate the thermodynamics of stored configurations."""

from rgcore.ising import thermodynamics
from rgcore.ising.own_configurations.models import without_undefined_values
from rgcore.ising.schemas import ISING_THERMODYNAMICS
from rgcore.pipeline.job import job
from rgcore.tables.configurations import read_configuration_batches, read_parameters
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        configurations = point.input.configurations
        drawn = read_parameters(configurations)
        table = thermodynamics(read_configuration_batches(configurations), drawn)
        table = without_undefined_values(table, drawn)
        write_table(table, point.output.thermodynamics, schema=ISING_THERMODYNAMICS, stamp=point.stamp())
