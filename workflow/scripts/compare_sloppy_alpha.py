"""Read the exponent of principal components from Fisher spectra and from the spectra of all data sets."""

from rgcore.information import sloppy_alpha_table
from rgcore.information.schemas import SLOPPY_ALPHA
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    table = sloppy_alpha_table(read_table(snakemake.input.spectra), read_table(snakemake.input.summaries))
    write_table(table, snakemake.output[0], schema=SLOPPY_ALPHA, stamp=run.stamp())
