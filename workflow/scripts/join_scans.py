"""Join the tables of the scans of all data sets."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import concatenate_tables

with job(snakemake) as run:
    stamp, parts, made = run.stamp(), snakemake.input, snakemake.output
    concatenate_tables(parts.bin_width_scan, made.bin_width_scan, stamp=stamp)
    concatenate_tables(parts.n_dependence, made.n_dependence, stamp=stamp)
    concatenate_tables(parts.window_scan, made.window_scan, stamp=stamp)
