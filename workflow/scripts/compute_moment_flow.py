"""Follow the kurtosis of a data set, or of one of its nulls, as modes are integrated out."""

from rgcore.pcarg import flow_of_source
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.tables.samples import open_samples
from rgcore.tables.schemas.pcarg import PCA_FLOW
from rgcore.workflow.job import job

with job(snakemake) as run:
    samples = open_samples(snakemake.input[0]).to_array()
    dataset, source = snakemake.wildcards.dataset, snakemake.wildcards.source
    rng = stream(run.root_seed, purpose="null", dataset=dataset, source=source)
    kept, dropped = run.params.kept_fractions, run.params.dropped_top
    flow = flow_of_source(samples, source, kept, dropped, dataset=dataset, rng=rng)
    write_table(flow, snakemake.output[0], schema=PCA_FLOW, stamp=run.stamp())
