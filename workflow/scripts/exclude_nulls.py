"""Test which nulls the flow of a data set excludes, and how often it would if the data were another null."""

from rgcore.pcarg import exclusion_table, power_table
from rgcore.pcarg.nulls.schemas import PCA_EXCLUSION, PCA_POWER
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    flow, draws = read_table(snakemake.input.flow), read_table(snakemake.input.draws)
    write_table(
        exclusion_table(flow, draws), snakemake.output.exclusion, schema=PCA_EXCLUSION, stamp=run.stamp()
    )
    write_table(power_table(draws), snakemake.output.power, schema=PCA_POWER, stamp=run.stamp())
