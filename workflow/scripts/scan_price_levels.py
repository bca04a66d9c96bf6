"""Compare prices as returns with prices as levels, and both with random walks."""

from functools import partial

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.scans import PriceHistory
from rgcore.scans.price_levels.price_level_table import tables_of_datasets
from rgcore.scans.price_levels.schemas import PRICE_LEVELS
from rgcore.tables.frames import read_table, write_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples, reports = map(open_samples, snakemake.input.samples), map(read_table, snakemake.input.reports)
    histories = map(PriceHistory.of_dataset, samples, reports)
    kept, n_draws = run.params.kept_fractions, run.params.n_draws
    rng_of = partial(stream, run.root_seed, purpose="price levels")
    table = tables_of_datasets(histories, kept, n_draws, rng_of=rng_of, report=run.progress("draws"))
    write_table(table, snakemake.output[0], schema=PRICE_LEVELS, stamp=run.stamp())
