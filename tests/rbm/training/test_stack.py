"""Greedy training of a stack: what each layer learns from, its history, and its files."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.lattice.localization import localized_fraction
from rgcore.learned.receptive_fields import effective_receptive_fields
from rgcore.provenance import Stamp
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, from_arrays, reconstruct, to_arrays
from rgcore.rbm.networks.restricted import RBM, double_precision, mean_h_from_v
from rgcore.rbm.training.data.training_samples import TrainingData, all_rows, means_of_layer, pack_spins
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.training.stack import _data_above, train_stack
from rgcore.rbm.units.unit_type import unit_type
from rgcore.tables import read_arrays, write_arrays

from ...config_values import training_settings
from ...rounding import product_error
from ..small_networks import UNITS, means_error

LAYERS = (6, 3)


def silent(done, total):
    pass


def spins(n, seed=1):
    return (2 * (np.random.default_rng(seed).random((n, 9)) < 0.5) - 1).astype(np.int8)


def settings(units, n_epochs=2):
    return training_settings(
        n_epochs=n_epochs, batch_size=10, learning_rate=0.05, weight_scale=0.1, units=units
    )


def data(units):
    return TrainingData(pack_spins(spins(60)[:40], units), pack_spins(spins(60)[40:], units))


def train(units, report=silent):
    return train_stack(data(units), LAYERS, settings(units), rng=np.random.default_rng(2), report=report)


@pytest.fixture(params=UNITS)
def units(request):
    return request.param


def test_each_rbm_learns_the_means_of_the_one_below(units):
    network, _ = train(units)
    rng, below = np.random.default_rng(2), data(units)
    functions = unit_type(units)
    for n_hidden, trained in zip(LAYERS, network.layers, strict=True):
        rbm, _ = train_rbm(below, n_hidden, settings(units), rng=rng, report=silent)
        np.testing.assert_array_equal(trained.weights, rbm.weights)
        below = TrainingData(*(means_of_layer(samples, rbm) for samples in below[:2]))
        if rbm.n_visible == 9:
            visible = functions.from_spins(spins(60)[:40]).astype(float)
            exact = mean_h_from_v(double_precision(rbm), visible)
            assert (np.abs(all_rows(below.training) - exact) <= means_error(rbm, visible)).all()


def test_upper_units_are_judged_by_what_they_see_on_the_lattice(units):
    _, history = train(units)
    fraction = history.set_index(["layer", "epoch"])["localized_fraction"]
    network, _ = train(units)
    fields = effective_receptive_fields(network)
    assert fraction[(2, 2)] == localized_fraction(fields[1])
    assert fraction[(1, 2)] == localized_fraction(fields[0])


def test_what_upper_units_see_is_the_product_of_all_weights_below(units):
    network, _ = train(units)
    above = data(units)
    for rbm, field in zip(network.layers, effective_receptive_fields(network), strict=True):
        above = _data_above(above, rbm)
        error = 2 * product_error(*(layer.weights for layer in network.layers)).max()
        np.testing.assert_allclose(above.view, field, rtol=0, atol=error)  # two products of the same matrices


def test_history_has_a_row_per_layer_and_epoch(units):
    _, history = train(units)
    assert list(history["layer"]) == [1, 1, 2, 2]
    assert list(history["epoch"]) == [1, 2, 1, 2]
    assert list(history["n_visible"]) == [9, 9, 6, 6]
    assert list(history["n_hidden"]) == [6, 6, 3, 3]
    assert np.isfinite(history.to_numpy()).all()


def test_progress_counts_the_epochs_of_all_layers(units):
    seen = []
    train(units, report=lambda *step: seen.append(step))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_network_survives_its_file(units, tmp_path):
    network, _ = train(units)
    stamp = Stamp(parameters={}, root_seed=None, code="", inputs={})
    write_arrays(to_arrays(network), tmp_path / "model.parquet", kind="dbn_model", stamp=stamp)
    back = from_arrays(read_arrays(tmp_path / "model.parquet"))
    assert back.units == units
    assert [rbm.weights.shape for rbm in back.layers] == [(9, 6), (6, 3)]
    for one, other in zip(network.layers, back.layers, strict=True):
        for name in ("weights", "visible_bias", "hidden_bias"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
            assert getattr(other, name).dtype == np.float32


def copying_network():
    """Two layers that pass four spins through unchanged."""
    copying = RBM(
        weights=10 * np.eye(4, dtype=np.float32),
        visible_bias=np.zeros(4, dtype=np.float32),
        hidden_bias=np.zeros(4, dtype=np.float32),
        units="spin",
    )
    return DeepBeliefNetwork((copying, copying))


def test_a_copying_network_reconstructs_its_samples(units):
    network, samples = copying_network(), spins(20)[:, :4]
    if units == "binary":
        network = DeepBeliefNetwork(tuple(in_units(rbm, "binary") for rbm in network.layers))
    np.testing.assert_allclose(reconstruct(network, samples), samples, atol=1e-6)


def test_layers_that_do_not_fit_are_refused():
    copying = copying_network().layers[0]
    with pytest.raises(ValueError, match="at least one layer"):
        DeepBeliefNetwork(())
    with pytest.raises(ValueError, match="does not fit"):
        DeepBeliefNetwork((copying, in_units(copying, "binary")))


def test_samples_that_are_not_spins_are_refused():
    with pytest.raises(ValueError, match="must be -1 or 1, got 0"):
        reconstruct(copying_network(), np.zeros((2, 4), dtype=np.int8))
    with pytest.raises(InputError, match="hidden_layers must hold at least one"):
        train_stack(data("spin"), [], settings("spin"), rng=np.random.default_rng(1), report=silent)
