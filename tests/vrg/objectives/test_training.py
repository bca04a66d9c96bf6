"""Networks trained for each objective: gradients, what is reached, and what is left open."""

import numpy as np
import pytest

from rgcore.cards import load_cards
from rgcore.exact import spin_expansion
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.vrg import objectives_table
from rgcore.vrg.objectives import objectives_table as table_of_objectives
from rgcore.vrg.objectives.family import draw_start, ring_family
from rgcore.vrg.objectives.schemas import VRG_OBJECTIVES
from rgcore.vrg.objectives.training import Recorded, cost_and_gradient, directions_seen, train
from rgcore.vrg.rbm_transformation import rbm_transformation

CARDS = load_cards("rgcore.vrg.objectives.functions")
COUPLING = 0.5


@pytest.fixture(scope="module")
def table():
    return objectives_table([COUPLING], [3, 4], n_sites=8, n_iterations=400, rng=np.random.default_rng(2))


@pytest.fixture(scope="module")
def end(table):
    last = table.loc[table.groupby(["objective", "n_hidden"])["iteration"].idxmax()]
    return last.set_index(["n_hidden", "objective"])


def test_the_trace_of_the_family_is_that_of_its_transformation():
    parameters = draw_start(6, 3, rng=np.random.default_rng(1)) + 0.3
    family = ring_family(6, 3, COUPLING)
    weights, constant = family.split(parameters)
    hamiltonian = pair_hamiltonian(ring_bonds(6), 6, COUPLING)
    transformation = rbm_transformation(unbiased_rbm(weights), hamiltonian, constant)
    np.testing.assert_allclose(family.log_trace(parameters)[0], transformation.log_trace, atol=1e-13)


@pytest.mark.parametrize("name", sorted(CARDS))
def test_gradients_are_those_of_finite_differences(name):
    family = ring_family(6, 3, COUPLING)
    parameters = draw_start(6, 3, rng=np.random.default_rng(1)) + 0.2
    numerical = [
        (
            cost_and_gradient(parameters + step, family, CARDS[name])[0]
            - cost_and_gradient(parameters - step, family, CARDS[name])[0]
        )
        / 2e-5
        for step in 1e-5 * np.eye(len(parameters))
    ]
    found = cost_and_gradient(parameters, family, CARDS[name])[1]
    np.testing.assert_allclose(found, numerical, rtol=0, atol=1e-8 * max(1, np.abs(found).max()))


def test_columns_are_those_of_the_schema_and_the_start_is_shared(table):
    assert list(table.columns) == VRG_OBJECTIVES.names
    first = table[(table.iteration == 0) & (table.n_hidden == 4)]
    assert first.kl_divergence.nunique() <= 4  # of four starts


def test_the_divergence_alone_finds_the_distribution_and_leaves_the_free_energy_wrong(end):
    row = end.loc[4, "divergence"]
    assert row.kl_divergence < 1e-6
    assert abs(row.free_energy_difference) > 1
    assert row.trace_error_per_spin > 0.1


def test_the_free_energy_alone_is_fulfilled_by_a_machine_that_learned_nothing(table, end):
    rows = table[(table.objective == "free_energy") & (table.n_hidden == 4)]
    first, last = rows.iloc[0], end.loc[4, "free_energy"]
    assert abs(last.free_energy_difference) < 1e-6
    assert last.kl_divergence > 0.5 * first.kl_divergence
    assert abs(last.effective_coupling) < 0.05
    assert last.n_directions_seen == 1


def test_either_bound_and_both_together_find_the_trace_condition_where_decimation_is_in_the_family(end):
    for name in ("lower_bound", "upper_bound", "both"):
        row = end.loc[4, name]
        assert row.trace_error_per_spin < 1e-3, name
        assert row.effective_coupling == pytest.approx(np.log(np.cosh(2 * COUPLING)) / 2, abs=1e-3)


def test_a_machine_that_is_too_small_separates_the_objectives(end):
    rows = end.loc[3]
    assert rows.loc["divergence", "kl_divergence"] == pytest.approx(
        rows.loc["lower_bound", "kl_divergence"], rel=1e-6
    )
    assert -rows.loc["lower_bound", "free_energy_difference"] == pytest.approx(
        rows.loc["lower_bound", "kl_divergence"], rel=1e-9
    )
    assert rows.loc["upper_bound", "free_energy_difference"] == pytest.approx(
        rows.loc["upper_bound", "reverse_kl_divergence"], rel=1e-9
    )
    assert rows.loc["upper_bound", "reverse_kl_divergence"] < rows.loc["divergence", "reverse_kl_divergence"]
    assert rows.loc["upper_bound", "kl_divergence"] > rows.loc["divergence", "kl_divergence"]


def test_the_divergence_is_flat_in_the_constant_and_both_together_are_curved_everywhere(end):
    rows = end.loc[3]
    assert rows.loc["divergence", "n_directions_seen"] == rows.loc["divergence", "n_parameters"] - 1
    assert rows.loc["both", "n_directions_seen"] == rows.loc["both", "n_parameters"]


def test_training_keeps_the_start_and_the_end():
    family = ring_family(6, 3, COUPLING)
    start = draw_start(6, 3, rng=np.random.default_rng(4))
    run = train(start, family, CARDS["divergence"], n_iterations=20)
    np.testing.assert_array_equal(run[0].parameters, start)
    assert [each.iteration for each in run] == [0, 1, 4, 16, 20]
    assert directions_seen(run[-1].parameters, family, CARDS["divergence"]) >= 1


def test_of_runs_that_end_at_one_cost_up_to_rounding_the_first_is_kept(monkeypatch):
    """A difference of 5e-7 nats would be decided by the processor; one of 5e-6 is an end of its own."""
    costs = {0: 1.0 + 5e-6, 1: 1.0 + 5e-7, 2: 1.0, 3: 2.0}
    monkeypatch.setattr(table_of_objectives, "train", lambda start, *_, **__: [Recorded(0, start)])
    monkeypatch.setattr(table_of_objectives, "cost_and_gradient", lambda start, *_: (costs[start], None))
    assert table_of_objectives._best_run([0, 1, 2, 3], None, None, 1)[-1].parameters == 1


def test_the_coupling_of_a_small_network_is_the_mean_over_all_bonds_of_its_ring():
    """A weak ring, of which even a network without weights misses little: small numbers are kept."""
    parameters = np.append(0.8 * np.random.default_rng(6).standard_normal(18), 0.0)
    family = ring_family(6, 3, 0.05)
    weights, _ = family.split(parameters)
    ordered = table_of_objectives.in_order(unbiased_rbm(weights))
    log_weights = rbm_transformation(ordered, family.hamiltonian, 0.0).hidden_log_weights()
    pairs = spin_expansion(log_weights)[[0b110, 0b101, 0b011]]
    found = table_of_objectives._measures(Recorded(0, parameters), family)
    assert found["effective_coupling"] == pytest.approx(pairs.mean(), abs=1e-9)
    free = table_of_objectives._measures(Recorded(0, np.zeros(19)), family)
    p = family.boltzmann
    assert free["kl_divergence"] == pytest.approx(p @ np.log(64 * p), rel=1e-6)
    assert free["kl_divergence"] < 1e-2


def test_every_number_of_hidden_spins_has_four_starts():
    rng, drawn = np.random.default_rng(7), np.random.default_rng(7)
    objectives_table([COUPLING], [3], n_sites=6, n_iterations=1, rng=rng)
    drawn.standard_normal(4 * 6 * 3)
    assert rng.random() == drawn.random()
