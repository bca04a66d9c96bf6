"""Train maps of one replica, and measure the exponents of these and of untrained ones."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.maps.replica import replica_rows
from rgcore.learned.maps.schemas import LEARNED_MAP_EXPONENTS
from rgcore.learned.maps.settings import LearnedMapsSettings
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    settings, sampling = LearnedMapsSettings(**run.params.settings), SamplingSettings(**run.params.sampling)
    for point in run.points():
        table = replica_rows(
            settings,
            sampling,
            replica=int(point.params.map_replica),
            root_seed=run.root_seed,
            report=run.progress("maps"),
        )
        write_table(table, point.output.exponents, schema=LEARNED_MAP_EXPONENTS, stamp=point.stamp())
