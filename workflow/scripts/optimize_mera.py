"""Optimize a MERA of the critical Ising chain with every bond dimension."""

from rgcore.mera import mera_table
from rgcore.mera.schemas import MERA
from rgcore.mera.settings import MeraSettings
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    table = mera_table(MeraSettings(**run.params.mera))
    write_table(table, snakemake.output[0], schema=MERA, stamp=run.stamp())
