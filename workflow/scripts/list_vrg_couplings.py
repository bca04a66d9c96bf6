"""List the couplings that the transformations of the variational RG leave."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.vrg import coupling_table
from rgcore.vrg.examples.schemas import VRG_COUPLINGS
from rgcore.vrg.networks.network_settings import NetworkFile

with job(snakemake) as run:
    table = coupling_table(
        run.params.couplings,
        run.params.transformations,
        {name: NetworkFile(**block) for name, block in run.params.networks.items()},
        rng=stream(run.root_seed, purpose="vrg"),  # as of enumerate_transformations: the same networks
    )
    write_table(table, snakemake.output[0], schema=VRG_COUPLINGS, stamp=run.stamp())
