"""Analyse a data set again and again, in the ways for which the config names it."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.scans import scan_dataset
from rgcore.scans.schemas import OF_ONE_SET
from rgcore.scans.settings import DatasetScans
from rgcore.series.stored_moments import read_moments
from rgcore.settings import read_settings
from rgcore.tables.frames import write_tables
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    dataset = snakemake.wildcards.dataset
    tables = scan_dataset(
        open_samples(snakemake.input.samples),
        read_settings(DatasetScans, run.params.scans),
        dataset=dataset,
        moments=read_moments(snakemake.input.moments),
        rngs={name: stream(run.root_seed, purpose=name, dataset=dataset) for name in OF_ONE_SET},
    )
    write_tables(tables, snakemake.output, schemas=OF_ONE_SET, stamp=run.stamp())
