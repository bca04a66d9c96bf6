"""Compute mean, covariance and autocorrelation time of a data set, once for all that need them."""

from rgcore.pipeline.job import job
from rgcore.pipeline.jobs.null_structure import trial_length_of
from rgcore.series.moments import sample_moments
from rgcore.series.stored_moments import write_moments
from rgcore.tables.frames import read_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    trial_length = trial_length_of(run.params.trial_length, read_table(snakemake.input.report))
    moments = sample_moments(open_samples(snakemake.input.samples), trial_length)
    write_moments(moments, snakemake.output[0], stamp=run.stamp())
