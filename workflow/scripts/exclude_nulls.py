"""Test which nulls the flow of each data set excludes."""

from rgcore.pcarg import exclusion_table
from rgcore.pcarg.nulls.schemas import PCA_EXCLUSION
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    exclusion = exclusion_table(read_table(snakemake.input.flow), read_table(snakemake.input.draws))
    write_table(exclusion, snakemake.output[0], schema=PCA_EXCLUSION, stamp=run.stamp())
