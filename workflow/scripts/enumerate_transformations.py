"""Enumerate the transformations of the variational RG."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.vrg import exactness_table
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.schemas import VRG_EXACTNESS

with job(snakemake) as run:
    table = exactness_table(
        run.params.couplings,
        run.params.transformations,
        {name: NetworkFile(**block) for name, block in run.params.networks.items()},
        rng=stream(run.root_seed, purpose="vrg"),
    )
    write_table(table, snakemake.output[0], schema=VRG_EXACTNESS, stamp=run.stamp())
