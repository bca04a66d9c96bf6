"""Enumerate the transformations of the variational RG."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import read_table, write_table
from rgcore.vrg import transformation_tables
from rgcore.vrg.criteria.schemas import VRG_CRITERIA
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.schemas import VRG_EXACTNESS

with job(snakemake) as run:
    exactness, criteria = transformation_tables(
        run.params.couplings,
        run.params.transformations,
        {name: NetworkFile(**block) for name, block in run.params.networks.items()},
        read_table(snakemake.input.exponents),
        rng=stream(run.root_seed, purpose="vrg"),
    )
    write_table(exactness, snakemake.output.exactness, schema=VRG_EXACTNESS, stamp=run.stamp())
    write_table(criteria, snakemake.output.criteria, schema=VRG_CRITERIA, stamp=run.stamp())
