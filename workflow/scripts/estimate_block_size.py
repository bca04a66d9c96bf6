"""Estimate the block size of every layer at every temperature."""

from rgcore.learned.block_size import block_sizes
from rgcore.learned.schemas import BLOCK_SIZE
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    thermodynamics = read_table(snakemake.input.thermodynamics)
    lengths = dict(
        zip(thermodynamics["temperature"], thermodynamics["correlation_length_exact"], strict=True)
    )
    rng = stream(run.root_seed, purpose="block_size")
    sizes = block_sizes(read_table(snakemake.input.fields), lengths, rng=rng)
    write_table(sizes, snakemake.output[0], schema=BLOCK_SIZE, stamp=run.stamp())
