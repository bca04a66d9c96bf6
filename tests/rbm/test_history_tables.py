"""Histories of training and images of fields as rows of their tables."""

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.block_size import block_sizes
from rgcore.learned.field_size import receptive_field_table
from rgcore.learned.receptive_fields import effective_receptive_fields, lattice_images, receptive_field_images
from rgcore.learned.schemas import BLOCK_SIZE, RECEPTIVE_FIELD_IMAGES, RECEPTIVE_FIELDS
from rgcore.provenance import Stamp
from rgcore.rbm.history_tables import joint_training_table, reconstruction_table, training_table
from rgcore.rbm.networks.deep_belief import reconstruct
from rgcore.rbm.schemas import DBN_TRAINING, RECONSTRUCTIONS
from rgcore.rbm.training.data.training_samples import TrainingData, pack_spins
from rgcore.rbm.training.stack import train_stack
from rgcore.tables import read_table, write_table

from ..config_values import training_settings

NAME = {"temperature": 2.5, "replica": 0}


@pytest.fixture(scope="module")
def samples():
    return (2 * (np.random.default_rng(1).random((80, 36)) < 0.5) - 1).astype(np.int8)


@pytest.fixture(scope="module")
def trained(samples):
    settings = training_settings(n_epochs=2, batch_size=10, learning_rate=0.05)
    rng = np.random.default_rng(2)
    data = TrainingData(pack_spins(samples[:60], "binary"), pack_spins(samples[60:], "binary"))
    return train_stack(data, (8, 3), settings, rng=rng, report=lambda done, total: None)


def test_every_table_has_the_columns_of_its_schema(trained, samples, tmp_path):
    network, history = trained
    sizes = receptive_field_table(network, **NAME)
    tables = {
        DBN_TRAINING: training_table(history, **NAME),
        RECEPTIVE_FIELDS: sizes,
        RECEPTIVE_FIELD_IMAGES: receptive_field_images(network, **NAME),
        RECONSTRUCTIONS: reconstruction_table(network, samples[60:], **NAME),
        BLOCK_SIZE: block_sizes(sizes, {2.5: 6.0}, rng=np.random.default_rng(3)),
    }
    stamp = Stamp(parameters={}, root_seed=None, code="", inputs={})
    for schema, frame in tables.items():
        path = tmp_path / f"{schema.name}.parquet"
        write_table(frame, path, schema=schema, stamp=stamp)
        assert len(read_table(path)) == len(frame)


def test_the_field_of_an_upper_unit_is_the_product_of_the_weights(trained):
    network, _ = trained
    lower, upper = network.layers
    fields = effective_receptive_fields(network)
    assert [field.shape for field in fields] == [(36, 8), (36, 3)]
    for unit in range(3):
        summed = sum(upper.weights[j, unit] * lower.weights[:, j] for j in range(8))
        np.testing.assert_allclose(fields[1][:, unit], summed, rtol=1e-5, atol=1e-7)


def test_images_are_the_columns_of_the_weights_row_by_row(trained):
    network, _ = trained
    frame = receptive_field_images(network, **NAME)
    assert (frame["side"] == 6).all()
    lowest = frame[frame["layer"] == 1]
    np.testing.assert_array_equal(np.stack(lowest["weights"]), network.layers[0].weights.T)


def test_a_visible_layer_that_is_no_square_is_refused():
    with pytest.raises(ValueError, match="square lattice, got 10 units"):
        lattice_images(np.zeros((10, 2)))


def test_overlap_is_the_mean_of_spin_times_mean_spin(trained, samples):
    network, _ = trained
    frame = reconstruction_table(network, samples[60:], **NAME)
    means = reconstruct(network, samples[60:])
    np.testing.assert_allclose(frame["overlap"], (samples[60:] * means).mean(axis=1), rtol=1e-5)
    np.testing.assert_array_equal(np.stack(frame["original"]), samples[60:])
    np.testing.assert_array_equal(np.stack(frame["reconstruction"]), means)
    assert (frame["side"] == 6).all()


def test_the_gap_of_the_bound_is_above_or_below_zero_beyond_two_standard_errors():
    gaps = {"bound_gap": [0.3, -0.3, 0.1], "bound_gap_err": 0.1, "weight_norm_1": 0.5}
    frame = joint_training_table(pd.DataFrame(gaps), **NAME)
    assert frame["bound_gap_beside_zero"].tolist() == ["above", "below", "within"]
