"""Read a data set from the files of the user."""

from rgcore.datasets import read_dataset
from rgcore.tables.frames import write_table
from rgcore.tables.samples import write_samples
from rgcore.tables.schemas.datasets import DATASET_REPORT
from rgcore.workflow.job import job

with job(snakemake) as run:
    dataset = read_dataset(snakemake.wildcards.dataset, run.params.settings)
    run.log.info("read %d samples of %d variables", *dataset.samples.shape)
    stamp = run.stamp()
    write_samples([dataset.samples], snakemake.output.samples, variables=dataset.variables, stamp=stamp)
    write_table(dataset.report, snakemake.output.report, schema=DATASET_REPORT, stamp=stamp)
