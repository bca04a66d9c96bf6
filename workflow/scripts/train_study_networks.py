"""Train networks of the study of block size, one after the other, and measure their fields."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.block_study.conditions import Condition
from rgcore.learned.block_study.schemas import BLOCK_SIZE_STUDY
from rgcore.learned.block_study.settings import ConvergenceSettings
from rgcore.learned.block_study.study_data import StudySamples
from rgcore.learned.block_study.study_run import train_condition
from rgcore.learned.block_study.study_table import study_rows
from rgcore.pipeline.job import job
from rgcore.rbm import TrainingSettings
from rgcore.rbm.sampling_settings import AnnealingSettings
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    given, seed = run.params, run.root_seed
    samples = StudySamples(given.n_held_out, SamplingSettings(**given.sampling), root_seed=seed)
    judged = AnnealingSettings(**given.annealing), ConvergenceSettings(**given.convergence)
    for point in run.points():
        with point.checkpoint() as checkpoint:
            condition, report = Condition(**point.params.attributes), run.progress("epochs")
            settings = TrainingSettings(units=given.units, **point.params.training | condition.training)
            data = samples.of(condition, point.params.n_samples)
            rng = stream(seed, purpose="block_size_study", units=given.units, **condition.identity)
            trained = train_condition(
                condition, data, settings, rng=rng, report=report, checkpoint=checkpoint
            )
            table = study_rows(trained, condition, data, *judged, rng=rng)
            write_table(table, point.output.study, schema=BLOCK_SIZE_STUDY, stamp=point.stamp())
