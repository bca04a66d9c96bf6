"""Join the tables of coarse-graining of all data sets."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import concatenate_tables

with job(snakemake) as run:
    stamp, parts, made = run.stamp(), snakemake.input, snakemake.output
    concatenate_tables(parts.levels, made.levels, stamp=stamp)
    concatenate_tables(parts.spectrum, made.spectrum, stamp=stamp)
    concatenate_tables(parts.exponents, made.exponents, stamp=stamp)
    concatenate_tables(parts.local, made.local, stamp=stamp)
    concatenate_tables(parts.clusters, made.clusters, stamp=stamp)
