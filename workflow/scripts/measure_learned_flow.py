"""Train RBMs on small tori and measure the couplings of their hidden spins."""

from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table
from rgcore.vrg.learned_flow.flow_rows import learned_flow_table
from rgcore.vrg.learned_flow.schemas import LEARNED_FLOW
from rgcore.vrg.learned_flow.settings import LearnedFlowSettings

with job(snakemake) as run:
    settings = LearnedFlowSettings(**run.params.settings)
    rng = stream(run.root_seed, purpose="learned_flow")
    table = learned_flow_table(settings.couplings, settings.n_starts, rng=rng)
    write_table(table, snakemake.output[0], schema=LEARNED_FLOW, stamp=run.stamp())
