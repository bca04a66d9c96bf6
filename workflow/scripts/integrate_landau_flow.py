"""Integrate the momentum-shell flow in every dimension."""

from rgcore.landau import flow_table
from rgcore.landau.schemas import LANDAU_FLOW
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    flow = flow_table(run.params.dimensions)
    write_table(flow, snakemake.output[0], schema=LANDAU_FLOW, stamp=run.stamp())
