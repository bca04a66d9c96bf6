"""Follow the kurtosis of a data set as modes are integrated out."""

from rgcore.pcarg import FlowPlan, data_flow
from rgcore.pcarg.schemas import PCA_FLOW
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table
from rgcore.tables.samples import open_samples

with job(snakemake) as run:
    samples = open_samples(snakemake.input[0])
    plan = FlowPlan(kept=tuple(run.params.kept_fractions), dropped_tops=tuple(run.params.dropped_top))
    flow = data_flow(samples, plan, dataset=snakemake.wildcards.dataset)
    write_table(flow, snakemake.output[0], schema=PCA_FLOW, stamp=run.stamp())
