"""Follow the flow of the coupling for several exponents, and find its fixed points."""

from rgcore.pcarg import fixed_point_table, recursion_table
from rgcore.pcarg.coupling.relevance import relevance_table
from rgcore.pcarg.coupling.schemas import PCA_FIXED_POINTS, PCA_RECURSION, PCA_RELEVANCE
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    exponents = run.params.exponents
    flow, points = recursion_table(exponents), fixed_point_table(exponents)
    write_table(flow, snakemake.output.flow, schema=PCA_RECURSION, stamp=run.stamp())
    write_table(points, snakemake.output.fixed_points, schema=PCA_FIXED_POINTS, stamp=run.stamp())
    write_table(relevance_table(), snakemake.output.relevance, schema=PCA_RELEVANCE, stamp=run.stamp())
