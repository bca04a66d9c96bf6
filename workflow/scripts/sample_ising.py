"""Draw decorrelated configurations of the Ising model at one temperature."""

from rgcore.ising.sampling import SamplingSettings, sample_configurations
from rgcore.rng import stream
from rgcore.tables.configurations import write_configurations
from rgcore.workflow.job import job

with job(snakemake) as run:
    side, temperature = int(snakemake.wildcards.side), float(snakemake.wildcards.temperature)
    settings = SamplingSettings(**run.params.sampling)
    rng = stream(run.root_seed, purpose="ising", side=side, temperature=temperature)
    report = run.progress("configurations")
    sample = sample_configurations(side, 1 / temperature, settings, rng=rng, report=report)
    write_configurations(sample.configurations, snakemake.output[0], stamp=run.stamp(sample.parameters()))
