"""Train a stack of restricted Boltzmann machines on the configurations of one temperature."""

from rgcore.pipeline.job import job
from rgcore.rbm import PackedSpins, TrainingData, TrainingSettings, save_model, train_stack, training_table
from rgcore.rbm.schemas import DBN_TRAINING
from rgcore.rng import stream
from rgcore.tables.configurations import read_packed
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        with point.checkpoint() as checkpoint:
            packed, side = read_packed(point.input.configurations)
            hidden_layers, units = run.params.layers[1:], run.params.units
            parts = packed[: -run.params.n_held_out], packed[-run.params.n_held_out :]
            data = TrainingData(*(PackedSpins(part, side**2, units) for part in parts))
            settings, place = TrainingSettings(units=units, **run.params.training), point.network_place()
            shape = {"units": units, "layers": "-".join(map(str, run.params.layers))}
            rng, report = stream(run.root_seed, purpose="dbn", **shape, **place), run.progress("epochs")
            network, history = train_stack(
                data, hidden_layers, settings, rng=rng, report=report, checkpoint=checkpoint
            )
            save_model(network, point.output.model, stamp=point.stamp())
            table = training_table(history, **place)
            write_table(table, point.output.history, schema=DBN_TRAINING, stamp=point.stamp())
