"""Train networks on the Ising ring, one after the other, and measure their receptive fields."""

from rgcore.learned.size_controls.ring.ring_conditions import RingCondition
from rgcore.learned.size_controls.ring.ring_run import ring_row
from rgcore.learned.size_controls.schemas import RING_BLOCK_SIZE
from rgcore.pipeline.job import job
from rgcore.rbm import TrainingSettings
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        condition = RingCondition(**point.params.attributes)
        settings = TrainingSettings(
            units=run.params.units,
            n_epochs=condition.n_epochs,
            algorithm=condition.algorithm,
            **run.params.training,
        )
        report = run.progress("epochs")
        table = ring_row(condition, settings, root_seed=run.root_seed, report=report)
        write_table(table, point.output.sizes, schema=RING_BLOCK_SIZE, stamp=point.stamp())
