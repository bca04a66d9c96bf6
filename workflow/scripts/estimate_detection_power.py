"""Plant signals in noise and count how often tests of the spectrum find them."""

from rgcore.detection import detection_power_table
from rgcore.detection.schemas import DETECTION_POWER
from rgcore.detection.settings import DetectionSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="detection_power")
    table = detection_power_table(DetectionSettings(**run.params.detection), rng=rng)
    write_table(table, snakemake.output[0], schema=DETECTION_POWER, stamp=run.stamp())
