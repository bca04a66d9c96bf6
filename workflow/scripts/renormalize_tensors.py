"""Coarse-grain the square lattice as a network of tensors, by every method and bond dimension."""

from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table
from rgcore.tensor_rg import tensor_tables
from rgcore.tensor_rg.schemas import TENSOR_RG, TENSOR_SPECTRA
from rgcore.tensor_rg.settings import TensorSettings

with job(snakemake) as run:
    summary, spectra = tensor_tables(TensorSettings(**run.params.tensor_rg))
    write_table(summary, snakemake.output.summary, schema=TENSOR_RG, stamp=run.stamp())
    write_table(spectra, snakemake.output.spectra, schema=TENSOR_SPECTRA, stamp=run.stamp())
