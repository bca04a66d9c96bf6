"""Compare prices as returns with prices as levels, and both with random walks."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.scans import PriceHistory, price_level_table
from rgcore.scans.price_levels.names import WALK_NAMES
from rgcore.scans.price_levels.price_level_table import joined
from rgcore.scans.price_levels.schemas import PRICE_LEVELS
from rgcore.tables.frames import read_table, write_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    parts, report = [], run.progress("draws")
    files = zip(snakemake.input.samples, snakemake.input.reports, strict=True)
    for (dataset, n_draws), (samples, described) in zip(run.params.n_draws.items(), files, strict=True):
        identity = {"purpose": "price levels", "dataset": dataset}
        rngs = {source: stream(run.root_seed, **identity, source=source) for source in WALK_NAMES}
        prices = PriceHistory.of_dataset(open_samples(samples), read_table(described))
        kept = run.params.kept_fractions
        parts.append(price_level_table(prices, kept, n_draws, dataset=dataset, rngs=rngs, report=report))
    write_table(joined(parts), snakemake.output[0], schema=PRICE_LEVELS, stamp=run.stamp())
