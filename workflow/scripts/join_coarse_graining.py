"""Join the tables of coarse-graining of all data sets."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import concatenate_tables

with job(snakemake) as run:
    stamp, made = run.stamp(), snakemake.output
    concatenate_tables(snakemake.input.levels, made.levels, stamp=stamp)
    concatenate_tables(snakemake.input.spectrum, made.spectrum, stamp=stamp)
    concatenate_tables(snakemake.input.exponents, made.exponents, stamp=stamp)
    concatenate_tables(snakemake.input.clusters, made.clusters, stamp=stamp)
