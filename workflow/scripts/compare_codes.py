"""Compare the layers of a network with majority blocks, as codes of its configurations."""

from rgcore.learned.codes.code_table import code_table
from rgcore.learned.codes.schemas import RECONSTRUCTION_CODES
from rgcore.pipeline.job import job
from rgcore.rbm import load_model
from rgcore.rng import stream
from rgcore.tables.configurations import last_spins
from rgcore.tables.frames import with_place, write_table

EVERY_ONE = 2**40  # more than a file holds

with job(snakemake) as run:
    for point in run.points():
        network, place = load_model(point.input.model), point.network_place()
        spins, n_held_out = last_spins(point.input.configurations, EVERY_ONE), run.params.n_held_out
        rng = stream(run.root_seed, purpose="reconstruction_codes", **place)
        table = code_table(network, spins[:-n_held_out], spins[-n_held_out:], rng=rng)
        placed = with_place(table, **place)
        write_table(placed, point.output.codes, schema=RECONSTRUCTION_CODES, stamp=point.stamp())
