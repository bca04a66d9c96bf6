"""Join the parts of a table."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import concatenate_tables

with job(snakemake) as run:
    concatenate_tables(snakemake.input, snakemake.output[0], stamp=run.stamp())
