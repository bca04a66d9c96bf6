"""Place Ising models and RBMs trained on them by their symmetrized Kullback-Leibler divergences."""

from rgcore.information import embedding_table
from rgcore.information.embedding.settings import EmbeddingSettings
from rgcore.information.schemas import INTENSIVE_EMBEDDING
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="intensive_embedding")
    table = embedding_table(EmbeddingSettings(**run.params.intensive_embedding), rng=rng)
    write_table(table, snakemake.output[0], schema=INTENSIVE_EMBEDDING, stamp=run.stamp())
