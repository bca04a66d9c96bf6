"""Follow the kurtosis of a data set as modes are integrated out."""

from rgcore.pcarg import FlowPlan, data_flow
from rgcore.pcarg.flow.schemas import PCA_FLOW
from rgcore.pipeline.job import job
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import write_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples, moments = open_samples(snakemake.input.samples), read_moments(snakemake.input.moments)
    plan = FlowPlan(kept=tuple(run.params.kept_fractions), dropped_tops=tuple(run.params.dropped_top))
    flow = data_flow(samples, plan, dataset=snakemake.wildcards.dataset, moments=moments)
    write_table(flow, snakemake.output[0], schema=PCA_FLOW, stamp=run.stamp())
