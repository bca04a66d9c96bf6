"""Follow the kurtosis of many draws of every null of a data set."""

from rgcore.pcarg.flow.schemas import PCA_FLOW
from rgcore.pcarg.nulls.draws import DrawProgress, FlowPlan, null_flow, resumable_draws, usable_nulls
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.schemas import PCA_NULLS
from rgcore.pipeline.job import job
from rgcore.pipeline.jobs.null_structure import read_structure
from rgcore.rng import stream
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import read_table, write_table
from rgcore.tables.sample_files import open_samples
from rgcore.tables.text import write_text

with job(snakemake) as run:
    samples, moments = open_samples(snakemake.input.samples), read_moments(snakemake.input.moments)
    structure = read_structure(run.params.structure, read_table(snakemake.input.report))
    data = observed_data(samples, moments, structure=structure)
    nulls, left_out = usable_nulls(data, run.params.nulls)
    if left_out:
        run.log.warning("; ".join(left_out))
    write_text("".join(f"{each}\n" for each in left_out), snakemake.output.left_out)
    dataset = snakemake.wildcards.dataset
    plan = FlowPlan(kept=tuple(run.params.kept_fractions), dropped_tops=tuple(run.params.dropped_top))
    rngs = {each: stream(run.root_seed, purpose="null", dataset=dataset, source=each) for each in nulls}
    with run.checkpoint() as checkpoint:
        progress, n_draws = DrawProgress(run.progress("draws"), checkpoint), run.params.n_null_draws
        draws = resumable_draws(data, plan, n_draws, dataset=dataset, rngs=rngs, progress=progress)
        write_table(draws, snakemake.output.draws, schema=PCA_NULLS, stamp=run.stamp())
        write_table(null_flow(draws), snakemake.output.flow, schema=PCA_FLOW, stamp=run.stamp())
