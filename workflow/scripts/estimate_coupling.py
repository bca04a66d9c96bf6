"""Read the spectral exponent and the quartic coupling off a data set."""

from rgcore.pcarg import coupling_table
from rgcore.pcarg.schemas import PCA_COUPLING
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table
from rgcore.tables.samples import open_samples

with job(snakemake) as run:
    samples = open_samples(snakemake.input[0])
    coupling = coupling_table(samples, run.params.kept_fractions, dataset=snakemake.wildcards.dataset)
    write_table(coupling, snakemake.output[0], schema=PCA_COUPLING, stamp=run.stamp())
