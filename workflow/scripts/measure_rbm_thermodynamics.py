"""Draw configurations from every layer of a network and measure their thermodynamics."""

from rgcore.ising.own_configurations.models import without_undefined_values
from rgcore.learned import thermodynamics_table
from rgcore.learned.schemas import RBM_THERMODYNAMICS
from rgcore.pipeline.job import job
from rgcore.rbm import GenerationSettings, load_model
from rgcore.rng import stream
from rgcore.tables.configurations import last_spins, read_parameters
from rgcore.tables.frames import with_place, write_table

with job(snakemake) as run:
    for point in run.points():
        network, place = load_model(point.input.model), point.network_place()
        held_out = last_spins(point.input.configurations, run.params.n_held_out)
        settings = GenerationSettings(**run.params.generation)
        rng = stream(run.root_seed, purpose="rbm_thermodynamics", **place)
        table = thermodynamics_table(network, held_out, 1 / place["temperature"], settings, rng=rng)
        drawn = read_parameters(point.input.configurations)
        placed = with_place(without_undefined_values(table, drawn), **place)
        write_table(placed, point.output.thermodynamics, schema=RBM_THERMODYNAMICS, stamp=point.stamp())
