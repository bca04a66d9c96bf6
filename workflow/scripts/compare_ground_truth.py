"""Put the samples of one case of known truth through the principal-component RG, and compare."""

from rgcore.ground_truth.case_comparison import compare_case
from rgcore.ground_truth.schemas import PCA_GROUND_TRUTH
from rgcore.ground_truth.settings import case_of
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    case = case_of(run.params.attributes)
    rng = stream(run.root_seed, purpose="ground_truth", case=case.name)
    table = compare_case(case, run.params.kept_fractions, rng=rng)
    write_table(table, snakemake.output[0], schema=PCA_GROUND_TRUTH, stamp=run.stamp())
