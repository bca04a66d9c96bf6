"""Find fixed points and exponents of approximate renormalizations of the Ising model."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table
from rgcore.vrg import approximate_exponents
from rgcore.vrg.flows.schemas import VRG_EXPONENTS

with job(snakemake) as run:
    table = approximate_exponents(run.params.approximations)
    write_table(table, snakemake.output[0], schema=VRG_EXPONENTS, stamp=run.stamp())
