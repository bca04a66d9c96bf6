"""Draw decorrelated configurations of the Ising model at one temperature."""

from rgcore.ising.drawing.decorrelated_configurations import begin_sampling
from rgcore.ising.settings import SamplingSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.configurations import write_configurations

with job(snakemake) as run:
    side, temperature = int(snakemake.wildcards.side), float(snakemake.wildcards.temperature)
    settings = SamplingSettings(**run.params.sampling)
    rng = stream(run.root_seed, purpose="ising", side=side, temperature=temperature)
    drawing = begin_sampling(side, temperature, settings, rng=rng)
    run.log.info("%s, %s", drawing.plan.algorithm, drawing.plan.reason)
    batches = drawing.batches(rng=rng, report=run.progress("configurations"))
    write_configurations(batches, snakemake.output[0], stamp=lambda: run.stamp(drawing.parameters()))
