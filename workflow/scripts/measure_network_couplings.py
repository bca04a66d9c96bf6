"""Measure the couplings of the visible spins of networks."""

from rgcore.ising.own_configurations.models import without_undefined_values
from rgcore.pipeline.job import job
from rgcore.rbm import load_model
from rgcore.rng import stream
from rgcore.tables.configurations import last_spins, read_parameters
from rgcore.tables.frames import with_place, write_table
from rgcore.vrg.learned_flow.network_couplings import network_coupling_table
from rgcore.vrg.learned_flow.schemas import NETWORK_COUPLINGS

with job(snakemake) as run:
    for point in run.points():
        lowest, place = load_model(point.input.model).layers[0], point.network_place()
        rng = stream(run.root_seed, purpose="network_couplings", **place)
        spins = last_spins(point.input.configurations, run.params.n_held_out)
        table = network_coupling_table(lowest, spins, 1 / place["temperature"], rng=rng)
        table = without_undefined_values(table, read_parameters(point.input.configurations))
        placed = with_place(table, **place)
        write_table(placed, point.output.couplings, schema=NETWORK_COUPLINGS, stamp=point.stamp())
