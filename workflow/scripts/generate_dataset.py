"""Generate a neural-like or stock-like data set."""

from rgcore.datasets import generate_dataset, log_summary
from rgcore.datasets.schemas import DATASET_REPORT
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.tables.sample_files import write_samples
from rgcore.tables.text import write_text

with job(snakemake) as run:
    name = snakemake.wildcards.dataset
    rng = stream(run.root_seed, purpose="dataset", dataset=name, kind=run.params.settings["kind"])
    dataset = generate_dataset(name, run.params.settings, rng=rng)
    log_summary(dataset, run.log)
    write_text(f"{dataset.summary}\n", snakemake.output.summary)
    stamp = run.stamp()
    write_samples([dataset.samples], snakemake.output.samples, variables=dataset.variables, stamp=stamp)
    write_table(dataset.report, snakemake.output.report, schema=DATASET_REPORT, stamp=stamp)
