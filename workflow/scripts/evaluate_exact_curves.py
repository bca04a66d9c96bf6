"""Evaluate exact results of the Ising model on a grid of temperatures."""

from rgcore.ising import exact_curves
from rgcore.ising.own_configurations.models import without_exact_curves
from rgcore.ising.schemas import ISING_EXACT
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    lowest, highest = run.params.lowest_temperature, run.params.highest_temperature
    curves = exact_curves(run.params.side, lowest, highest)
    curves = without_exact_curves(curves, run.params.model)
    write_table(curves, snakemake.output[0], schema=ISING_EXACT, stamp=run.stamp())
