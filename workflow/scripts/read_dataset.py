"""Read a data set from the files of the user."""

from rgcore.datasets import log_summary, open_dataset
from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table
from rgcore.tables.sample_files import write_samples
from rgcore.tables.text import write_text

with job(snakemake) as run:
    dataset = open_dataset(snakemake.wildcards.dataset, run.params.settings)
    log_summary(dataset, run.log)
    write_text(f"{dataset.summary}\n", snakemake.output.summary)
    stamp = run.stamp()
    names = {"variables": dataset.variables, "dates": dataset.dates}
    write_samples(dataset.blocks, snakemake.output.samples, **names, stamp=stamp)
    write_table(dataset.report, snakemake.output.report, schema=DATASET_REPORT, stamp=stamp)
