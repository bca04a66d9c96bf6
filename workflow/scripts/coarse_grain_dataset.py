"""Coarse-grain a data set, and the same variables made independent by shifts in time."""

from rgcore.coarse_graining import coarse_grain
from rgcore.coarse_graining.schemas import OF_ONE_SET
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import write_tables
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples = open_samples(snakemake.input.samples)
    dataset = snakemake.wildcards.dataset
    rng = stream(run.root_seed, purpose="coarse graining", dataset=dataset)
    moments, n_draws = read_moments(snakemake.input.moments), run.params.n_null_draws
    tables = coarse_grain(samples, moments, dataset=dataset, n_draws=n_draws, rng=rng)
    write_tables(tables, snakemake.output, schemas=OF_ONE_SET, stamp=run.stamp())
