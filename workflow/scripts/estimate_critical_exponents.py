"""Estimate the critical point and critical exponents from the stored configurations of several lattice sides."""

from rgcore.ising.finite_size_scaling import energy_series_of, finite_size_scaling
from rgcore.ising.finite_size_scaling.schemas import FINITE_SIZE_CURVES, FINITE_SIZE_SCALING
from rgcore.pipeline.job import job
from rgcore.tables.configurations import read_observables
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    series = [energy_series_of(*read_observables(path)) for path in snakemake.input]
    tables = finite_size_scaling(series)
    stamp = run.stamp()
    write_table(tables.estimates, snakemake.output.estimates, schema=FINITE_SIZE_SCALING, stamp=stamp)
    write_table(tables.curves, snakemake.output.curves, schema=FINITE_SIZE_CURVES, stamp=stamp)
