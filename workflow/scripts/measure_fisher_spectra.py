"""Compute Fisher spectra of Ising lattices under decimation, hopping particles and sums of exponentials."""

from rgcore.information import fisher_table
from rgcore.information.schemas import FISHER_SPECTRA
from rgcore.information.settings import FisherSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="fisher_spectra")
    table = fisher_table(FisherSettings(**run.params.fisher), rng=rng)
    write_table(table, snakemake.output[0], schema=FISHER_SPECTRA, stamp=run.stamp())
