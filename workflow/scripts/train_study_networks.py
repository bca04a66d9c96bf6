"""Train networks of the study of block size, one after the other, and measure their fields."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.block_study.conditions import Condition
from rgcore.learned.block_study.schemas import BLOCK_SIZE_STUDY
from rgcore.learned.block_study.study_data import study_data
from rgcore.learned.block_study.study_run import study_rows
from rgcore.pipeline.job import job
from rgcore.rbm import TrainingSettings
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    sampling, sizes = SamplingSettings(**run.params.sampling), (run.params.n_samples, run.params.n_held_out)
    for point in run.points():
        with point.checkpoint() as checkpoint:
            condition = Condition(**point.params.attributes)
            settings = TrainingSettings(units=run.params.units, **run.params.training | condition.training)
            data = study_data(condition, *sizes, sampling, root_seed=run.root_seed)
            rng = stream(
                run.root_seed, purpose="block_size_study", units=run.params.units, **condition.identity
            )
            report = run.progress("epochs")
            table = study_rows(condition, data, settings, rng=rng, report=report, checkpoint=checkpoint)
            write_table(table, point.output.study, schema=BLOCK_SIZE_STUDY, stamp=point.stamp())
