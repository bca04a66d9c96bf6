"""Find the fixed points of the momentum-shell flow in every dimension, and exponents by order in 4 - d."""

from rgcore.landau import exponent_table, fixed_point_table
from rgcore.landau.schemas import LANDAU_EXPONENTS, LANDAU_FIXED_POINTS
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    points = fixed_point_table(run.params.dimensions, run.params.components)
    exponents = exponent_table(run.params.dimensions, run.params.components)
    write_table(points, snakemake.output.points, schema=LANDAU_FIXED_POINTS, stamp=run.stamp())
    write_table(exponents, snakemake.output.exponents, schema=LANDAU_EXPONENTS, stamp=run.stamp())
