"""Read the spectral exponent and the cubic and quartic vertices off a data set."""

from rgcore.pcarg import coupling_tables
from rgcore.pcarg.coupling.coupling_verdicts import coupling_verdicts
from rgcore.pcarg.coupling.schemas import PCA_COUPLING
from rgcore.pcarg.coupling.vertices.schemas import PCA_VERTICES
from rgcore.pipeline.job import job
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import read_table, write_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples, summary = open_samples(snakemake.input.samples), read_table(snakemake.input.summary)
    moments, dataset = read_moments(snakemake.input.moments), snakemake.wildcards.dataset
    found = coupling_tables(samples, run.params.kept_fractions, dataset=dataset, moments=moments)
    coupling = coupling_verdicts(found.couplings, summary)
    write_table(coupling, snakemake.output.coupling, schema=PCA_COUPLING, stamp=run.stamp())
    write_table(found.vertices, snakemake.output.vertices, schema=PCA_VERTICES, stamp=run.stamp())
