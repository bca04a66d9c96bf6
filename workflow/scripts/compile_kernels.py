"""Fill numba's cache of compiled kernels."""

from rgcore.ising.compile import compile_kernels as compile_ising_kernels
from rgcore.rbm.compile import compile_kernels as compile_rbm_kernels
from rgcore.tables.text import write_text
from rgcore.workflow.job import job

with job(snakemake) as run:
    compile_ising_kernels()
    compile_rbm_kernels()
    write_text("compiled\n", snakemake.output[0])
