"""Train a stack of restricted Boltzmann machines on the configurations of one temperature."""

from rgcore.rbm import TrainingSettings, to_arrays, train_stack, training_table
from rgcore.rng import stream
from rgcore.tables.arrays import write_arrays
from rgcore.tables.configurations import read_configurations
from rgcore.tables.frames import write_table
from rgcore.tables.schemas.rbm import DBN_TRAINING
from rgcore.workflow.job import job

with job(snakemake) as run:
    configurations, _ = read_configurations(snakemake.input.configurations)
    n_visible, *hidden_layers = run.params.layers
    spins = configurations.spins.reshape(-1, n_visible)
    training, held_out = spins[: -run.params.n_held_out], spins[-run.params.n_held_out :]
    settings = TrainingSettings(units=run.params.units, **run.params.training)
    place = {
        "temperature": float(snakemake.wildcards.temperature),
        "replica": int(snakemake.wildcards.replica),
    }
    shape = {"units": run.params.units, "layers": "-".join(map(str, run.params.layers))}
    rng, report = stream(run.root_seed, purpose="dbn", **shape, **place), run.progress("epochs")
    network, history = train_stack(
        training, hidden_layers, settings, held_out=held_out, rng=rng, report=report
    )
    stamp = run.stamp()
    write_arrays(to_arrays(network), snakemake.output.model, kind="dbn", stamp=stamp)
    table = training_table(history, **place)
    write_table(table, snakemake.output.history, schema=DBN_TRAINING, stamp=stamp)
