"""Compute mean, covariance and autocorrelation time of a data set, once for all that need them."""

from rgcore.pipeline.job import job
from rgcore.series.moments import sample_moments
from rgcore.series.stored_moments import write_moments
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    write_moments(sample_moments(open_samples(snakemake.input[0])), snakemake.output[0], stamp=run.stamp())
