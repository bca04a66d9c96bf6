"""Put data whose truth is known through the principal-component RG, and compare."""

from functools import partial

from rgcore.ground_truth import field_cases, ground_truth_table, spin_cases
from rgcore.ground_truth.schemas import PCA_GROUND_TRUTH
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    table = ground_truth_table(
        field_cases(run.params.fields),
        spin_cases(**run.params.spins),
        run.params.kept_fractions,
        stream=partial(stream, run.root_seed, purpose="ground_truth"),
    )
    write_table(table, snakemake.output[0], schema=PCA_GROUND_TRUTH, stamp=run.stamp())
