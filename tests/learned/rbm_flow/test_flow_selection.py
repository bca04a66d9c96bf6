"""Means over training runs as figures and words of the flow take them."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from rgcore.selection.networks.flow import discordant_pairs, flow_ends, over_replicas

from ...example_tables.trained_networks import rbm_flow


def rows(values, **same):
    return pd.DataFrame({"replica": range(len(values)), "x": values, "kind": "a"} | same)


def test_intervals_are_those_of_the_t_distribution_over_training_runs():
    found = over_replicas(rows([2.0, 3.0, 7.0]), ["kind"], ["x"]).iloc[0]
    assert found["x"] == 4
    assert found["x_err"] == pytest.approx(np.std([2, 3, 7], ddof=1) / np.sqrt(3))
    low, high = t.interval(0.95, 2, loc=4, scale=found["x_err"])
    assert found["x_half"] == pytest.approx((high - low) / 2)
    assert found["n_replicas"] == 3


def test_a_value_that_is_not_finite_leaves_no_mean_and_one_run_has_no_error():
    assert np.isnan(over_replicas(rows([2.0, np.inf]), ["kind"], ["x"])[["x", "x_err"]].to_numpy()).all()
    assert np.isnan(over_replicas(rows([2.0]), ["kind"], ["x"])["x_half"].iloc[0])


def test_ends_are_of_the_last_step_and_starts_are_averaged_before_runs():
    flow = rbm_flow(2)
    shifted = flow.assign(energy_temperature=flow["step"] + flow["start_temperature"] + 0.1 * flow["replica"])
    ends = flow_ends(shifted)
    trained = ends[ends["design"] != "bond_network"]
    np.testing.assert_allclose(trained["energy_temperature"], 16 + 3.5 + 0.05)
    np.testing.assert_allclose(trained["apart"], 5.0)
    np.testing.assert_allclose(trained["energy_temperature_err"], 0.05)


def epochs_of(divergences, energies, **same):
    """Return a row per epoch and replica, the replicas a column each of both (n_epochs, n_replicas)."""
    n_epochs, n_replicas = np.shape(energies)
    return pd.DataFrame(
        {
            "design": "thin",
            "training_set": "critical",
            "n_hidden": 16,
            "fields": "zero",
            "epoch": np.repeat(range(n_epochs), n_replicas),
            "replica": np.tile(range(n_replicas), n_epochs),
            "n_temperatures": 1,
            "reliable": True,
            "divergence_per_site": np.ravel(divergences),
            "energy": np.ravel(energies),
            "energy_exact": -1.4,
        }
        | same
    )


def test_pairs_count_where_both_differences_are_resolved_replica_by_replica():
    shift = np.array([0.0, 0.3, 0.8])  # of each replica, far more than the differences between epochs
    noise = np.array([0.001, -0.001, 0.0])
    divergences = np.array([0.01, 0.02, 0.03, 0.03])[:, None] + shift + np.outer([0, 1, 0, 1], noise)
    energies = -np.array([1.0, 1.3, 1.35, 1.9])[:, None] + np.outer([1, 0, 1, 0], noise)
    # distances 0.4, 0.1, 0.05, 0.5: of six pairs one has equal divergences; first and last are concordant
    table = epochs_of(divergences, energies)
    assert discordant_pairs(table) == (3, 5)
    assert discordant_pairs(table.assign(n_temperatures=2)) == (0, 0)
    assert discordant_pairs(table[table["replica"] == 0]) == (0, 0)  # no scatter is known
    assert discordant_pairs(table.assign(reliable=table["epoch"] != 0)) == (1, 2)


def test_scatter_between_replicas_that_is_not_common_to_both_leaves_a_pair_open():
    apart = np.array([[0.0, 0.0, 0.0], [0.05, -0.02, 0.01]])  # mean 0.013, interval of half width 0.087
    table = epochs_of(0.02 + apart, np.array([[-1.0] * 3, [-1.2] * 3]))
    assert discordant_pairs(table) == (0, 0)
