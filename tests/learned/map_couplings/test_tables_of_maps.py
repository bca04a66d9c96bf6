"""The tables of couplings and information: which rows they have, and what is the same in them."""

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from rgcore.errors import InputError
from rgcore.learned.map_couplings.cylinder import Cylinder
from rgcore.learned.map_couplings.information import FarInformation, up_probabilities
from rgcore.learned.map_couplings.maps_under_test import RbmTraining, maps_of_replica
from rgcore.learned.map_couplings.replica_rows import all_coupling_rows, all_information_rows, all_maps
from rgcore.learned.map_couplings.settings import MapCouplingsSettings
from rgcore.learned.maps.filters.filter_map import FilterMap
from rgcore.learned.maps.settings import LearnedMapsSettings

from ...config_values import config, sampling_settings

SETTINGS = {
    "side": 16,
    "couplings": (0.3, 0.4, 0.42, 0.44),
    "n_samples": 300,
    "n_steps": 1,
    "untrained": ("majority", "compact_positive"),
    "trained_at": ("2.6",),
    "hidden": ("deterministic",),
    "n_replicas": 2,
    "information": {"temperatures": ("2.6",), "buffers": (2,)},
}


@pytest.fixture(scope="module")
def training():
    block = config()["learned_maps"]
    block = block | {
        "n_training_samples": 400,
        "training": block["training"] | {"n_epochs": 20},
    }
    return RbmTraining(settings=LearnedMapsSettings(**block), sampling=sampling_settings())


@pytest.fixture(scope="module")
def maps(training):
    return all_maps(MapCouplingsSettings(**SETTINGS), training, root_seed=3)


@pytest.fixture(scope="module")
def couplings(maps):
    return all_coupling_rows(maps, MapCouplingsSettings(**SETTINGS), sampling_settings(), root_seed=3)


def test_configurations_have_the_coupling_they_were_drawn_at_and_no_other(couplings):
    begin = couplings[couplings["step"] == 0]
    assert len(begin) == 4 * 2
    truths = {"nearest_neighbour_alone": begin["coupling"], "nearest_neighbour": begin["coupling"]}
    truths |= dict.fromkeys(["next_nearest_neighbour", "four_spin_plaquette", "third_neighbour"], 0.0)
    truths["coupling_sum"] = begin["coupling"]
    for name, truth in truths.items():
        assert (np.abs(begin[name] - truth) < 4 * begin[f"{name}_err"]).all(), name


def test_every_map_has_a_row_at_every_coupling_replica_and_step(couplings):
    after = couplings[couplings["step"] == 1]
    keys = ["map", "hidden", "trained_at", "coupling", "replica"]
    assert not couplings.duplicated([*keys, "step"]).any()
    assert after.groupby(keys[:3]).size().to_dict() == {
        ("majority", "deterministic", "none"): 8,
        ("compact_positive", "deterministic", "none"): 8,
        ("exact_rbm", "deterministic", "2.6"): 8,
        ("trained_rbm", "deterministic", "2.6"): 8,
    }
    assert after["nearest_neighbour_alone"].nunique() == len(after)
    assert (after["coarse_side"] == 8).all()


def test_couplings_before_a_step_are_those_of_half_the_lattice(maps):
    """They are drawn for themselves, with the same number of coarse spins as after the step."""
    two_steps = MapCouplingsSettings(**SETTINGS | {"side": 32, "n_steps": 2})
    one_step = MapCouplingsSettings(**SETTINGS)
    chosen = [[each for each in of_replica if each.name == "majority"] for of_replica in maps[:1]]
    large, small = (
        all_coupling_rows(chosen, settings, sampling_settings(), root_seed=3).set_index(["coupling", "step"])
        for settings in (two_steps, one_step)
    )
    for column in ("nearest_neighbour_alone", "coupling_sum"):
        before = large[f"{column}_before"].unstack("step")
        assert before[0].isna().all()
        assert before[1].tolist() == before.index.tolist()
        pd.testing.assert_series_equal(before[2], small[column].unstack("step")[1], check_names=False)
    sides = large["coarse_side"].unstack("step")
    assert sides[2].tolist() == small["coarse_side"].unstack("step")[1].tolist() == [8] * 4


def test_a_map_that_is_added_changes_no_row_of_another(maps, couplings):
    fewer = [[each for each in of_replica if each.name != "compact_positive"] for of_replica in maps]
    chosen = MapCouplingsSettings(**SETTINGS | {"untrained": ("majority",)})
    again = all_coupling_rows(fewer, chosen, sampling_settings(), root_seed=3)
    assert again.equals(couplings[couplings["map"] != "compact_positive"].reset_index(drop=True))


def test_information_is_of_every_map_and_no_map_has_more_than_the_best(maps):
    found = all_information_rows(maps, ("2.6",), (2,))
    assert found["map"].value_counts().to_dict() == {
        "best_block": 1,
        "best_filter": 1,
        "best_window": 1,
        "majority": 1,
        "compact_positive": 2,
        "exact_rbm": 4,
        "trained_rbm": 4,
    }
    assert (found["share_of_best_window"] <= 1).all()
    assert (found.loc[found["window"] == 2, "share_of_best_block"] <= 1).all()
    most = found.groupby("map")["information"].max()
    assert most["best_block"] < most["best_filter"] <= most["best_window"]
    even = FilterMap(weights=np.ones((4, 4)), hidden="deterministic")
    of_even = FarInformation(Cylinder(1 / 2.6), 2).of_map(up_probabilities(even))
    assert most["best_filter"] > 1.05 * max(
        of_even, most["exact_rbm"]
    )  # what the ascent begins with, and learns
    least = found.groupby("map")["kl_divergence"].min()
    assert least.idxmin() == "exact_rbm"
    assert least.drop(["best_block", "best_window"]).notna().all()


def test_replicas_draw_and_train_for_themselves(training, maps):
    of_all = {"untrained": SETTINGS["untrained"], "trained_at": SETTINGS["trained_at"]}
    again = maps_of_replica(of_all, training, replica=0, root_seed=3)
    for one, same, other in zip(maps[0], again, maps[1], strict=True):
        np.testing.assert_array_equal(one.coarse.weights, same.coarse.weights)
        assert one.name == "majority" or (one.coarse.weights != other.coarse.weights).any()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"couplings": (0.3, 0.4, 0.44, 0.42)}, "couplings must be at least 4 in ascending order"),
        ({"couplings": (0.3, 0.4, 0.44)}, "couplings must be at least 4 in ascending order"),
        ({"n_steps": 2}, r"leave at least 8 coarse spins per side, but it is 16"),
        ({"side": 17}, r"side must be a multiple of 2\*\*n_steps = 2 and leave"),
    ],
)
def test_grids_and_lattices_that_cannot_be_used_are_refused(changed, sentence):
    with pytest.raises((InputError, ValidationError), match=sentence):
        MapCouplingsSettings(**SETTINGS | changed)
