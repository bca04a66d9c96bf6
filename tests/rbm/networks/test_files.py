import numpy as np
import pytest
from scipy.special import expit

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.networks.files import from_scikit_learn, load_model, save_model, to_scikit_learn
from rgcore.rbm.networks.units import as_binary, as_spin, unit_functions
from rgcore.tables import read_stamp, write_arrays

from ..small_networks import deep_machine, stack


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_a_stack_and_a_deep_machine_survive_their_files(units, tmp_path):
    path = tmp_path / "model.parquet"
    for model in (stack(units), deep_machine(units)):
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


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_a_machine_goes_to_scikit_learn_s_convention_and_back(units, rbm):
    class Fitted:
        """What BernoulliRBM has after fit: hidden means are expit(v components_^T + intercept_hidden_)."""

    fitted = Fitted()
    for name, value in to_scikit_learn(rbm).items():
        setattr(fitted, name, value)
    assert fitted.components_.shape == (3, 4)
    binary = as_binary(rbm)
    visible = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    means = expit(visible @ fitted.components_.T + fitted.intercept_hidden_)
    np.testing.assert_allclose(unit_functions("binary").mean_h_from_v(binary, visible), means, rtol=1e-12)
    back = from_scikit_learn(fitted)
    assert back.units == "binary"
    if rbm.units == "spin":
        back = as_spin(back)
    for name in ("weights", "visible_bias", "hidden_bias"):
        np.testing.assert_allclose(getattr(back, name), getattr(rbm, name), rtol=1e-12, atol=1e-15)


def test_scikit_learn_itself_agrees_where_it_is_installed(rbm):
    neural_network = pytest.importorskip("sklearn.neural_network")
    model = neural_network.BernoulliRBM(n_components=3)
    for name, value in to_scikit_learn(rbm).items():
        setattr(model, name, value)
    model.n_features_in_ = 4
    visible = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    means = unit_functions("binary").mean_h_from_v(as_binary(rbm), visible)
    np.testing.assert_allclose(model.transform(visible), means, rtol=1e-6)


def test_a_stack_is_what_it_was_layer_by_layer(tmp_path):
    model = stack("binary")
    save_model(model, tmp_path / "model.parquet")
    layers = load_model(tmp_path / "model.parquet").layers
    assert isinstance(load_model(tmp_path / "model.parquet"), DeepBeliefNetwork)
    for one, other in zip(model.layers, layers, strict=True):
        np.testing.assert_array_equal(one.hidden_bias, other.hidden_bias)
        np.testing.assert_array_equal(one.visible_bias, other.visible_bias)
