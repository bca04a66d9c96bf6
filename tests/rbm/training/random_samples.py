"""Small samples to train on: coins, and data of which the last samples are held out."""

import numpy as np

from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData


def coins(n, n_visible=6, seed=10):
    return (np.random.default_rng(seed).random((n, n_visible)) < 0.5).astype(np.float32)


def data_of(values, n_held_out=30):
    return TrainingData(FloatSamples(values[:-n_held_out]), FloatSamples(values[-n_held_out:]))
