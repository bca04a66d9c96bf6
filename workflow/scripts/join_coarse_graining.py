"""Join the tables of coarse-graining of all data sets."""

from rgcore.coarse_graining.schemas import OF_ONE_SET
from rgcore.pipeline.job import job
from rgcore.tables.frames import concatenate_tables

with job(snakemake) as run:
    stamp = run.stamp()
    for part in OF_ONE_SET:
        concatenate_tables(snakemake.input[part], snakemake.output[part], stamp=stamp)
