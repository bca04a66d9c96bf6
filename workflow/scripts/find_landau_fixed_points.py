"""Find the fixed points of the momentum-shell flow in every dimension."""

from rgcore.landau import fixed_point_table
from rgcore.landau.schemas import LANDAU_FIXED_POINTS
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    points = fixed_point_table(run.params.dimensions)
    write_table(points, snakemake.output[0], schema=LANDAU_FIXED_POINTS, stamp=run.stamp())
