"""Take the running canonical dimensions of the couplings from the spectrum of a data set."""

from rgcore.detection import canonical_dimension_table
from rgcore.detection.schemas import CANONICAL_DIMENSION
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    spectrum, summary = read_table(snakemake.input.spectrum), read_table(snakemake.input.summary)
    table = canonical_dimension_table(spectrum, summary, run.params.kept_fractions, run.params.bandwidth)
    write_table(table, snakemake.output[0], schema=CANONICAL_DIMENSION, stamp=run.stamp())
