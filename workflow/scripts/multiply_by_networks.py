"""Multiply by networks, with weights written down and trained."""

from rgcore.cheap_learning import cheap_learning_table
from rgcore.cheap_learning.schemas import CHEAP_LEARNING
from rgcore.cheap_learning.settings import CheapLearningSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="cheap_learning")
    table = cheap_learning_table(CheapLearningSettings(**run.params.settings), rng=rng)
    write_table(table, snakemake.output[0], schema=CHEAP_LEARNING, stamp=run.stamp())
