"""Train all layers of a stack together, as a deep Boltzmann machine."""

from rgcore.learned.schemas import DBM_TRAINING
from rgcore.pipeline.job import job
from rgcore.rbm import (
    JointTrainingSettings,
    PackedSpins,
    TrainingData,
    joint_training_table,
    load_model,
    save_model,
    train_dbm,
)
from rgcore.rng import stream
from rgcore.tables.configurations import read_packed
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        with point.checkpoint() as checkpoint:
            packed, side = read_packed(point.input.configurations)
            network = load_model(point.input.model)
            parts = packed[: -run.params.n_held_out], packed[-run.params.n_held_out :]
            data = TrainingData(*(PackedSpins(part, side**2, network.units) for part in parts))
            settings, place = JointTrainingSettings(**run.params.joint_training), point.network_place()
            rng, report = stream(run.root_seed, purpose="dbm", **place), run.progress("epochs")
            dbm, history = train_dbm(network, data, settings, rng=rng, report=report, checkpoint=checkpoint)
            save_model(dbm, point.output.model, stamp=point.stamp())
            table = joint_training_table(history, **place)
            write_table(table, point.output.history, schema=DBM_TRAINING, stamp=point.stamp())
