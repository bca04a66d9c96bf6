"""Reconstruct held-out configurations from the top layer of a network, and measure every layer's errors."""

from rgcore.learned import layer_reconstruction_table
from rgcore.learned.codes.schemas import DBN_RECONSTRUCTION
from rgcore.pipeline.job import job
from rgcore.rbm import load_model, reconstruction_table
from rgcore.rbm.schemas import RECONSTRUCTIONS
from rgcore.rng import stream
from rgcore.tables.configurations import last_spins
from rgcore.tables.frames import with_place, write_table

with job(snakemake) as run:
    for point in run.points():
        network, place = load_model(point.input.model), point.network_place()
        held_out = last_spins(point.input.configurations, run.params.n_held_out)
        rng = stream(run.root_seed, purpose="dbn_reconstruction", **place)
        errors = with_place(layer_reconstruction_table(network, held_out, rng=rng), **place)
        samples = reconstruction_table(network, held_out[-run.params.n_reconstructions :], **place)
        stamp = point.stamp()
        write_table(samples, point.output.samples, schema=RECONSTRUCTIONS, stamp=stamp)
        write_table(errors, point.output.errors, schema=DBN_RECONSTRUCTION, stamp=stamp)
