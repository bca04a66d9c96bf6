"""Estimate the log-likelihood of held-out configurations under a stack and a deep Boltzmann machine."""

from rgcore.ising.own_configurations.models import without_undefined_values
from rgcore.learned import likelihood_table
from rgcore.learned.schemas import RBM_LIKELIHOOD
from rgcore.pipeline.job import job
from rgcore.rbm import AnnealingSettings, load_model
from rgcore.rng import stream
from rgcore.tables.configurations import last_spins, read_parameters
from rgcore.tables.frames import with_place, write_table

with job(snakemake) as run:
    for point in run.points():
        network, dbm = load_model(point.input.dbn), load_model(point.input.dbm)
        held_out = last_spins(point.input.configurations, run.params.n_held_out)
        settings, place = AnnealingSettings(**run.params.annealing), point.network_place()
        rng = stream(run.root_seed, purpose="rbm_likelihood", **place)
        table = likelihood_table(network, dbm, held_out, 1 / place["temperature"], settings, rng=rng)
        drawn = read_parameters(point.input.configurations)
        placed = with_place(without_undefined_values(table, drawn), **place)
        write_table(placed, point.output.likelihood, schema=RBM_LIKELIHOOD, stamp=point.stamp())
