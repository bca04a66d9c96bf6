"""Draw decorrelated configurations of the Ising model at one temperature."""

from rgcore.ising.drawing.decorrelated_configurations import begin_sampling
from rgcore.ising.settings import SamplingSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.configurations import write_configurations

with job(snakemake) as run:
    settings = SamplingSettings(**run.params.sampling)
    for point in run.points():
        side, temperature = int(point.wildcards.side), float(point.wildcards.temperature)
        rng = stream(run.root_seed, purpose="ising", side=side, temperature=temperature)
        drawing = begin_sampling(side, temperature, settings, rng=rng)
        run.log.info("%s, %s", drawing.plan.algorithm, drawing.plan.reason)
        batches = drawing.batches(rng=rng, report=run.progress("configurations"))
        stamp = point.stamp_afterwards(drawing.parameters)
        write_configurations(batches, point.output.configurations, stamp=stamp)
