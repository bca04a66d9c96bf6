"""Estimate critical exponents by Monte Carlo renormalization."""

from rgcore.ising.mcrg import at_temperature, renormalization_exponents
from rgcore.ising.mcrg.schemas import MCRG
from rgcore.ising.own_configurations.models import without_undefined_values
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.configurations import read_configuration_batches, read_observables
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    side, temperature = run.params.side, float(run.params.temperature)
    energies, _, parameters = read_observables(snakemake.input[0])
    table = renormalization_exponents(
        (piece.spins for piece in read_configuration_batches(snakemake.input[0])),
        n_samples=len(energies),
        n_chains=parameters["n_chains"],
        n_blockings=run.params.n_blockings,
        rng=stream(run.root_seed, purpose="mcrg", side=side, temperature=temperature),
    )
    table = without_undefined_values(at_temperature(table, temperature), parameters)
    write_table(table, snakemake.output[0], schema=MCRG, stamp=run.stamp())
