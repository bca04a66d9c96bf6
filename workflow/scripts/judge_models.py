"""Compare measures and verdicts of all realizations with the truth of their models."""

import pandas as pd

from rgcore.model_bench.judging.judge import judge
from rgcore.model_bench.schemas import BENCH_MEASURES, BENCH_ROC, BENCH_SCORES, BENCH_VERDICTS
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import read_table, write_tables

SCHEMAS = {"measures": BENCH_MEASURES, "verdicts": BENCH_VERDICTS, "scores": BENCH_SCORES, "roc": BENCH_ROC}

with job(snakemake) as run:
    measures = pd.concat([read_table(path) for path in snakemake.input], ignore_index=True)
    rng = stream(run.root_seed, purpose="model bench, resampling")
    tables = judge(measures, run.params.n_resamples, rng=rng)
    write_tables(tables, snakemake.output, schemas=SCHEMAS, stamp=run.stamp())
