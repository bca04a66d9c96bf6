"""A network in a file as a transformation."""

import io
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rgcore.errors import InputError
from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.rbm import RBM, DeepBeliefNetwork, save_model
from rgcore.rbm.networks.conversion import in_units
from rgcore.settings import read_settings
from rgcore.vrg import exactness_table
from rgcore.vrg.exactness import transformation_tables
from rgcore.vrg.named_transformation import named_transformation
from rgcore.vrg.networks.network_card import network_card
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.networks.of_config import network_files
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.settings import VrgSettings
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.trace_condition import free_energy_difference, model_distribution
from rgcore.vrg.transformation import hidden_log_weights
from rgcore.vrg.transformations.rbms.decimating_rbm import locked_rbm


def random_rbm(n_visible, n_hidden, seed):
    rng = np.random.default_rng(seed)
    return RBM(
        weights=0.5 * rng.standard_normal((n_visible, n_hidden)),
        visible_bias=rng.standard_normal(n_visible),
        hidden_bias=rng.standard_normal(n_hidden),
        units="spin",
    )


def save_arrays(rbm, path, **changed):
    arrays = {"weights": rbm.weights, "visible_bias": rbm.visible_bias, "hidden_bias": rbm.hidden_bias}
    np.savez(path, **{key: value for key, value in {**arrays, **changed}.items() if value is not None})
    return str(path)


def transformation(path, *, lattice="ring", size=6, units=None):
    settings = NetworkFile(path=str(path), lattice=lattice, size=size, units=units)
    model = SmallModel(lattice=lattice, size=size, coupling=0.4)
    return named_transformation("mine", network_card("mine", settings), model, None)


def test_the_decimating_rbm_in_a_file_is_the_one_that_is_written_down(tmp_path):
    save_model(locked_rbm(8, 0.4)[0], tmp_path / "rbm.parquet")
    networks = {"mine": NetworkFile(path=str(tmp_path / "rbm.parquet"), lattice="ring", size=8)}
    table = exactness_table([0.4], ["decimating_rbm"], networks, rng=np.random.default_rng(1))
    here, there = table.drop(columns=["transformation", "effective_coupling_exact"]).to_dict("records")
    assert list(table["transformation"]) == ["decimating_rbm", "mine"]
    assert here == pytest.approx(there, abs=1e-12)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_arrays_of_either_units_are_the_same_network(tmp_path, units):
    rbm = random_rbm(6, 3, seed=2)
    found = transformation(save_arrays(in_units(rbm, units), tmp_path / "rbm.npz"), units=units)
    states = spin_states(6).astype(float)
    expected = boltzmann_distribution(
        states @ rbm.visible_bias + np.log(2 * np.cosh(states @ rbm.weights + rbm.hidden_bias)).sum(axis=1)
    )
    np.testing.assert_allclose(model_distribution(found.transformation), expected, rtol=1e-12)
    assert abs(free_energy_difference(found.transformation)) < 1e-12
    assert rbm_form_error(found.transformation) < 1e-12


def test_a_stack_has_the_distribution_that_it_generates(tmp_path):
    """p(v, h1, h2) = p(v | h1) p(h1, h2), the second factor that of the upper RBM."""
    lower, upper = random_rbm(6, 4, seed=3), random_rbm(4, 2, seed=4)
    save_model(DeepBeliefNetwork((lower, upper)), tmp_path / "stack.parquet")
    found = transformation(tmp_path / "stack.parquet").transformation
    v, h1, h2 = (spin_states(n).astype(float) for n in (6, 4, 2))
    below = np.exp(
        v @ lower.weights @ h1.T + (v @ lower.visible_bias)[:, None] + (h1 @ lower.hidden_bias)[None, :]
    )
    above = np.exp(
        h1 @ upper.weights @ h2.T + (h1 @ upper.visible_bias)[:, None] + (h2 @ upper.hidden_bias)[None, :]
    )
    joint = (below / below.sum(axis=0)) @ (above / above.sum())
    np.testing.assert_allclose(model_distribution(found), joint.sum(axis=1), rtol=1e-12)
    assert abs(free_energy_difference(found)) < 1e-12
    hidden = boltzmann_distribution(found.hidden_log_weights())
    np.testing.assert_allclose(np.sort(hidden), np.sort(joint.sum(axis=0)), rtol=1e-12)


def test_hidden_spins_are_where_their_weights_are_and_point_up(tmp_path):
    weights = np.zeros((6, 3))
    weights[4, 0], weights[0, 1], weights[2, 2] = -2.0, 1.0, 1.5
    rbm = RBM(weights=weights, visible_bias=np.zeros(6), hidden_bias=np.array([0.3, 0, 0]), units="spin")
    save_model(rbm, tmp_path / "rbm.parquet")
    found = transformation(tmp_path / "rbm.parquet")
    assert found.hidden.positions[:, 0].tolist() == [4, 0, 2]
    assert sorted(map(tuple, found.neighbours)) == [(0, 1), (0, 2), (1, 2)]
    inputs = found.transformation.inputs[-1]  # all spins up
    assert inputs.tolist() == [2.0 - 0.3, 1.0, 1.5]


def test_a_network_on_a_torus_has_neighbours_at_the_smallest_distance(tmp_path):
    weights = np.zeros((9, 3))
    weights[[0, 1, 5], [0, 1, 2]] = 1.0  # (0, 0), (0, 1), (1, 2)
    rbm = RBM(weights=weights, visible_bias=np.zeros(9), hidden_bias=np.zeros(3), units="spin")
    save_model(rbm, tmp_path / "rbm.parquet")
    found = transformation(tmp_path / "rbm.parquet", lattice="torus", size=3)
    assert found.neighbours.tolist() == [[0, 1]]


@pytest.mark.parametrize(("n_hidden", "n_pairs"), [(1, 0), (2, 1), (3, 3)])
def test_few_hidden_spins_on_a_ring_have_few_neighbours(tmp_path, n_hidden, n_pairs):
    save_model(random_rbm(6, n_hidden, seed=1), tmp_path / "rbm.parquet")
    networks = {"mine": NetworkFile(path=str(tmp_path / "rbm.parquet"), lattice="ring", size=6)}
    table = exactness_table([0.4], [], networks, rng=np.random.default_rng(1))
    assert np.isnan(table["effective_coupling"][0]) == (n_pairs == 0)
    assert len(transformation(tmp_path / "rbm.parquet").neighbours) == n_pairs


def test_a_file_with_something_else_is_one_sentence(tmp_path):
    rbm, path = random_rbm(6, 3, seed=5), tmp_path / "rbm.npz"
    cases = {
        "no hidden_bias, only weights, visible_bias; write zeros": ({"hidden_bias": None}, {"units": "spin"}),
        "units must be given, because": ({}, {}),
        r"must have shape \(visible, hidden\), but they have \(3, 6\) beside 6 visible biases: transpose": (
            {"weights": rbm.weights.T},
            {"units": "spin"},
        ),
        "must have 7 visible units, the sites of a ring of size 7, but .* has 6": (
            {},
            {"units": "spin", "size": 7},
        ),
        "rbm.npz: biases of shapes": ({"hidden_bias": np.zeros(4)}, {"units": "spin"}),
        "rbm.npz: weights must hold finite numbers": ({"weights": rbm.weights * np.nan}, {"units": "spin"}),
    }
    for reason, (arrays, settings) in cases.items():
        save_arrays(rbm, path, **arrays)
        with pytest.raises(InputError, match=reason):
            transformation(path, **settings)
    whole = path.read_bytes()
    np.save(tmp_path / "one.npy", rbm.weights)
    for broken in (whole[:100], whole[: len(whole) // 2], b"", (tmp_path / "one.npy").read_bytes()):
        path.write_bytes(broken)
        with pytest.raises(InputError, match=r"must be a whole .npz file"):
            transformation(path, units="spin")
    with pytest.raises(InputError, match="mine must name a file, but there is none at"):
        transformation(tmp_path / "nothing.npz", units="spin")


def archive_of(path, shape, entries=b""):
    """Write a .npz file whose arrays declare a shape, and hold some bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("weights", "visible_bias", "hidden_bias"):
            header = io.BytesIO()
            declared = {"descr": "<f8", "fortran_order": False, "shape": shape}
            np.lib.format.write_array_header_1_0(header, declared)
            archive.writestr(f"{name}.npy", header.getvalue() + entries)


def test_a_file_that_declares_more_than_a_small_network_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.vrg.networks.network_card._MOST_BYTES", 10**5)
    archive_of(tmp_path / "rbm.npz", (100, 100), bytes(8 * 100 * 100))
    with pytest.raises(InputError, match=r"at most 20 units in a layer, .* may take up to 0.24 MB"):
        transformation(tmp_path / "rbm.npz", units="spin")
    archive_of(tmp_path / "rbm.npz", (10**7, 10**7))
    with pytest.raises(
        InputError, match=r"must be a whole .npz file.*array weights should have 8\d+ bytes, it has"
    ):
        transformation(tmp_path / "rbm.npz", units="spin")
    many = pa.table({"data": pa.DictionaryArray.from_arrays(np.zeros(1000, np.int8), ["x" * 1000])})
    pq.write_table(many, tmp_path / "rbm.parquet")
    assert (tmp_path / "rbm.parquet").stat().st_size < 10_000
    with pytest.raises(InputError, match="at most 20 units in a layer"):
        transformation(tmp_path / "rbm.parquet")


NETWORK = {"path": "rbm.npz", "lattice": "ring", "size": 6, "units": "spin"}
MISTAKES = {
    "torus of 5": (
        {"lattice": "torus", "size": 5},
        "vrg.networks.mine.size of a torus must be at most 4, .* it is 5, which has 25",
    ),
    "no units": ({"units": None}, "vrg.networks.mine.units must be given, because rbm.npz does not hold it"),
    "format": ({"path": "rbm.h5"}, "vrg.networks.mine.path must be a .parquet or an .npz file, .* 'rbm.h5'"),
    "no file": ({"path": "other.npz"}, "vrg.networks.mine must name a file, but there is none at other.npz"),
    "folder": ({"path": "folder.npz"}, "vrg.networks.mine must name a file, but folder.npz is a folder"),
    "size": ({"size": 7}, "vrg.networks.mine must have 7 visible units, .* but rbm.npz has 6"),
    "wide": (
        {"path": "wide.npz"},
        "every layer of the network wide.npz must have at most 20 spins .* got 24",
    ),
    "broken": ({"path": "broken.npz"}, "broken.npz must be a whole .npz file"),
}


@pytest.fixture
def folder_of_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_arrays(random_rbm(6, 3, seed=5), tmp_path / "rbm.npz")
    save_arrays(random_rbm(6, 24, seed=5), tmp_path / "wide.npz")
    (tmp_path / "broken.npz").write_bytes(b"PK")
    (tmp_path / "folder.npz").mkdir()


def checked(networks, transformations=("decimation",)):
    """Check the block as the rules do when they are read."""
    block = {"couplings": [0.4], "transformations": list(transformations), "networks": networks}
    read_settings(VrgSettings, block, place=("vrg",))
    return network_files({"vrg": block})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_config_is_one_sentence_before_any_job(folder_of_files, mistake):
    changed, reason = MISTAKES[mistake]
    with pytest.raises(InputError, match=reason) as caught:
        checked({"mine": {**NETWORK, **changed}})
    assert "\n" not in str(caught.value)


def test_networks_alone_are_a_config_and_nothing_is_none(folder_of_files):
    assert checked({"mine": NETWORK}, []) == ["rbm.npz"]
    with pytest.raises(
        InputError, match=r"vrg.transformations must name at least one, .* networks names none"
    ):
        checked({}, [])


def test_networks_of_other_kinds_are_refused(tmp_path):
    save_model(random_rbm(6, 3, seed=5), tmp_path / "rbm.parquet")
    with pytest.raises(InputError, match=r"units must be spin, as .* states, or left out, but it is binary"):
        transformation(tmp_path / "rbm.parquet", units="binary")
    save_model(random_rbm(6, 24, seed=5), tmp_path / "wide.parquet")
    with pytest.raises(InputError, match=r"every layer of the network .* at most 20 spins .* got 24"):
        transformation(tmp_path / "wide.parquet")
    real = RBM(
        weights=np.ones((6, 2)),
        visible_bias=np.zeros(6),
        hidden_bias=np.zeros(2),
        units="binary",
        visible_units="gaussian",
    )
    save_model(real, tmp_path / "real.parquet")
    with pytest.raises(InputError, match=r"units of two values, but those of .* are gaussian"):
        transformation(tmp_path / "real.parquet")


@pytest.mark.parametrize("units", ["spin", "binary"])
@pytest.mark.parametrize("strong", ["hidden_bias", "weights"])
def test_strong_fields_leave_the_hidden_energy_of_the_closed_form(tmp_path, units, strong):
    small = random_rbm(6, 4, seed=3)
    parts = {"hidden_bias": small.hidden_bias + 300, "weights": small.weights}
    if strong == "weights":
        parts = {"hidden_bias": small.hidden_bias, "weights": 1000 * small.weights}
    rbm = RBM(**parts, visible_bias=small.visible_bias, units="spin")
    found = transformation(save_arrays(in_units(rbm, units), tmp_path / "rbm.npz"), units=units)
    states = spin_states(4).astype(float)
    inputs = states @ found.parameters["weights"].T + found.parameters["visible_bias"]
    expected = (
        found.parameters["constant"]
        + states @ found.parameters["hidden_bias"]
        + np.logaddexp(inputs, -inputs).sum(axis=1)
    )
    assert np.ptp(expected) > 800
    np.testing.assert_allclose(hidden_log_weights(found.transformation), expected, rtol=1e-12, atol=1e-9)
    dense = DenseTransformation(
        hamiltonian=found.model.hamiltonian, log_operator=found.transformation.log_rows(slice(None))
    )
    np.testing.assert_allclose(hidden_log_weights(dense), expected, rtol=1e-12, atol=1e-9)


def test_a_network_with_strong_fields_has_its_rows(tmp_path):
    rbm = RBM(weights=np.eye(6)[:, :4], visible_bias=np.zeros(6), hidden_bias=np.full(4, 100.0), units="spin")
    path = save_arrays(rbm, tmp_path / "rbm.npz")
    networks = {"mine": NetworkFile(path=path, lattice="ring", size=6, units="spin")}
    tables = transformation_tables([0.4], [], networks, rng=np.random.default_rng(1))
    assert np.isfinite(tables.exactness.effective_coupling).all()
    assert tables.criteria.information_in_hidden.tolist() == [0.0]
