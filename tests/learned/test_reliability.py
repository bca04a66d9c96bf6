"""Numbers of networks are reliable where enough independent draws are behind them."""

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.reliability import reliable_annealing, reliable_tempering


@pytest.mark.parametrize(
    ("n_effective", "round_trips", "reliable"),
    [
        (10.0, 5.0, True),
        (9.9, 12.0, False),
        (3000.0, 4.9, False),
        (3000.0, np.nan, False),
        (np.nan, 9.0, False),
    ],
)
def test_tempering_needs_draws_and_round_trips(n_effective, round_trips, reliable):
    table = reliable_tempering(pd.DataFrame({"n_effective": [n_effective], "round_trips": [round_trips]}))
    assert table["reliable"].tolist() == [reliable]


def stack(n_effective, methods):
    """Return an RBM, a stack of two layers and a deep Boltzmann machine."""
    return pd.DataFrame(
        {
            "model": ["dbn", "dbn", "dbm"],
            "n_layers": [1, 2, 2],
            "n_effective": n_effective,
            "log_partition_method": methods,
        }
    )


ANNEALED = "annealed_importance_sampling"


@pytest.mark.parametrize(
    ("n_effective", "over_rbm", "over_dbn"),
    [
        ([50.0, 50.0, 50.0], [True, True, True], [True, True, True]),
        ([9.9, 50.0, 50.0], [False, False, False], [False, True, True]),
        ([50.0, 9.9, 50.0], [True, False, True], [False, False, False]),
        ([50.0, 50.0, np.nan], [True, True, False], [True, True, False]),
    ],
)
def test_a_gain_needs_both_partition_functions(n_effective, over_rbm, over_dbn):
    found = reliable_annealing(stack(n_effective, ANNEALED))
    assert found["reliable"].tolist() == [not value < 10 and not np.isnan(value) for value in n_effective]
    assert found["gain_over_rbm_reliable"].tolist() == over_rbm
    assert found["gain_over_dbn_reliable"].tolist() == over_dbn


def test_an_exact_partition_function_needs_no_draws():
    found = reliable_annealing(stack(np.nan, "exact"))
    assert found[["reliable", "gain_over_rbm_reliable", "gain_over_dbn_reliable"]].all(axis=None)
