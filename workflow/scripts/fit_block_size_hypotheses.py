"""Fit hypotheses to the widths of receptive fields and compare them."""

from rgcore.learned.size_hypotheses.hypothesis_table import hypothesis_table
from rgcore.learned.size_hypotheses.schemas import BLOCK_SIZE_HYPOTHESES
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="block_size_hypotheses")
    table = hypothesis_table(read_table(snakemake.input[0]), rng=rng)
    write_table(table, snakemake.output[0], schema=BLOCK_SIZE_HYPOTHESES, stamp=run.stamp())
