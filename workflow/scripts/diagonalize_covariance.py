"""Find the spectrum of a data set."""

from rgcore.pcarg import sample_moments, spectrum_table
from rgcore.tables.frames import write_table
from rgcore.tables.samples import open_samples
from rgcore.tables.schemas.pcarg import PCA_SPECTRUM
from rgcore.workflow.job import job

with job(snakemake) as run:
    moments = sample_moments(open_samples(snakemake.input[0]))
    spectrum = spectrum_table(moments, snakemake.wildcards.dataset)
    write_table(spectrum, snakemake.output[0], schema=PCA_SPECTRUM, stamp=run.stamp())
