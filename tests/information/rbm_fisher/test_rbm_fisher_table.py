"""The table of the Fisher metric of networks."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.information.rbm_fisher.rbm_fisher_table import rbm_fisher_table
from rgcore.information.rbm_fisher.sampled_networks import TrainedLayer, sampled_stiffness
from rgcore.information.rbm_fisher.schemas import RBM_FISHER
from rgcore.information.rbm_fisher.settings import RbmFisherSettings
from rgcore.information.rbm_fisher.stiffness import StiffCount
from rgcore.rbm.networks.restricted import RBM
from rgcore.rng import stream

SETTINGS = RbmFisherSettings(
    stiff_share=0.01,
    n_directions=3,
    exact={"side": 2, "n_hidden": 2, "temperatures": ["2.0", "4.0"], "n_replicas": 2, "n_iterations": 20},
    sampled={"n_samples": 30, "n_steps": 2},
)


def layer(temperature, replica, n_held_out=60):
    rng = np.random.default_rng(replica)
    held_out = rng.choice(np.array([-1, 1], dtype=np.int8), (n_held_out, 9))
    rbm = RBM(
        weights=rng.standard_normal((9, 3)), visible_bias=np.zeros(9), hidden_bias=np.zeros(3), units="binary"
    )
    return TrainedLayer(temperature, replica, rbm, held_out)


@pytest.fixture(scope="module")
def table():
    return rbm_fisher_table(SETTINGS, [layer(2.0, 0), layer(2.0, 1), layer(3.0, 0)], root_seed=1)


def test_the_table_has_its_columns_and_a_row_per_network_and_temperature(table):
    assert set(table.columns) == set(RBM_FISHER.names)
    assert not table.duplicated(list(RBM_FISHER.keys)).any()
    assert table["kind"].tolist() == ["enumerated"] * 4 + ["first_layer"] * 2
    assert table["source"].tolist() == ["ising", "shuffled_weights"] * 2 + ["ising"] * 2
    assert table["temperature"].tolist() == [2.0, 2.0, 4.0, 4.0, 2.0, 3.0]
    assert table["n_runs"].tolist() == [2, 2, 2, 2, 2, 1]
    assert table["n_parameters"].tolist() == [4 * 2 + 4 + 2] * 4 + [9 * 3 + 9 + 3] * 2
    assert np.isfinite(table[["participation_err", "share_coupling_err"]]).all(axis=None)
    assert table["n_stiff"].isna().equals(table["kind"] == "first_layer")


def test_another_temperature_changes_no_other_row(table):
    more = SETTINGS.model_copy(
        update={"exact": SETTINGS.exact.model_copy(update={"temperatures": ["3.0", "4.0"]})}
    )
    other = rbm_fisher_table(more, [layer(2.2, 0), layer(2.5, 0), layer(3.0, 0)], root_seed=1)
    for kind, temperature in (("enumerated", 4.0), ("first_layer", 3.0)):
        old, new = (
            each[(each["kind"] == kind) & (each["temperature"] == temperature)].reset_index(drop=True)
            for each in (table, other)
        )
        assert new.equals(old)


def test_errors_of_one_training_run_are_over_pairs_of_halves_and_of_several_over_runs(table):
    def pairs(temperature, replica):
        rng = stream(1, purpose="rbm_fisher", temperature=temperature, replica=replica)
        count = StiffCount(0.01, 3, rng.permutation(9))
        found = sampled_stiffness(layer(temperature, replica), SETTINGS.sampled, count, rng=rng)
        return np.array([each.participation for each in found])

    trained = table[(table["kind"] == "first_layer") & (table["source"] == "ising")].set_index("temperature")
    one, two = pairs(3.0, 0), np.array([pairs(2.0, 0).mean(), pairs(2.0, 1).mean()])
    for temperature, values in ((3.0, one), (2.0, two)):
        row = trained.loc[temperature]
        assert row["participation"] == pytest.approx(values.mean())
        assert row["participation_err"] == pytest.approx(values.std(ddof=1) / np.sqrt(len(values)))
    assert len(one) == 4


def test_every_pair_of_halves_counts_its_configurations(table):
    assert set(table.loc[table["kind"] == "first_layer", "n_samples"]) == {4 * 2 * 30}
    assert set(table.loc[table["kind"] == "enumerated", "n_samples"]) == {0}


def test_networks_are_described_after_all_their_steps():
    """Nine pairs of units coupled by w: from all up, <v> after k steps is tanh(w)^(2k), 0.82 at first and 0 in the end.

    The trace is then the sum of the variances of nine v, nine m = tanh(w) v, and all v m' of different pairs.
    """
    coupled = RBM(weights=1.5 * np.eye(9), visible_bias=np.zeros(9), hidden_bias=np.zeros(9), units="spin")
    sampled = SETTINGS.sampled.model_copy(update={"n_samples": 100, "n_steps": 40})
    up = TrainedLayer(2.0, 0, coupled, np.ones((200, 9), np.int8))
    count = StiffCount(0.01, 3, np.arange(9))
    found = sampled_stiffness(up, sampled, count, rng=np.random.default_rng(3))
    traces = np.array([each.trace for each in found])
    square = np.tanh(1.5) ** 2
    assert traces.mean() == pytest.approx(9 + 9 * square + 72 * square, rel=0.02)


def test_halves_that_would_share_a_start_are_refused():
    count = StiffCount(0.01, 3, np.arange(9))
    with pytest.raises(InputError, match=r"held-out configurations, 29, .* but it is 30"):
        sampled_stiffness(layer(2.0, 0, 59), SETTINGS.sampled, count, rng=np.random.default_rng(0))
