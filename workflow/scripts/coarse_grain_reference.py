"""Simulate the published model and coarse-grain it."""

from dataclasses import replace

from rgcore.coarse_graining import coarse_grain, with_realizations
from rgcore.coarse_graining.schemas import OF_ONE_SET
from rgcore.datasets import kurtosis_of_many_cells, spiking_cells
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_tables

with job(snakemake) as run:
    name, cells = {"purpose": "coarse graining", "dataset": "reference_cells"}, dict(run.params.reference)
    others = range(1, cells.pop("n_realizations"))
    rng = stream(run.root_seed, **name)
    samples = spiking_cells(**cells, rng=rng)
    tables = coarse_grain(samples, dataset=name["dataset"], n_draws=run.params.n_null_draws, rng=rng)
    rngs = (stream(run.root_seed, **name, realization=number) for number in others)
    realizations = (spiking_cells(**cells, rng=rng) for rng in rngs)
    exponents = with_realizations(tables.exponents, realizations)
    levels = tables.levels.assign(kurtosis_limit=kurtosis_of_many_cells())
    tables = replace(tables, exponents=exponents, levels=levels)
    write_tables(tables, snakemake.output, schemas=OF_ONE_SET, stamp=run.stamp())
