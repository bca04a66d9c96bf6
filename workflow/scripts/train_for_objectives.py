"""Train RBMs on a ring for every objective of the variational RG."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.vrg import objectives_table
from rgcore.vrg.objectives.schemas import VRG_OBJECTIVES

with job(snakemake) as run:
    table = objectives_table(**run.params.objectives, rng=stream(run.root_seed, purpose="vrg_objectives"))
    write_table(table, snakemake.output[0], schema=VRG_OBJECTIVES, stamp=run.stamp())
