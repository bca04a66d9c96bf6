"""Put the samples of one case of known truth through the principal-component RG, and compare."""

from rgcore.ground_truth.case_comparison import compare_case
from rgcore.ground_truth.schemas import PCA_GROUND_TRUTH
from rgcore.ground_truth.settings import case_of
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        case = case_of(point.params.attributes)
        rng = stream(run.root_seed, purpose="ground_truth", case=case.name)
        table = compare_case(case, run.params.kept_fractions, rng=rng)
        write_table(table, point.output.comparison, schema=PCA_GROUND_TRUTH, stamp=point.stamp())
