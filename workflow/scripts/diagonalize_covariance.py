"""Find the spectrum of a data set."""

from rgcore.pcarg import sample_moments, spectrum_table
from rgcore.tables.arrays import read_arrays
from rgcore.tables.frames import write_table
from rgcore.tables.schemas.pcarg import PCA_SPECTRUM
from rgcore.workflow.job import job

with job(snakemake) as run:
    samples = read_arrays(snakemake.input[0])["samples"]
    spectrum = spectrum_table(sample_moments([samples]), snakemake.wildcards.dataset)
    write_table(spectrum, snakemake.output[0], schema=PCA_SPECTRUM, stamp=run.stamp())
