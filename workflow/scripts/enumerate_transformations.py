"""Enumerate the example transformations of the variational RG."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.vrg import exactness_table
from rgcore.vrg.schemas import VRG_EXACTNESS

with job(snakemake) as run:
    table = exactness_table(run.params.couplings, rng=stream(run.root_seed, purpose="vrg"))
    write_table(table, snakemake.output[0], schema=VRG_EXACTNESS, stamp=run.stamp())
