"""Read configurations of the user at one temperature."""

from rgcore.ising.own_configurations.read import OwnConfigurations
from rgcore.ising.own_configurations.settings import ConfigurationFiles
from rgcore.pipeline.job import job
from rgcore.tables.configurations import write_configurations

with job(snakemake) as run:
    settings = ConfigurationFiles(**run.params.configurations)
    for point in run.points():
        side, temperature = int(point.wildcards.side), point.wildcards.temperature
        own = OwnConfigurations(settings, side, temperature, run.params.n_samples)
        batches = own.batches(report=run.progress("configurations"))
        stamp = point.stamp_afterwards(own.parameters)
        write_configurations(batches, point.output.configurations, stamp=stamp)
        run.log.info("%s", own.parameters()["algorithm_reason"])
