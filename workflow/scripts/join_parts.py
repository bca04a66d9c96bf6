"""Join the parts of a table."""

from rgcore.tables.frames import concatenate_tables
from rgcore.workflow.job import job

with job(snakemake) as run:
    concatenate_tables(snakemake.input, snakemake.output[0], stamp=run.stamp())
