"""Compare networks of the study of block size in pairs that differ in one factor."""

from rgcore.learned.block_study.pairs import size_pairs
from rgcore.learned.block_study.schemas import BLOCK_SIZE_PAIRS
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    table = size_pairs(read_table(snakemake.input[0]))
    write_table(table, snakemake.output[0], schema=BLOCK_SIZE_PAIRS, stamp=run.stamp())
