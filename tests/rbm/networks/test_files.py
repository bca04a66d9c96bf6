"""Networks survive their files; what is no network is neither saved nor read."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.files import load_model, save_model
from rgcore.tables import read_stamp, write_arrays

from ..small_networks import UNITS, deep_network, stack


@pytest.mark.parametrize("units", UNITS)
def test_a_stack_and_a_deep_network_survive_their_files(units, tmp_path):
    path = tmp_path / "model.parquet"
    for model in (stack(units), deep_network(units)):
        save_model(model, path, stamp=Stamp(parameters={"temperature": "2.5"}, root_seed=3))
        back = load_model(path)
        assert type(back) is type(model)
        assert back.units == units
        parts = "weights" if isinstance(model, DeepBoltzmannMachine) else "layers"
        for one, other in zip(getattr(model, parts), getattr(back, parts), strict=True):
            one, other = (getattr(part, "weights", part) for part in (one, other))  # noqa: PLW2901
            np.testing.assert_array_equal(one, other)
        assert read_stamp(path)["parameters"] == {"temperature": "2.5"}


def test_files_without_a_model_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(InputError, match="there is none at"):
        load_model(tmp_path / "nothing.parquet")
    other = tmp_path / "other.parquet"
    write_arrays({"a": np.zeros(3)}, other, kind="checkpoint", stamp=Stamp())
    with pytest.raises(InputError, match=r"must hold a model \(dbn or dbm\), but it holds checkpoint"):
        load_model(other)
    save_model(stack("spin"), other)
    other.write_bytes(other.read_bytes()[:100])
    with pytest.raises(InputError, match="no Parquet file, or damaged"):
        load_model(other)


SMALL = {
    "lower_unit_value": np.array([-1], np.int8),
    "layer1_weights": np.zeros((3, 2)),
    "layer1_visible_bias": np.zeros(3),
    "layer1_hidden_bias": np.zeros(2),
}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"layer1_hidden_bias": None}, "it has no array layer1_hidden_bias"),
        ({"lower_unit_value": None}, "it has no array lower_unit_value"),
        ({"lower_unit_value": np.array([7], np.int8)}, "no unit type has the lower value 7"),
        ({"lower_unit_value": np.zeros(0, np.int8)}, "index 0 is out of bounds"),
        ({"layer1_weights": np.full((3, 2), np.nan)}, "weights must hold finite numbers"),
        ({"layer1_weights": np.zeros((2, 3))}, "biases of shapes"),
    ],
)
def test_arrays_that_make_no_model_are_refused_with_the_path(tmp_path, changed, reason):
    arrays = {name: value for name, value in {**SMALL, **changed}.items() if value is not None}
    write_arrays(arrays, tmp_path / "model.parquet", kind="dbn", stamp=Stamp())
    with pytest.raises(InputError, match=rf"model\.parquet must hold a model, but {reason}"):
        load_model(tmp_path / "model.parquet")


def test_a_stack_is_what_it_was_layer_by_layer(tmp_path):
    model = stack("binary")
    save_model(model, tmp_path / "model.parquet")
    layers = load_model(tmp_path / "model.parquet").layers
    assert isinstance(load_model(tmp_path / "model.parquet"), DeepBeliefNetwork)
    for one, other in zip(model.layers, layers, strict=True):
        np.testing.assert_array_equal(one.hidden_bias, other.hidden_bias)
        np.testing.assert_array_equal(one.visible_bias, other.visible_bias)


def test_an_rbm_alone_is_saved_as_a_stack_of_one(tmp_path):
    rbm = stack("spin").layers[0]
    save_model(rbm, tmp_path / "model.parquet")
    (back,) = load_model(tmp_path / "model.parquet").layers
    assert back.units == "spin"
    for name in ("weights", "visible_bias", "hidden_bias"):
        np.testing.assert_array_equal(getattr(back, name), getattr(rbm, name))


def test_what_is_no_model_is_not_saved(tmp_path):
    with pytest.raises(
        InputError, match="model must be of type RBM or DeepBeliefNetwork or DeepBoltzmannMachine"
    ):
        save_model({"weights": np.zeros((3, 2))}, tmp_path / "model.parquet")
    assert not list(tmp_path.iterdir())
