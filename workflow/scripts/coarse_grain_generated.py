"""Coarse-grain a generated data set, shifts of it in time, and further realizations of its model."""

from dataclasses import replace

from rgcore.coarse_graining import coarse_grain, with_realizations
from rgcore.coarse_graining.schemas import OF_ONE_SET
from rgcore.datasets import generate_dataset
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import write_tables
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples, model = open_samples(snakemake.input.samples), run.params.settings
    dataset = snakemake.wildcards.dataset
    rng = stream(run.root_seed, purpose="coarse graining", dataset=dataset)
    moments, n_draws = read_moments(snakemake.input.moments), run.params.n_null_draws
    tables = coarse_grain(samples, moments, dataset=dataset, n_draws=n_draws, rng=rng)
    if run.params.n_realizations > 1:
        name = {"purpose": "dataset", "dataset": dataset, "kind": model["kind"]}
        others = range(1, run.params.n_realizations)
        rngs = (stream(run.root_seed, **name, realization=number) for number in others)
        realizations = (generate_dataset(dataset, model, rng=rng).samples for rng in rngs)
        tables = replace(tables, exponents=with_realizations(tables.exponents, realizations))
    write_tables(tables, snakemake.output, schemas=OF_ONE_SET, stamp=run.stamp())
