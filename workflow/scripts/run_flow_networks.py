"""Train networks, sample them, and pass configurations of several temperatures through them."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.rbm_flow.conditions import FlowNetwork
from rgcore.learned.rbm_flow.flow_data import flow_data
from rgcore.learned.rbm_flow.network_run import flow_tables
from rgcore.learned.rbm_flow.schemas import NETWORK_TEMPERATURE, RBM_FLOW
from rgcore.learned.rbm_flow.settings import FlowRunSettings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_tables

with job(snakemake) as run:
    sampling, settings = SamplingSettings(**run.params.sampling), FlowRunSettings(**run.params.settings)
    for point in run.points():
        with point.checkpoint() as checkpoint:
            network = FlowNetwork(**point.params.attributes)
            data = flow_data(network, settings, sampling, root_seed=run.root_seed)
            rng = stream(run.root_seed, purpose="rbm_flow", units=settings.units, **network.identity)
            report = run.progress("epochs")
            tables = flow_tables(network, data, settings, rng=rng, report=report, checkpoint=checkpoint)
            schemas = {"flow": RBM_FLOW, "temperature": NETWORK_TEMPERATURE}
            write_tables(tables, point.output, schemas=schemas, stamp=point.stamp())
