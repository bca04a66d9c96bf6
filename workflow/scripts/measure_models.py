"""Take all measures of realizations of models whose answer is known."""

from rgcore.model_bench.battery.take_measures import measure_model
from rgcore.model_bench.schemas import BENCH_MEASURES
from rgcore.model_bench.settings import RealizationSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    settings = RealizationSettings(**run.params.settings)
    for point in run.points():
        place = {"model": point.params.model, "replica": point.params.replica}
        rng = stream(run.root_seed, purpose="model bench", **place)
        table = measure_model(place["model"], place["replica"], settings, rng=rng)
        write_table(table, point.output.measures, schema=BENCH_MEASURES, stamp=point.stamp())
