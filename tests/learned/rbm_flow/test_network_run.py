"""Networks of the flow: an exact one is measured to be exact, and trained ones give the rows of both tables."""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.learned.rbm_flow.conditions import FlowNetwork, flow_networks
from rgcore.learned.rbm_flow.flow_data import flow_data
from rgcore.learned.rbm_flow.network_run import _placed, flow_tables
from rgcore.learned.rbm_flow.schemas import NETWORK_TEMPERATURE, RBM_FLOW
from rgcore.learned.rbm_flow.settings import FlowRunSettings, RbmFlowSettings
from rgcore.learned.thermometer.readings import DISAGREES
from rgcore.learned.thermometer.torus_curves import torus_curves

from ...config_values import config, sampling_settings


def block(**changed):
    small = {
        "side": 4,
        "n_samples": 400,
        "n_held_out": 200,
        "training_sets": {"one": ["2.5"], "several": ["1.0", "5.0"]},
        "designs": {
            "thin": {
                "training_sets": ["one", "several"],
                "n_hidden": [8],
                "fields": ["zero", "free"],
                "n_epochs": 8,
                "n_replicas": 2,
            }
        },
        "bond_networks": ["2.5"],
        "start_temperatures": ["1.0", "6.0"],
        "n_configurations": 300,
        "steps": [0, 2, 60],
        "generation": {
            "n_samples": 3000,
            "n_chains": 60,
            "n_temperatures": 5,
            "burn_in_rounds": 60,
            "rounds_per_sample": 4,
        },
        "annealing": {"n_chains": 60, "n_temperatures": 300},
    }
    return config()["rbm_flow"] | small | changed


def run(network, values, seed=1):
    settings = FlowRunSettings(**{name: values[name] for name in FlowRunSettings.model_fields})
    data = flow_data(network, settings, sampling_settings(), root_seed=5)
    return flow_tables(network, data, settings, rng=np.random.default_rng(seed))


def network_of(values, **wanted):
    networks = [FlowNetwork(**attributes) for attributes in flow_networks(values).values()]
    return next(
        network
        for network in networks
        if all(getattr(network, name) == value for name, value in wanted.items())
    )


def test_a_network_with_a_unit_per_bond_is_found_to_be_exact():
    values = block()
    flow, temperature = run(network_of(values, n_epochs=0), values)
    (row,) = temperature.to_dict("records")
    assert abs(row["energy"] - row["energy_exact"]) < 4 * row["energy_err"]
    assert abs(row["energy_variance"] - row["energy_variance_exact"]) < 4 * row["energy_variance_err"]
    assert abs(row["abs_magnetization"] - row["abs_magnetization_exact"]) < 4 * row["abs_magnetization_err"]
    assert row["energy_temperature_low"] < 2.5 < row["energy_temperature_high"]
    assert row["divergence_per_site"] == pytest.approx(0, abs=1e-9)
    assert row["reliable"]
    assert row["disagreement"] < DISAGREES
    last = flow[flow["is_last"]]
    assert (last["step"] == 60).all()
    assert (last["energy_temperature_low"] < 2.6).all()
    assert (last["energy_temperature_high"] > 2.4).all()
    assert (flow.loc[flow["step"] == 0, "energy_temperature"] - flow["start_temperature"]).abs().max() < 0.8
    assert flow["training_temperature"].unique() == pytest.approx(2.5, abs=1e-3)


def test_a_trained_network_gives_rows_of_both_tables_the_same_each_time():
    values = block()
    network = network_of(values, training_set="several", fields="zero")
    flow, temperature = run(network, values)
    assert set(flow.columns) == set(RBM_FLOW.names)
    assert set(temperature.columns) == set(NETWORK_TEMPERATURE.names)
    assert len(flow) == 2 * 3
    assert temperature["epoch"].tolist() == [1, 2, 4, 8]
    again = run(network, values)
    pd.testing.assert_frame_equal(flow, again.flow)
    pd.testing.assert_frame_equal(temperature, again.temperature)
    assert temperature["log_partition_method"].unique().tolist() == ["exact"]
    assert (temperature["divergence_per_site"] > 0).all()
    assert temperature["largest_temperature"].tolist() == [5.0] * 4
    assert temperature["n_effective_annealing"].isna().all()
    assert flow.loc[flow["step"] == 0, "fluctuation_above_maximum"].tolist() == [False, False]


def test_energies_that_fluctuate_more_than_at_any_temperature_are_flagged():
    curves, network = torus_curves(4), network_of(block(), training_set="one", fields="zero")
    rows = pd.DataFrame(
        {"energy_variance": np.array([0.99, 1.01]) * curves.largest_variance, "disagreement": [3.9, 4.1]}
    )
    placed = _placed(rows, network, curves)
    assert placed["fluctuation_above_maximum"].tolist() == [False, True]
    assert placed["thermometers"].tolist() == ["agree", "disagree"]


def test_a_network_whose_partition_function_rests_on_few_annealing_runs_is_not_reliable(monkeypatch):
    values = block()
    values["designs"]["thin"]["n_hidden"] = [20]
    values["annealing"] = {"n_chains": 12, "n_temperatures": 2}
    monkeypatch.setattr("rgcore.rbm.likelihood.normalization.MOST_ENUMERATED_UNITS", 10)
    _, temperature = run(network_of(values, training_set="one", fields="zero", n_hidden=20), values)
    last = temperature.iloc[-1]
    assert last["log_partition_method"] == "annealed_importance_sampling"
    assert last["n_effective"] > 10
    assert last["n_effective_annealing"] < 10
    assert not last["reliable"]


def test_every_combination_of_a_design_and_replica_is_a_network_with_data_of_its_own():
    values = block()
    networks = flow_networks(values)
    assert len(networks) == 1 + 2 * 2 * 2
    first, second = (network_of(values, training_set="one", replica=replica) for replica in (0, 1))
    settings = FlowRunSettings(**{name: values[name] for name in FlowRunSettings.model_fields})
    data, other = (
        flow_data(network, settings, sampling_settings(), root_seed=5) for network in (first, second)
    )
    assert (data.training != other.training).any()
    same = flow_data(
        network_of(values, training_set="one", fields="free"), settings, sampling_settings(), root_seed=5
    )
    np.testing.assert_array_equal(data.training, same.training)
    again = block(designs={"two": values["designs"]["thin"]})
    assert first.identity == network_of(again, training_set="one", replica=0).identity


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"training_sets": {"one": ["2.5"], "several": None}}, "designs.thin.training_sets must name sets"),
        ({"steps": [0, 4, 4]}, "steps must ascend"),
        (
            {
                "n_held_out": 20,
                "training_sets": {"one": ["2.5"], "several": [f"{k}.0" for k in range(1, 13)]},
            },
            "must be at least 24",
        ),
    ],
)
def test_settings_that_do_not_fit_are_refused(changed, words):
    with pytest.raises(InputError, match=words):
        RbmFlowSettings(**block(**changed))
