"""Samples to train on: packed spins, means of a layer, and values that are refused."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.networks.restricted import RBM, double_precision, mean_h_from_v, single_precision
from rgcore.rbm.training.data import training_samples
from rgcore.rbm.training.data.training_samples import (
    FloatSamples,
    MeansOfLayer,
    PackedSpins,
    all_rows,
    means_of_layer,
    pack_spins,
)
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.units.unit_type import unit_type

from ....config_values import training_settings
from ...small_networks import UNITS, means_error


def spins(n, n_units, seed=1):
    return (2 * np.random.default_rng(seed).integers(0, 2, size=(n, n_units)) - 1).astype(np.int8)


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("n_units", [16, 9])
def test_packed_spins_give_the_values_of_the_units(units, n_units):
    given = spins(1203, n_units)
    packed, values = pack_spins(given, units), unit_type(units).from_spins(given)
    assert (len(packed), packed.n_units) == (1203, n_units)
    np.testing.assert_array_equal(all_rows(packed), values)
    np.testing.assert_array_equal(all_rows(packed, 7), values[:7])
    some, rows = np.empty((3, n_units), np.float32), np.array([1202, 0, 5])
    packed.take(rows, some)
    np.testing.assert_array_equal(some, values[rows])


@pytest.mark.parametrize("units", UNITS)
def test_means_of_a_layer_are_the_same_bits_kept_or_worked_out(units, monkeypatch):
    settings = training_settings(n_epochs=1, batch_size=1, learning_rate=1, weight_scale=0.5, units=units)
    below = pack_spins(spins(1203, 36), units)
    rbm = lowest_rbm(start_at_random(below, 10, settings, rng=np.random.default_rng(2)).network)
    kept = means_of_layer(below, rbm)
    monkeypatch.setattr(training_samples, "MOST_STORED_BYTES", 1000)
    worked_out = means_of_layer(below, rbm)
    assert isinstance(kept, FloatSamples)
    assert not isinstance(worked_out, FloatSamples)
    np.testing.assert_array_equal(all_rows(kept), all_rows(worked_out))
    visible = unit_type(units).from_spins(spins(1203, 36)).astype(float)
    exact = mean_h_from_v(double_precision(rbm), visible)
    assert (np.abs(all_rows(kept) - exact) <= means_error(rbm, visible)).all()


PACKED = pack_spins(spins(20, 9), "spin")
TURNED = RBM(weights=np.eye(9)[::-1], visible_bias=np.zeros(9), hidden_bias=np.zeros(9), units="spin")
SAMPLES = [PACKED, FloatSamples(np.zeros((20, 9))), MeansOfLayer(PACKED, single_precision(TURNED))]


@pytest.mark.parametrize("samples", SAMPLES, ids=["packed", "values", "means"])
@pytest.mark.parametrize(
    "rows", [[20], [-1], [0.5], [True], "ab", None, [[0]], np.array([2**63], np.uint64), np.ma.array([3])]
)
def test_rows_that_are_not_there_are_refused(samples, rows):
    with pytest.raises(InputError, match=r"rows must (be|not be a masked array)"):
        samples.take(rows, np.empty((1, 9), np.float32))


@pytest.mark.parametrize("samples", SAMPLES, ids=["packed", "values", "means"])
@pytest.mark.parametrize(
    "out",
    [
        *(np.empty((1, 9), np.float32), np.empty((2, 8), np.float32), np.empty(18, np.float32)),
        *(np.empty((2, 9)), [[0.0] * 9] * 2, None),
        np.broadcast_to(np.float32(0), (2, 9)),
    ],
)
def test_an_array_without_room_for_the_rows_is_refused(samples, out):
    with pytest.raises(InputError, match=r"out must be a writable float32 array of shape \(2, 9\)"):
        samples.take(np.array([0, 1]), out)


@pytest.mark.parametrize("samples", SAMPLES, ids=["packed", "values", "means"])
@pytest.mark.parametrize("rows", [[3, 1], np.array([3, 1], np.int32), np.array([0, 1, 9, 3])[::-2]])
def test_rows_may_be_any_whole_numbers(samples, rows):
    out = np.empty((2, 9), np.float32)
    samples.take(rows, out)
    np.testing.assert_array_equal(out, all_rows(samples)[list(rows)])


def test_values_that_are_no_spins_are_refused():
    with pytest.raises(InputError, match=r"spins must be -1 or 1, got 0 at \[0, 0\]"):
        pack_spins(np.zeros((3, 4), dtype=np.int8), "spin")
    with pytest.raises(InputError, match=r"must be \(n, 2\) uint8, got \(3, 1\)"):
        PackedSpins(np.zeros((3, 1), np.uint8), 9, "spin")


def test_values_that_are_not_finite_are_refused():
    with pytest.raises(InputError, match="must hold finite numbers"):
        FloatSamples(np.array([[1.0, np.nan]]))
