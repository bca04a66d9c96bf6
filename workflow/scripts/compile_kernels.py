"""Fill numba's cache with the compiled kernels of one subject."""

from importlib import import_module

from rgcore.pipeline.job import job
from rgcore.tables.text import write_text

with job(snakemake) as run:
    subject = import_module(f"rgcore.{snakemake.wildcards.subject}.compile")
    subject.compile_kernels()
    write_text("compiled\n", snakemake.output[0])
